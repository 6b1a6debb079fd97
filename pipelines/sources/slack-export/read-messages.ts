import type { DeliveredFile, StagingContext } from '../define.ts';
import { handOverLists } from '../json-lists.ts';
import { writeJsonLines, writeJsonRecords } from '../json-records.ts';
import { queryRows } from '../../store/run-sql.ts';
import { messageFacts } from './message-facts.ts';

/** `whole`: day files are handed to the engine as they are, where that comes to the same. `each`: message by message. */
export type Reading = 'whole' | 'each';

/**
 * Fills slack_message from the day files wanted. Most are handed to the engine as they are; those in which anything is
 * unusual are read message by message, so that each reject has its line.
 */
export async function readMessages(
  context: StagingContext,
  wanted: (file: DeliveredFile) => boolean,
  reading: Reading,
): Promise<void> {
  const add = (variables: { lists: string; facts: string }): Promise<void> =>
    context.runSql(new URL('add-messages.sql', import.meta.url), variables);
  const none = writeJsonLines(context, 'slack-none.ndjson', []);
  let careful = wanted;
  if (reading === 'whole') {
    const left = await handOverLists(context, { wanted, take: (lists) => add({ lists, facts: none }) });
    for (const row of await queryRows(
      context.db,
      'select distinct file::integer as file from slack_message where odd',
    )) {
      left.add(Number(row['file']));
    }
    if (left.size === 0) return;
    await context.db.run('delete from slack_message where file in (select file from slack_message where odd)');
    const paths = new Set(
      context.delivery.files
        .filter(wanted)
        .filter((_file, number) => left.has(number))
        .map(({ path }) => path),
    );
    careful = ({ path }) => paths.has(path);
  }
  const facts = await writeJsonRecords(context, {
    target: 'slack-messages.ndjson',
    shape: 'list',
    wanted: careful,
    facts: messageFacts,
  });
  await add({ lists: none, facts });
}
