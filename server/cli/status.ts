import { Command } from 'commander';
import type { SnapshotReply } from '../contract/snapshot.ts';
import { openSnapshot } from '../facts/open.ts';
import { snapshotInfo } from '../snapshot-info.ts';
import type { CliContext } from './context.ts';

/** `vigie status`: what is loaded and how fresh. An empty data folder is an answer, not an error. */
export function statusCommand(context: CliContext): Command {
  return new Command('status')
    .description('What is loaded and how fresh')
    .option('--data <dir>', 'data folder', context.defaultData)
    .option('--json', 'print as JSON')
    .action(async (options: { data: string; json?: true }) => {
      const snapshot = await openSnapshot(options.data);
      try {
        const info = await snapshotInfo(snapshot, true);
        context.print(options.json ? `${JSON.stringify(info, null, 2)}\n` : describe(info));
      } finally {
        snapshot?.close();
      }
    });
}

function describe({ loaded }: SnapshotReply): string {
  if (loaded === null) return 'Nothing is loaded yet. Load an export with "vigie import PATH".\n';
  const days =
    loaded.clock === 'none'
      ? 'no dates'
      : `${loaded.first_day} to ${loaded.last_day}${loaded.clock === 'relative' ? ' (days since the first event, from 1970-01-01)' : ''}`;
  return [
    `Snapshot ${loaded.snapshot_id}, built ${loaded.built_at}, days in ${loaded.time_zone}${loaded.demo ? ', fictional company' : ''}`,
    `${loaded.people} people, ${loaded.events} events, ${loaded.communities.length} communities, ${loaded.departments.length + loaded.hidden_departments} departments, ${days}`,
    `It tells: ${loaded.capabilities.join(', ')}`,
    ...loaded.imports.map(
      (one) =>
        `- ${one.name} (${one.source}), ${one.imported_at}: ${one.records_read} records read = ${one.used} used + ${one.ignored} ignored + ${one.duplicates} duplicates + ${one.rejected} rejected`,
    ),
    '',
  ].join('\n');
}
