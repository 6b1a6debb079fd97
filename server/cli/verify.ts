import { Command } from 'commander';
import { z } from 'zod';
import { importFailureSchema } from '../contract/imports.ts';
import { textSchema } from '../contract/text.ts';
import type { CliContext } from './context.ts';
import { failureText } from './report-text.ts';

const lineSchema = z.union([
  z.object({
    result: z.object({
      ok: z.boolean(),
      checks: z.array(z.object({ name: textSchema, ok: z.boolean(), detail: textSchema })),
    }),
  }),
  z.object({ error: importFailureSchema }),
]);

const verdicts = {
  ok: { fr: 'ok   ', en: 'ok    ' },
  failed: { fr: 'ÉCHEC', en: 'FAILED' },
  all: { fr: 'Chaque invariant est respecté.', en: 'Every invariant holds.' },
  some: {
    fr: 'Des invariants ne sont pas respectés : voir ÉCHEC ci-dessus.',
    en: 'Some invariants do not hold: see FAILED above.',
  },
} as const;

/** `vigie verify`: every invariant of the data folder, checked by the pipeline that wrote it; exit code 1 when one fails. */
export function verifyCommand(context: CliContext): Command {
  return new Command('verify')
    .description('Check every invariant of the data folder')
    .option('--data <dir>', 'data folder', context.defaultData)
    .option('--json', 'print as JSON')
    .action(async (options: { data: string; json?: true }) => {
      const code = await context.runScript('pipelines/run.ts', ['verify', '--data', options.data], (line) => {
        const message = lineSchema.parse(JSON.parse(line));
        const { language } = context;
        if ('error' in message) {
          context.say(failureText(message.error, language));
          if (options.json) context.print(`${JSON.stringify(message)}\n`);
          return;
        }
        const { result } = message;
        if (options.json) return context.print(`${JSON.stringify(result, null, 2)}\n`);
        for (const { name, ok, detail } of result.checks) {
          const verdict = verdicts[ok ? 'ok' : 'failed'][language];
          context.print(`${verdict} ${name[language]} (${detail[language]})\n`);
        }
        context.print(`${verdicts[result.ok ? 'all' : 'some'][language]}\n`);
      });
      context.end(code);
    });
}
