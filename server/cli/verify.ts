import { Command } from 'commander';
import { type CliContext, runScript } from './context.ts';

/** `vigie verify`: every invariant of the data folder, checked by the pipeline that wrote it. */
export function verifyCommand(context: CliContext): Command {
  return new Command('verify')
    .description('Check every invariant of the data folder')
    .option('--data <dir>', 'data folder', context.defaultData)
    .option('--json', 'print as JSON')
    .action(async (options: { data: string; json?: true }) => {
      const flags = options.json ? ['--json'] : [];
      process.exitCode = await runScript('pipelines/run.ts', ['verify', '--data', options.data, ...flags], (line) =>
        context.print(`${line}\n`),
      );
    });
}
