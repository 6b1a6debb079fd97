import { Command } from 'commander';
import { z } from 'zod';
import { importFailureSchema } from '../contract/imports.ts';
import type { Language } from '../contract/text.ts';
import type { CliContext } from './context.ts';
import { failureText } from './report-text.ts';

const resultSchema = z
  .object({
    months: z.number(),
    retained_from: z.string().nullable(),
    imports: z.number(),
    events: z.number(),
    people: z.number(),
  })
  .nullable();

const lineSchema = z.union([
  z.object({ step: z.string() }),
  z.object({ result: resultSchema }),
  z.object({ error: importFailureSchema }),
]);

/** `vigie retain`: sets how long events are kept, and removes older ones now and after each import. */
export function retainCommand(context: CliContext): Command {
  return new Command('retain')
    .description('Set how many months of events are kept, and remove older ones now and after each import')
    .option('--data <dir>', 'data folder', context.defaultData)
    .option('--months <n>', 'months kept before that of the last event')
    .option('--off', 'no limit any more; what was removed does not come back')
    .option('--json', 'print as JSON')
    .action(async (options: { data: string; months?: string; off?: true; json?: true }) => {
      const args = [
        ...(options.months === undefined ? [] : ['--months', options.months]),
        ...(options.off ? ['--off'] : []),
      ];
      const code = await context.runScript('pipelines/run.ts', ['retain', '--data', options.data, ...args], (line) => {
        const message = lineSchema.parse(JSON.parse(line));
        if ('step' in message) return;
        if ('error' in message) {
          context.say(failureText(message.error, context.language));
          if (options.json) context.print(`${JSON.stringify(message)}\n`);
          return;
        }
        context.print(
          options.json ? `${JSON.stringify(message.result, null, 2)}\n` : `${said(message.result, context.language)}\n`,
        );
      });
      context.end(code);
    });
}

function said(result: z.infer<typeof resultSchema>, language: Language): string {
  const french = language === 'fr';
  if (result === null) return french ? 'Aucune durée de conservation.' : 'No retention period.';
  const { months, retained_from, events, people, imports } = result;
  if (retained_from === null) {
    return french
      ? `Conservation : ${months} mois ; rien de daté pour l’instant.`
      : `Retention: ${months} months; nothing dated yet.`;
  }
  return french
    ? `Conservation : ${months} mois, soit depuis ${retained_from}. Supprimés : événements ${events}, comptes ${people}, dans ${imports} import(s).`
    : `Retention: ${months} months, from ${retained_from} on. Removed: ${events} event(s), ${people} account(s), in ${imports} import(s).`;
}
