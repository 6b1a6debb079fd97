import type { DuckDBConnection } from '@duckdb/node-api';
import { figure, type Words } from '../words.ts';
import { type Draft, emailReason, give, isName, largest, percent, quoted, taken } from './draft.ts';
import { type ColumnProfile, sharedValues } from './profile.ts';
import { kindOfValue, namesBystander, saysText } from './vocabulary.ts';

const oneAddressOnePerson: Words = {
  fr: 'une adresse e-mail désigne une seule personne',
  en: 'an e-mail address names one person only',
};

/** Gives the roles of events that no name settled, by what the cells hold: the surest first, since a column serves once. */
export async function eventContent(db: DuckDBConnection, draft: Draft, all: readonly ColumnProfile[]): Promise<void> {
  const profiles = all.filter(({ key }) => !saysText(key));
  moments(draft, profiles);
  addresses(draft, 'actor_email', profiles);
  kindsOfActs(draft, profiles);
  ids(draft, profiles);
  await parents(db, draft, profiles);
  authors(draft, profiles);
  await targets(db, draft, profiles);
  const who = draft.columns.get('actor');
  if (who === undefined || !isName(who)) return;
  draft.questions.push({
    code: 'names_as_ids',
    column: who.name,
    words: {
      fr: `les personnes ne sont connues que par leur nom (${quoted(who.name).fr}) : deux homonymes n’en font qu’une`,
      en: `people are known by their names only (${quoted(who.name).en}): two of the same name are taken for one`,
    },
    blocking: false,
  });
}

/** Gives the roles of people that no name settled: an address also says who somebody is. */
export function personContent(draft: Draft, profiles: readonly ColumnProfile[]): void {
  addresses(draft, 'email', profiles);
  const mail = draft.columns.get('email');
  if (draft.columns.has('person_id') || mail === undefined) return;
  give(draft, 'person_id', mail, oneAddressOnePerson);
}

const free = (draft: Draft, profiles: readonly ColumnProfile[]): ColumnProfile[] =>
  profiles.filter((profile) => !taken(draft, profile));

function moments(draft: Draft, profiles: readonly ColumnProfile[]): void {
  if (draft.columns.has('occurred_at')) return;
  const best = largest(
    free(draft, profiles).filter(({ dates }) => dates > 0.8),
    ({ dates }) => dates,
  );
  if (best === undefined) return;
  const share = percent(best.dates);
  give(draft, 'occurred_at', best, {
    fr: `${share.fr} % des cellules sont des dates`,
    en: `${share.en}% of the cells are dates`,
  });
}

function addresses(draft: Draft, role: string, profiles: readonly ColumnProfile[]): void {
  if (draft.columns.has(role)) return;
  const best = largest(
    free(draft, profiles).filter(({ emails }) => emails > 0.8),
    ({ emails }) => emails,
  );
  if (best !== undefined) give(draft, role, best, emailReason(best));
}

function kindsOfActs(draft: Draft, profiles: readonly ColumnProfile[]): void {
  if (draft.columns.has('kind')) return;
  const known = (profile: ColumnProfile): number => {
    const told = profile.values.filter(({ value }) => kindOfValue(value) !== null);
    return told.reduce((sum, { count }) => sum + count, 0) / Math.max(1, profile.filled);
  };
  const few = free(draft, profiles).filter(
    (profile) => profile.values.length > 1 && profile.values.length <= 20 && profile.numbers < 0.1,
  );
  const best = largest(
    few.filter((profile) => known(profile) > 0.6),
    known,
  );
  if (best === undefined) return;
  const values = figure(best.values.length);
  give(draft, 'kind', best, {
    fr: `${values.fr} valeurs seulement, et ce sont des noms de gestes`,
    en: `only ${values.en} values, and they name acts`,
  });
}

function ids(draft: Draft, profiles: readonly ColumnProfile[]): void {
  if (draft.columns.has('event_id')) return;
  const best = free(draft, profiles).find(
    (profile) =>
      profile.rows > 1 &&
      profile.distinct === profile.rows &&
      profile.worded < 0.1 &&
      profile.dates < 0.5 &&
      profile.length < 60,
  );
  if (best === undefined) return;
  give(draft, 'event_id', best, { fr: 'toutes les valeurs sont différentes', en: 'all values are different' });
}

async function parents(db: DuckDBConnection, draft: Draft, profiles: readonly ColumnProfile[]): Promise<void> {
  const id = draft.columns.get('event_id');
  if (id === undefined || draft.columns.has('parent')) return;
  // A column of counts has small numbers too, and so may the ids: numbers refer to nothing unless their name says so.
  const referring = free(draft, profiles).filter(
    ({ dates, emails, numbers }) => dates < 0.5 && emails < 0.5 && numbers < 0.5,
  );
  await giveFirstSharing(db, draft, 'parent', referring, id);
}

/** Two people can share a name; nobody shares an address: it says who wrote wherever there is one. */
function authors(draft: Draft, profiles: readonly ColumnProfile[]): void {
  const mail = draft.columns.get('actor_email');
  const actor = draft.columns.get('actor');
  if (mail !== undefined) {
    if (actor !== undefined && !isName(actor)) return;
    if (actor !== undefined && !draft.columns.has('actor_name')) {
      give(draft, 'actor_name', actor, { fr: 'ce sont des noms de personnes', en: 'these are names of people' });
    }
    give(draft, 'actor', mail, oneAddressOnePerson);
    return;
  }
  if (actor !== undefined) return;
  const name =
    draft.columns.get('actor_name') ??
    largest(
      free(draft, profiles).filter((profile) => profile.worded > 0.8 && profile.distinct < profile.filled * 0.9),
      ({ worded }) => worded,
    );
  if (name === undefined) return;
  draft.columns.delete('actor_name');
  give(draft, 'actor', name, {
    fr: 'ce sont des noms de personnes, et rien d’autre ne dit qui',
    en: 'these are names of people, and nothing else says who',
  });
}

async function targets(db: DuckDBConnection, draft: Draft, profiles: readonly ColumnProfile[]): Promise<void> {
  const who = draft.columns.get('actor');
  if (who === undefined || draft.columns.has('target')) return;
  const distinctive = free(draft, profiles).filter(
    (profile) =>
      !namesBystander(profile.key) &&
      profile.distinct > 2 &&
      profile.dates < 0.5 &&
      profile.numbers < 0.5 &&
      profile.length < 80,
  );
  await giveFirstSharing(db, draft, 'target', distinctive, who);
}

/** Gives a role to the first column half of whose values are values of another. */
async function giveFirstSharing(
  db: DuckDBConnection,
  draft: Draft,
  role: string,
  profiles: readonly ColumnProfile[],
  other: ColumnProfile,
): Promise<void> {
  for (const profile of profiles) {
    const share = await sharedValues(db, profile.column, other.column);
    if (share < 0.5) continue;
    const part = percent(share);
    give(draft, role, profile, {
      fr: `${part.fr} % de ses valeurs sont celles de la colonne ${quoted(other.name).fr}`,
      en: `${part.en}% of its values are those of the column ${quoted(other.name).en}`,
    });
    return;
  }
}
