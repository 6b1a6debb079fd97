import { readFiles } from '../../records/read-files.ts';
import { sqlRows } from '../../records/row-files.ts';
import type { DeliveredFile, StagingContext } from '../define.ts';
import { slackMessages } from './message-reader.ts';

/**
 * Fills slack_message from the files wanted; slack_mention and slack_reaction name people by file and line. Tells how many
 * of them said of themselves that they are direct conversations: nothing was taken from those.
 */
export async function readMessages(
  context: StagingContext,
  wanted: (file: DeliveredFile) => boolean,
): Promise<{ readonly directRead: number }> {
  const { messages, mentions, reactions, conversations } = slackMessages.tables;
  const rows = await readFiles(context, slackMessages, wanted);
  await context.db.run(
    `create temp view slack_message_row as ${sqlRows(messages, rows.messages)};
     create temp table slack_conversation as ${sqlRows(conversations, rows.conversations)};
     create temp view slack_mention as ${sqlRows(mentions, rows.mentions)};
     create temp view slack_reaction as ${sqlRows(reactions, rows.reactions)}`,
  );
  await context.runSql(new URL('add-messages.sql', import.meta.url));
  const direct = await context.db.runAndReadAll('select count(*)::integer from slack_conversation where direct');
  return { directRead: Number(direct.getRows()[0]?.[0] ?? 0) };
}
