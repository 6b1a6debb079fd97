import { Command } from 'commander';
import { z } from 'zod';
import { type CliContext, runScript } from './context.ts';

const lineSchema = z.object({
  result: z.object({
    ok: z.boolean(),
    checks: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string() })),
  }),
});

/** `vigie verify`: every invariant of the data folder, checked by the pipeline that wrote it; exit code 1 when one fails. */
export function verifyCommand(context: CliContext): Command {
  return new Command('verify')
    .description('Check every invariant of the data folder')
    .option('--data <dir>', 'data folder', context.defaultData)
    .option('--json', 'print as JSON')
    .action(async (options: { data: string; json?: true }) => {
      process.exitCode = await runScript('pipelines/run.ts', ['verify', '--data', options.data], (line) => {
        const parsed = lineSchema.safeParse(JSON.parse(line));
        if (!parsed.success) return context.say(line);
        const { result } = parsed.data;
        if (options.json) return context.print(`${JSON.stringify(result, null, 2)}\n`);
        for (const { name, ok, detail } of result.checks)
          context.print(`${ok ? 'ok    ' : 'FAILED'} ${name}: ${detail}\n`);
        context.print(result.ok ? 'Every invariant holds.\n' : 'Some invariants do not hold: see FAILED above.\n');
      });
    });
}
