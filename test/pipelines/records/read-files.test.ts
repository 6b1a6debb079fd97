import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, describe, expect, it } from 'vitest';
import { openDelivery } from '../../../pipelines/delivery/open-delivery.ts';
import { ImportError } from '../../../pipelines/import-error.ts';
import { type ReadingContext, readFiles } from '../../../pipelines/records/read-files.ts';
import { sqlRows } from '../../../pipelines/records/row-files.ts';
import { slackMessages } from '../../../pipelines/sources/slack-export/message-reader.ts';
import { slackExport } from '../../../pipelines/sources/slack-export/source.ts';
import { writeZip } from '../../support/archives.ts';
import { stageExport } from '../../support/stage-export.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-readings-'));
afterAll(() => rmSync(folder, { recursive: true }));

const plain = '{"type":"message","ts":"1611259329.000700","user":"U1","text":"plain"}';
const at = (second: number): string => `"type":"message","ts":"16112593${second}.000100","user":"U2"`;

/** Day files by what is unusual in them; each stands beside a plain message that must not be lost. */
const unusual: Readonly<Record<string, string>> = {
  'no list': '{"letters":[]}',
  'a text': '"zanzibar"',
  'nothing at all': '',
  'an empty list': ' [ \r\n ] ',
  'not JSON': `[${plain}`,
  'a comma before the end': `[${plain} , \n]`,
  'a comma before the end of an object': `[{${at(10)},}]`,
  'a number that is none': `[{${at(11)},"x":NaN}]`,
  'a number without end': `[{${at(12)},"x":-Infinity}]`,
  'a number that is none, in small letters': `[{${at(12)},"x":nan}]`,
  'more after the end': `[${plain}] x`,
  'two lists': `[${plain}][${plain}]`,
  'a closing bracket of its own': `[${plain}]]`,
  'a list that goes on with another object': `[],"x":[${plain}]`,
  'a line break in a text': `[{${at(13)},"text":"a\nb?"}]`,
  'a zero character in a text': `[{${at(14)},"text":"a\\u0000b?"}]`,
  'a zero character in an id': '[{"type":"message","ts":"1611259329.000700","user":"U\\u0000"}]',
  'half an emoji': `[{${at(15)},"text":"\\ud83d?"}, ${plain}]`,
  'Windows letters': `[{${at(16)},"text":"d\u00e9j\u00e0 ?"}]`,
  'a key twice': '[{"type":"message","ts":"1611259329.000700","user":"U1","user":"U3"}]',
  'an unknown key twice': `[{${at(17)},"zebra":1,"zebra":2}]`,
  'a key in capitals': `[{${at(18)},"USER":"U9","Text":"a?"}]`,
  'an escaped key': `[{${at(19)},"te\\u0078t":"a?"}]`,
  'what is no message': `[1,null,"x",[],{},[{}],true,${plain}]`,
  'another type': `[{"type":"event","ts":"1611259329.000700","user":"U1"}]`,
  'a type that is no text': `[{"type":{"a":1},"ts":"1611259329.000700","user":"U1"},{"type":true,"ts":"1611259329.000701","user":"U1"}]`,
  'ids as numbers': `[{"ts":1611259329.0007,"user":12345,"parent_user_id":1e3,"thread_ts":1611259320}]`,
  'a time as a number': `[{"ts":1611259329.000700,"user":"U1"},{"ts":1611259330.123456,"user":"U1"}]`,
  'odd times': `[{"ts":"0","user":"U1"},{"ts":"x","user":"U1"},{"ts":"01611259329.000700","user":"U1"},{"ts":"9.5","user":"U1"}]`,
  'an id that is true': `[{"ts":"1611259329.000701","user":true},{"ts":"1611259329.000702","user":{"id":"U1"}},{"ts":"1611259329.000703","user":["U1"]}]`,
  'empty ids': `[{"ts":"1611259329.000704","user":"","bot_id":"B1"},{"ts":"1611259329.000705","user":"U1","bot_id":"","parent_user_id":""}]`,
  'small letters in ids': `[{"ts":"1611259329.000706","user":"ana"},{"ts":"1611259329.000707","user":"true"}]`,
  'an odd subtype': `[{${at(20)},"subtype":"Some Thing"},{${at(21)},"subtype":true},{${at(22)},"subtype":""},{${at(23)},"subtype":5}]`,
  'a text that is no text': `[{${at(24)},"text":{"a":"<@U7> ?"}},{${at(25)},"text":["<@U8>?"]},{${at(26)},"text":5},{${at(27)},"text":null}]`,
  'a text in brackets': `[{${at(28)},"text":"[VIG-1] who, <@U5|ann>?"},{${at(29)},"text":"{\\"a\\":\\"?\\"}"}]`,
  'lists that are none': `[{${at(30)},"reactions":"x"},{${at(31)},"reactions":{"name":"x"}},{${at(32)},"reactions":[1,null,{"name":"x","users":"U1"}]}]`,
  'odd reactions': `[{${at(33)},"reactions":[{"name":"100","users":["U1","U1"]},{"name":100,"users":["U3"]},{"name":1e2,"users":["U3",null,5,{}]},{"name":true,"users":["U3"]},{"name":"-1","users":["U4"]},{"name":"","users":["U4"]},{"users":["U4"]}]}]`,
  'skin tones': `[{${at(34)},"reactions":[{"name":"wave::skin-tone-2","users":["U1","U3"],"count":2},{"name":"wave","users":["U1"]},{"name":"+1","users":[]},{"name":"true","users":["U1"]}]}]`,
  'odd profiles': `[{${at(35)},"user_profile":[]},{${at(36)},"user_profile":null},{${at(37)},"user_profile":{"real_name":"","display_name":"3D","is_restricted":"true"}},{${at(38)},"user_profile":{"real_name":5,"is_restricted":1}}]`,
  profiles: `[{"ts":"1611259440.000100","user":"U6","user_profile":{"real_name":"","display_name":"Zoé","is_restricted":true,"team":"T9"}},{"ts":"1611259441.000100","user":"U7","user_profile":{"real_name":"{x}","name":"7","is_ultra_restricted":null}}]`,
  edits: `[{${at(40)},"edited":{"user":"U2","ts":"1611259400.000000"}},{${at(40)},"edited":{"ts":5}},{${at(40)},"edited":"x"},{${at(40)}}]`,
  comments: `[{"ts":"1611259442.000100","subtype":"file_comment","comment":{"user":"U5"}},{"ts":"1611259443.000100","subtype":"file_comment","comment":"x"},{"ts":"1611259444.000100","comment":{"user":5}}]`,
  counts: `[{${at(43)},"reply_count":3},{${at(44)},"reply_count":"4"},{${at(45)},"reply_count":2.5},{${at(46)},"reply_count":1e2},{${at(47)},"reply_count":-1}]`,
  questions: `[{${at(48)},"text":"see https://x.test/?a=1\u00a0or not?"},{${at(49)},"text":"HTTPS://x.test/?a\u2003b"},{${at(50)},"text":"\`a?\` \`\`\`b\\n?\`\`\`"},{${at(51)},"text":"\`\`\` open ?"},{${at(52)},"text":"あ？"},{${at(53)},"text":"<https://x.test|a ?> &lt;"},{${at(54)},"text":"ftp://a?\u000b"}]`,
  mentions: `[{${at(55)},"text":"<@U1> <@U1|ann> <@W2> <@u3> <@U4|a>b> <!here> <@U5|line\\nbreak>"}]`,
  'deep brackets': `[{${at(56)},"blocks":${'['.repeat(5000)}${']'.repeat(5000)}}]`,
  'a byte order mark': `\ufeff[{${at(57)}}]`,
  'pretty print': `[\r\n  {\r\n    "type": "message",\r\n    "ts": "1611259458.000100",\r\n    "user": "U1"\r\n  }\r\n]\r\n`,
};

const rows = Object.entries(slackMessages.tables) as [keyof typeof slackMessages.tables, never][];
let readings = 0;

/** Every row of every table that the day files come to, and what progress was told last. */
async function read(path: string, threads: number): Promise<{ tables: Record<string, unknown>; progress: unknown }> {
  const workFolder = join(folder, `reading-${readings++}`);
  mkdirSync(workFolder);
  const opened = await openDelivery(path, workFolder, () => {});
  const db = await (await DuckDBInstance.create(':memory:')).connect();
  let progress: unknown = null;
  try {
    const [delivery] = opened.views;
    if (delivery === undefined) throw new Error(`nothing in ${path}`);
    const context: ReadingContext = {
      delivery,
      workFolder,
      progress: (done: number, total: number) => (progress = [done, total]),
      counted: () => {},
      readWhole: () => {},
    };
    const wanted = (file: { path: string }): boolean => file.path.endsWith('.json');
    const files = await readFiles(context, slackMessages, wanted, { threads, leastBytes: 0 });
    const tables: Record<string, unknown> = {};
    for (const [table, columns] of rows)
      tables[table] = (await db.runAndReadAll(`${sqlRows(columns, files[table])} order by all`)).getRowsJson();
    return { tables, progress };
  } finally {
    db.closeSync();
    await opened.close();
  }
}

/** One export with a folder for each, so that what is told of one does not hide in another. */
const unusualFiles: Record<string, string | Buffer> = Object.fromEntries(
  Object.entries(unusual).flatMap(([name, content]) => [
    [`${name}/2021-01-21.json`, name === 'Windows letters' ? Buffer.from(content, 'latin1') : content],
    [`${name}/2021-01-22.json`, `[${plain.replace('1611259329', '1611359329')}]`],
  ]),
);

/** Enough files for several threads to take turns. */
const manyFiles: Record<string, string | Buffer> = {
  ...unusualFiles,
  ...Object.fromEntries(
    Array.from({ length: 300 }, (_, day) => [
      `general/${new Date(Date.UTC(2021, 0, 1 + day)).toISOString().slice(0, 10)}.json`,
      JSON.stringify(
        Array.from({ length: day % 7 }, (_, at) => JSON.parse(plain.replace('000700', `0${day}${at}00`.slice(-6)))),
      ),
    ]),
  ),
};

/** How many records each file holds, by JSON.parse: one that is no list is a record by itself. */
function recordsIn(content: string | Buffer): number {
  if (Buffer.isBuffer(content)) return 1;
  try {
    const parsed: unknown = JSON.parse(content.replace(/^\ufeff/, ''));
    return Array.isArray(parsed) ? parsed.length : 1;
  } catch {
    return 1;
  }
}

async function written(kind: 'zip' | 'folder', files: Record<string, string | Buffer>): Promise<string> {
  const path = join(folder, `${kind}-${Object.keys(files).length}${kind === 'folder' ? '' : `.${kind}`}`);
  if (kind === 'zip') await writeZip(path, files);
  if (kind !== 'folder') return path;
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(path, name, '..'), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return path;
}

describe.each(['zip', 'folder'] as const)('a %s of many files', (kind) => {
  it('is read alike by one thread and by several, to the last record', async () => {
    const path = await written(kind, manyFiles);
    const [one, several] = [await read(path, 1), await read(path, 2)];
    expect(several).toEqual(one);
    const total = Object.keys(manyFiles).length;
    expect(one.progress).toEqual([total, total]);
    const records = Object.values(manyFiles).reduce((sum, content) => sum + recordsIn(content), 0);
    expect(one.tables['messages']).toHaveLength(records);
  });
});

describe('an unusual day file', () => {
  it('costs no plain one beside it', async () => {
    const staged = await stageExport(slackExport, await written('zip', unusualFiles));
    const beside = `from staged_records where file like '%01-22.json'`;
    expect(await staged.rows(`select outcome, sum(records)::integer as records ${beside} group by all`)).toEqual([
      { outcome: 'used', records: Object.keys(unusual).length },
    ]);
    await staged.close();
  });
});

describe('what is wrong', () => {
  it('is told by a thread too: a damaged entry is named', async () => {
    const path = await written('zip', manyFiles);
    const bytes = readFileSync(path);
    // The last byte before the header of an entry is the end of what was packed just before.
    const name = 'general/2021-06-01.json';
    const header = bytes.indexOf(Buffer.from(name)) - 30;
    bytes.writeUInt8((bytes.readUInt8(header + 30 + name.length + 4) + 1) % 256, header + 30 + name.length + 4);
    const damaged = join(folder, 'damaged.zip');
    writeFileSync(damaged, bytes);
    const error: unknown = await read(damaged, 2).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ImportError);
    expect(error).toMatchObject({ file: 'damaged.zip', message: expect.stringContaining(name) });
  });

  it('is told with its file: an id that no platform writes', async () => {
    const path = join(folder, 'long.zip');
    await writeZip(path, {
      'a/2021-01-21.json': `[${plain}]`,
      'b/2021-01-22.json': `[{"user":"${'U'.repeat(1_100_000)}"}]`,
    });
    const error: unknown = await read(path, 1).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ImportError);
    expect(error).toMatchObject({ file: 'b/2021-01-22.json' });
  });
});
