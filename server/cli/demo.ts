import { Command } from 'commander';
import type { CliContext } from './context.ts';

/** `vigie demo DIR`: writes the exports of the fictional company. */
export function demoCommand(context: CliContext): Command {
  return new Command('demo')
    .description('Write the exports of a fictional company')
    .argument('<dir>', 'where to write')
    .option('--seed <n>', 'another company of the same kind', '1')
    .action(async (folder: string, options: { seed: string }) => {
      const code = await context.runScript('fixtures/demo/run.ts', [folder, '--seed', options.seed], (line) =>
        context.say(line),
      );
      context.end(code);
    });
}
