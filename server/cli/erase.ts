import { Command } from 'commander';
import { z } from 'zod';
import { importFailureSchema } from '../contract/imports.ts';
import type { Language, Text } from '../contract/text.ts';
import type { CliContext } from './context.ts';
import { tellHeld } from './person.ts';
import { candidatesText } from './candidates-text.ts';
import { colon, failureText } from './report-text.ts';

const accountSchema = z.object({ person_id: z.string(), source: z.string(), native_id: z.string() });

const resultSchema = z.object({
  state: z.enum(['erased', 'already', 'several', 'unknown']),
  candidates: z.array(z.array(accountSchema)),
  accounts: z.number(),
  imports: z.number(),
  events: z.number(),
  proof: z
    .object({
      ok: z.boolean(),
      searched: z.object({
        files: z.number(),
        bytes: z.number(),
        parquet_files: z.number(),
        snapshot_tables: z.number(),
        vaults: z.number(),
      }),
      identifiers: z.object({ telling: z.number(), common: z.number(), shared: z.number() }),
      not_opened: z.array(z.string()),
      found: z.array(z.object({ file: z.string(), place: z.string(), times: z.number() })),
    })
    .nullable(),
});
type Result = z.infer<typeof resultSchema>;

const lineSchema = z.union([
  z.object({ step: z.enum(['rewrite', 'publish', 'commit', 'replace', 'prove']) }),
  z.object({ result: resultSchema }),
  z.object({ error: importFailureSchema }),
]);

const steps: Readonly<Record<'rewrite' | 'publish' | 'commit' | 'replace' | 'prove', Text>> = {
  rewrite: { fr: 'réécriture des imports', en: 'rewriting imports' },
  publish: { fr: 'nouvel instantané', en: 'building a snapshot' },
  commit: { fr: 'écriture sur le disque', en: 'writing to disk' },
  replace: { fr: 'mise en place', en: 'putting in place' },
  prove: { fr: 'recherche de ce qui resterait', en: 'searching for what might remain' },
};

/** `vigie erase PERSON`: takes one person out of the data folder, then searches it; exit code 1 when anything is found. */
export function eraseCommand(context: CliContext): Command {
  return new Command('erase')
    .description('Erase one person from the data folder, and prove it')
    .argument('<person>', 'e-mail address, employee id, sign-on subject, native id, pseudonym (p_…) or SOURCE:ID')
    .option('--data <dir>', 'data folder', context.defaultData)
    .option('--export <file>', 'first write what is held about the person, as JSON')
    .option('--yes', 'do not ask first')
    .option('--json', 'print as JSON')
    .action(async (person: string, options: { data: string; export?: string; yes?: true; json?: true }) => {
      if (options.export !== undefined) {
        const code = await tellHeld(context, options.data, person, options.export);
        if (code !== 0) {
          context.end(code);
          return;
        }
      }
      if (options.yes !== true && context.ask !== null && !(await isMeant(context.ask, person, context.language))) {
        context.say(context.language === 'fr' ? 'Rien n’est effacé.' : 'Nothing is erased.');
        context.end(1);
        return;
      }
      let last = '';
      const args = ['erase', '--data', options.data, '--', person];
      const code = await context.runScript('pipelines/run.ts', args, (line) => {
        const message = lineSchema.parse(JSON.parse(line));
        const { language } = context;
        if ('step' in message) {
          if (message.step !== last) context.say(`  ${steps[message.step][language]}`);
          last = message.step;
        } else if ('error' in message) {
          context.say(failureText(message.error, language));
          if (options.json) context.print(`${JSON.stringify(message)}\n`);
        } else if (options.json) {
          context.print(`${JSON.stringify(message.result, null, 2)}\n`);
        } else {
          context.print(eraseText(message.result, language));
        }
      });
      context.end(code);
    });
}

/** What is erased cannot be had back: the person at the terminal says whom they mean a second time. */
async function isMeant(
  ask: (question: string) => Promise<string>,
  person: string,
  language: Language,
): Promise<boolean> {
  const question =
    language === 'fr'
      ? `Effacer ${person} ne peut pas être annulé. Écrivez-le à nouveau pour confirmer : `
      : `Erasing ${person} cannot be undone. Write it again to confirm: `;
  return (await ask(question)).trim() === person;
}

function eraseText(result: Result, language: Language): string {
  const french = language === 'fr';
  if (result.state === 'several' || result.state === 'unknown') return candidatesText(result, language);
  const { proof } = result;
  const lines = [
    result.state === 'already'
      ? french
        ? 'Cette personne est déjà effacée.'
        : 'This person was erased already.'
      : french
        ? `Effacés${colon.fr}comptes ${result.accounts}, événements ${result.events}, dans ${result.imports} import(s) réécrit(s).`
        : `Erased: ${result.accounts} account(s) and ${result.events} event(s), ${result.imports} import(s) rewritten.`,
  ];
  if (proof !== null) {
    const { files, bytes, parquet_files, snapshot_tables, vaults } = proof.searched;
    const { telling, common, shared } = proof.identifiers;
    lines.push(
      french
        ? `Cherchés${colon.fr}${telling} identifiant(s), dans ${files} fichiers (${bytes} octets), dont ${parquet_files} fichiers Parquet et ${snapshot_tables} tables décodés et ${vaults} coffres ouverts.`
        : `Searched: ${telling} identifier(s), in ${files} files (${bytes} bytes), of which ${parquet_files} Parquet files and ${snapshot_tables} tables decoded and ${vaults} vaults opened.`,
    );
    if (common > 0)
      lines.push(
        french
          ? `Trop courts pour être cherchés dans les textes (cherchés dans les coffres)${colon.fr}${common}.`
          : `Too short to be searched for in texts (searched for in the vaults): ${common}.`,
      );
    if (shared > 0)
      lines.push(
        french
          ? `Portés aussi par une autre personne, donc non cherchés${colon.fr}${shared}.`
          : `Borne by another person too, hence not searched for: ${shared}.`,
      );
    for (const file of proof.not_opened) lines.push(french ? `Non ouvert${colon.fr}${file}` : `Not opened: ${file}`);
    for (const { file, place } of proof.found)
      lines.push(french ? `TROUVÉ${colon.fr}${file} (${place})` : `FOUND: ${file} (${place})`);
    if (proof.ok) lines.push(french ? 'Rien n’est trouvé.' : 'Nothing was found.');
    lines.push(
      french
        ? 'Hors de ce dossier, rien n’est cherché : exports d’origine, sauvegardes, fichiers déjà transmis.'
        : 'Outside this folder nothing is searched: original exports, backups, files handed on.',
    );
  }
  return `${lines.join('\n')}\n`;
}
