import { Argument, Command } from 'commander';
import { UserError } from '../errors.ts';
import { type Identity, openIdentities } from '../identities.ts';
import { logAccess } from '../state/access-log.ts';
import { readRefusals, refuse, withdrawRefusal } from '../state/refusals.ts';
import type { CliContext } from './context.ts';

/** `vigie refusals`: who asked not to be proposed; `add` and `withdraw` note it and take it back. */
export function refusalsCommand(context: CliContext): Command {
  return new Command('refusals')
    .description('Who asked not to be proposed as ambassador or bridge: out of these lists at once')
    .addArgument(new Argument('[verb]', 'what to note').choices(['add', 'withdraw']))
    .argument('[person]', 'e-mail address, native id or pseudonym (p_…)')
    .option('--data <dir>', 'data folder', context.defaultData)
    .option('--names', 'show native ids; noted in the access log')
    .action((verb: string | undefined, person: string | undefined, { data, names }: { data: string; names?: true }) => {
      const identities = openIdentities(data, context.keyFile);
      if (verb !== undefined) {
        const personId = personCalled(person ?? '', [...identities.values()]);
        if (verb === 'add') refuse(data, personId, context.now());
        else withdrawRefusal(data, personId);
      }
      const refusals = readRefusals(data);
      if (names && refusals.length > 0) {
        const access = { action: 'names', through: 'command line', subject: 'refusals' } as const;
        logAccess(data, context.now(), { ...access, people: refusals.length });
      }
      for (const { person_id, refused_at } of refusals) {
        const name = names ? (identities.get(person_id)?.native_id ?? person_id) : person_id;
        context.print(`${name}\t${refused_at.slice(0, 10)}\n`);
      }
    });
}

/** The pseudonym of the one person called so. @throws UserError when nobody is, or several are. */
function personCalled(called: string, identities: readonly Identity[]): string {
  const found = new Set(
    identities
      .filter(({ person_id, native_id, email }) =>
        [person_id, native_id.toLowerCase(), email?.toLowerCase()].includes(called.toLowerCase()),
      )
      .map(({ person_id }) => person_id),
  );
  const [only] = found;
  if (only !== undefined && found.size === 1) return only;
  throw new UserError(
    'unknown_person',
    found.size === 0
      ? { fr: `Personne n’est connu sous « ${called} ».`, en: `Nobody is known as "${called}".` }
      : {
          fr: `Plusieurs personnes sont connues sous « ${called} » : donnez le pseudonyme.`,
          en: `Several people are known as "${called}": give the pseudonym.`,
        },
  );
}
