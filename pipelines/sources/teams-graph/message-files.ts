import { appendFileSync, createReadStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { DeliveredFile, StagingContext } from '../define.ts';
import { parseJson } from '../json-records.ts';
import { isJsonObject, type JsonObject } from '../json-values.ts';
import { withGraphKeys } from '../graph-keys.ts';
import { messageFacts, nestedReplies } from './message-facts.ts';
import { channelsFile, teamsFile } from './registry.ts';

const linesFile = /\.(jsonl|ndjson)$/i;
const rowsPerWrite = 5000;
const linesPerTelling = 2000;

/** Whether a file may hold messages: JSON that is not one of the lists of names. */
export function isMessageFile({ path }: DeliveredFile): boolean {
  return /\.(json|jsonl|ndjson)$/i.test(path) && !teamsFile.test(path) && !channelsFile.test(path);
}

/**
 * Rewrites every file of messages as one newline-delimited file of facts: `file`, `line` (1-based position in the list, or
 * line), `problem`, then the facts of one message. A file holds a list, a page of Graph (`{"value": […]}`), one message, or
 * a message per line. Returns the path.
 */
export async function writeMessages(context: StagingContext): Promise<string> {
  const path = join(context.workFolder, 'teams-messages.ndjson');
  writeFileSync(path, '');
  let pending: JsonObject[] = [];
  const flush = () => {
    if (pending.length > 0) appendFileSync(path, `${pending.map((row) => JSON.stringify(row)).join('\n')}\n`);
    pending = [];
  };
  const put = (row: JsonObject) => {
    pending.push(row);
    if (pending.length >= rowsPerWrite) flush();
  };
  const files = context.delivery.files.filter(isMessageFile);
  let done = 0;
  await context.delivery.each(
    (file) => isMessageFile(file) && !linesFile.test(file.path),
    (file, bytes) => {
      for (const row of rowsOfPage(file.path, parseJson(bytes, file.path))) put(row);
      context.progress(++done, files.length);
    },
  );
  for (const { path: file } of files.filter((candidate) => linesFile.test(candidate.path))) {
    const lines = rowsOfLines(file, await context.delivery.onDisk(file), (bytes) => context.readTo(file, bytes));
    for await (const row of lines) put(row);
    context.progress(++done, files.length);
  }
  flush();
  return path;
}

/** The messages of parsed JSON: a list, a page, or one. */
export function messagesOf(parsed: unknown): readonly unknown[] {
  if (Array.isArray(parsed)) return parsed;
  return isJsonObject(parsed) && Array.isArray(parsed['value']) ? parsed['value'] : [parsed];
}

function* rowsOfPage(file: string, parsed: unknown): Generator<JsonObject> {
  if (parsed === undefined) yield { file, line: null, problem: 'invalid_json' };
  else for (const [index, message] of messagesOf(parsed).entries()) yield* rowsOf(file, index + 1, message);
}

async function* rowsOfLines(file: string, disk: string, readTo: (bytes: number) => void): AsyncGenerator<JsonObject> {
  let line = 0;
  const input = createReadStream(disk);
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    if (line % linesPerTelling === 0) readTo(input.bytesRead);
    if (text.trim() === '') continue;
    const parsed = parseJson(Buffer.from(text), file);
    if (parsed === undefined) yield { file, line, problem: 'invalid_json' };
    else for (const message of messagesOf(parsed)) yield* rowsOf(file, line, message);
  }
}

function* rowsOf(file: string, line: number, record: unknown): Generator<JsonObject> {
  if (!isJsonObject(record)) {
    yield { file, line, problem: 'not_an_object' };
    return;
  }
  const message = withGraphKeys(record);
  yield { file, line, ...messageFacts(message) };
  for (const reply of nestedReplies(message)) yield { file, line, ...messageFacts(reply) };
}
