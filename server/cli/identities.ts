import { Argument, Command } from 'commander';
import { z } from 'zod';
import {
  decidedSchema,
  type IdentityList,
  identityListSchema,
  identityVerbs,
  type ListedPerson,
} from '../contract/identities.ts';
import { importFailureSchema } from '../contract/imports.ts';
import type { Language, Text } from '../contract/text.ts';
import { pseudonym } from '../privacy.ts';
import { logAccess } from '../state/access-log.ts';
import { shownIdentities } from '../state/shown-identities.ts';
import type { CliContext } from './context.ts';
import { colon, failureText } from './report-text.ts';

const lineSchema = z.union([
  z.object({ step: z.string() }),
  z.object({ identities: identityListSchema }),
  z.object({ decided: decidedSchema }),
  z.object({ error: importFailureSchema }),
]);

interface Options {
  data: string;
  json?: true;
  names?: true;
}

/** `vigie identities`: who is who; with a verb and an id, a decision of the steward, that `undo` takes back. */
export function identitiesCommand(context: CliContext): Command {
  return new Command('identities')
    .description('Who is who: pairs that may be one person, accounts that may be no person, and the decisions on them')
    .addArgument(new Argument('[verb]', 'decision to take').choices(identityVerbs))
    .argument(
      '[ids...]',
      'what it is about: an id of the list, or one or two pseudonyms (same, different, split, bot, person)',
    )
    .option('--data <dir>', 'data folder', context.defaultData)
    .option('--names', 'show names and native ids; noted in the access log')
    .option('--json', 'print as JSON')
    .action(async (verb: string | undefined, ids: readonly string[], options: Options) => {
      const { language } = context;
      const args =
        verb === undefined
          ? ['identities', '--data', options.data, ...(options.names ? ['--names'] : [])]
          : ['decide', '--data', options.data, verb, ...ids];
      const code = await context.runScript('pipelines/run.ts', args, (line) => {
        const message = lineSchema.parse(JSON.parse(line));
        if ('step' in message) return;
        if ('error' in message) {
          context.say(failureText(message.error, language));
          if (options.json) context.print(`${JSON.stringify(message)}\n`);
          return;
        }
        if ('decided' in message) {
          context.print(
            options.json
              ? `${JSON.stringify(message.decided)}\n`
              : `${said[String(message.decided.changed)]?.[language]}\n`,
          );
          return;
        }
        const list = shownIdentities(message.identities);
        if (options.names) {
          const people = list.proposals.length * 2 + list.suspects.length + list.out.length + list.joined.length;
          logAccess(options.data, context.now(), {
            action: 'names',
            through: 'command line',
            subject: 'identities',
            people,
          });
        }
        context.print(options.json ? `${JSON.stringify(list, null, 2)}\n` : listText(list, language));
      });
      context.end(code);
    });
}

const said: Readonly<Record<string, Text>> = {
  true: { fr: 'Fait : un nouvel instantané est publié.', en: 'Done: a new snapshot is published.' },
  false: { fr: 'Rien n’a changé.', en: 'Nothing changed.' },
};

const words = {
  proposals: { fr: 'Peut-être une même personne', en: 'Perhaps one person' },
  suspects: { fr: 'Peut-être pas une personne', en: 'Perhaps no person' },
  out: { fr: 'Hors de tous les chiffres', en: 'Out of all figures' },
  joined: { fr: 'Personnes à plusieurs comptes', en: 'People of several accounts' },
  putBack: { fr: 'Reconnues comme des personnes', en: 'Said to be people' },
  departments: { fr: 'Services à situer', en: 'Departments to place' },
  alike: { fr: 'presque comme', en: 'almost as' },
  unknown: { fr: 'absent des annuaires', en: 'in no directory' },
  mapped: { fr: 'situé', en: 'placed' },
  people: { fr: 'personnes', en: 'people' },
  few: { fr: 'moins de 5', en: 'fewer than 5' },
  decisions: { fr: 'Décisions', en: 'Decisions' },
  none: { fr: 'aucune', en: 'none' },
  strong: { fr: 'forte', en: 'strong' },
  fair: { fr: 'moyenne', en: 'fair' },
  weak: { fr: 'faible', en: 'weak' },
  declared: { fr: 'déclaré par la source', en: 'declared by the source' },
  decided: { fr: 'confirmé', en: 'confirmed' },
  'same-person': { fr: 'même personne', en: 'same person' },
  'different-people': { fr: 'personnes différentes', en: 'different people' },
  'not-a-person': { fr: 'pas une personne', en: 'no person' },
  'a-person': { fr: 'une personne', en: 'a person' },
  'department-alias': { fr: 'service', en: 'department' },
  steward: { fr: 'décision', en: 'decision' },
  'alias-file': { fr: 'fichier d’alias', en: 'alias file' },
} as const satisfies Record<string, Text>;

/** Everyone of a directory has two accounts: a screen need not show them all. */
const mostJoined = 20;

/** The list in lines: what is to be decided first, each with the id to decide it by. */
function listText(list: IdentityList, language: Language): string {
  const say = (key: keyof typeof words): string => words[key][language];
  const person = ({ person_id, sources, display_name, native_id }: ListedPerson): string =>
    `${display_name ?? native_id ?? pseudonym(person_id)} (${sources.join(', ')})`;
  const section = (key: keyof typeof words, lines: readonly string[], all = lines.length): string => {
    const more = all > lines.length ? ['… (--json)'] : [];
    return `${say(key)}${colon[language]}${all === 0 ? say('none') : all}\n${[...lines, ...more].map((line) => `  ${line}\n`).join('')}`;
  };
  const reasons = (of: readonly { words: Text }[]): string => of.map((reason) => reason.words[language]).join(' ; ');
  return [
    section(
      'proposals',
      list.proposals.map(
        ({ id, strength, people, reasons: why }) =>
          `${id}  ${people.map(person).join(' = ')}  [${say(strength)}${colon[language]}${reasons(why)}]`,
      ),
    ),
    section(
      'suspects',
      list.suspects.map(({ id, person: one, reasons: why }) => `${id}  ${person(one)}  [${reasons(why)}]`),
    ),
    section(
      'out',
      list.out.map(({ id, person: one, why }) => `${id}  ${person(one)}  [${say(why)}]`),
    ),
    section(
      'putBack',
      list.put_back.map(({ id, person: one }) => `${id}  ${person(one)}`),
    ),
    section(
      'joined',
      list.joined
        .slice(0, mostJoined)
        .map(
          (one) =>
            `${person(one)}${colon[language]}${one.accounts.map(({ account_id }) => account_id.slice(0, 10)).join(', ')}`,
        ),
      list.joined.length,
    ),
    section(
      'departments',
      list.departments.map(({ id, label, people, state, unit, like }) => {
        const place = unit === null ? like : [unit.division, unit.department, unit.team].filter(Boolean).join(' › ');
        const detail = [say(state), ...(place === null ? [] : [place])].join(' ');
        return `${id}  ${label}  [${detail} ; ${say('people')}${colon[language]}${people ?? say('few')}]`;
      }),
    ),
    section(
      'decisions',
      list.decisions.map(({ id, kind, people, origin, decided_at }) =>
        `${id}  ${decided_at.slice(0, 10)}  ${say(kind)} (${say(origin)})  ${people.map(person).join(', ')}`.trimEnd(),
      ),
    ),
  ].join('');
}
