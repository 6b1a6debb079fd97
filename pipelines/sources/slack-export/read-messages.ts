import { readFiles } from '../../records/read-files.ts';
import { sqlRows } from '../../records/row-files.ts';
import type { DeliveredFile, StagingContext } from '../define.ts';
import { slackMessages } from './message-reader.ts';

/** Fills slack_message from the day files wanted; slack_mention and slack_reaction name people by file and line. */
export async function readMessages(context: StagingContext, wanted: (file: DeliveredFile) => boolean): Promise<void> {
  const { messages, mentions, reactions } = slackMessages.tables;
  const rows = await readFiles(context, slackMessages, wanted);
  await context.db.run(
    `create temp view slack_message_row as ${sqlRows(messages, rows.messages)};
     create temp view slack_mention as ${sqlRows(mentions, rows.mentions)};
     create temp view slack_reaction as ${sqlRows(reactions, rows.reactions)}`,
  );
  await context.runSql(new URL('add-messages.sql', import.meta.url));
}
