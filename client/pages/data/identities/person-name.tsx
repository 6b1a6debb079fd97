import type { ListedPerson } from '../../../../server/contract/identities.ts';

/** A person by name where names are shown, else by a short pseudonym, and where they are known from. */
export function PersonName({ person }: { person: ListedPerson }) {
  return (
    <>
      {nameOf(person)} <span className="fine">{person.sources.join(', ')}</span>
    </>
  );
}

/** The name alone, for what a screen reader says of a button. */
export const nameOf = ({ display_name, native_id, person_id }: ListedPerson): string =>
  display_name ?? native_id ?? pseudonymOf(person_id);

/** A pseudonym, short enough to be read. */
export const pseudonymOf = (id: string): string => id.slice(0, 8);
