import { Command } from 'commander';
import { catalogue } from '../catalogue.ts';
import type { CliContext } from './context.ts';
import { snapshotOf } from './with-snapshot.ts';

/** `vigie catalogue`: every metric, score and table with its definition, and why it can't be computed on the data loaded. */
export function catalogueCommand(context: CliContext): Command {
  return new Command('catalogue')
    .description('Every metric, score and table with its definition')
    .option('--data <dir>', 'data folder', context.defaultData)
    .option('--json', 'print as JSON')
    .action(async (options: { data: string; json?: true }) => {
      const snapshot = await snapshotOf(options.data);
      try {
        const entries = catalogue(snapshot);
        if (options.json) return context.print(`${JSON.stringify(entries, null, 2)}\n`);
        const { language } = context;
        for (const entry of entries) {
          context.print(
            `${entry.id} (${entry.kind}, ${entry.shape}) ${entry.label[language]}\n  ${entry.definition[language]}\n  ${entry.formula}\n`,
          );
          if (entry.unavailable !== null) context.print(`  ! ${entry.unavailable.sentence[language]}\n`);
        }
      } finally {
        snapshot?.close();
      }
    });
}
