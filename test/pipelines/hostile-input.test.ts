import { execFile } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDelivery } from '../../pipelines/delivery/open-delivery.ts';
import { ImportError } from '../../pipelines/import-error.ts';
import { importDeliveries } from '../../pipelines/steps/import-deliveries.ts';
import type { ImportRequest } from '../../pipelines/steps/import-request.ts';
import type { ImportResult } from '../../pipelines/steps/report.ts';
import { writeCraftedZip } from '../support/crafted-zip.ts';
import { DryRun } from '../support/dry-run.ts';
import { importRequest } from '../support/import-request.ts';

let folder: string;
let warnings: string[];
let dry: DryRun;
beforeAll(async () => {
  dry = await DryRun.open();
});
afterAll(() => dry.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-hostile-'));
  mkdirSync(join(folder, 'work'));
  warnings = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

const data = (): string => join(folder, 'data');
const open = (path: string) => openDelivery(path, join(folder, 'work'), ({ en }) => warnings.push(en));

async function load(path: string, changes: Partial<ImportRequest> = {}): Promise<ImportResult> {
  const warn = ({ en }: { en: string }) => void warnings.push(en);
  const [result] = await importDeliveries(importRequest(data(), [path], { warn, ...changes }));
  if (result === undefined) throw new Error('no result');
  return result;
}

/** Reads a delivery up to the check: what became of its records, where the rejected ones stand, how many events of each kind. */
async function read(path: string, acceptRejects = false) {
  const rows: Record<string, unknown>[] = [];
  const kinds: Record<string, unknown>[] = [];
  const result = await dry.run(path, {
    acceptRejects,
    warn: ({ en }) => void warnings.push(en),
    look: async (db) => {
      const ask = async (sql: string) => (await db.runAndReadAll(sql)).getRowObjectsJson();
      rows.push(
        ...(await ask("select line::integer as line from staged_records where outcome = 'rejected' order by 1")),
      );
      kinds.push(...(await ask('select kind, count(*)::integer as n from staged_events group by kind')));
    },
  });
  if (result.error !== null) throw result.error;
  return {
    ...result.accounting,
    lines: rows.map((row) => row['line']),
    events: Object.fromEntries(kinds.map(({ kind, n }) => [kind, n])),
  };
}

async function refusal(work: Promise<unknown>): Promise<ImportError> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ImportError)) throw new Error(`expected an ImportError, got ${String(error)}`);
  for (const words of [error.problem, error.remedy]) expect([words.fr, words.en]).not.toContain('');
  return error;
}

const header = 'event_id,kind,occurred_at,actor_id\n';
const good = (count: number, mark = 'g'): string =>
  Array.from({ length: count }, (_, at) => `${mark}${at},post,2024-01-01T00:00:00Z,u${at}\n`).join('');

describe('an archive made to harm', () => {
  const zip = (entries: Parameters<typeof writeCraftedZip>[1]) => writeCraftedZip(join(folder, 'x.zip'), entries);

  it('is refused when one entry claims a thousand times its packed size', async () => {
    const packed = deflateRawSync(Buffer.alloc(1_000_000));
    const error = await refusal(open(zip([{ name: 'a.csv', packed, size: 100 * 2 ** 20 }])));
    expect(error.message).toMatch(/^x\.zip: this archive inflates from 0\.0 MiB to more than 100\.0 MiB/);
  });

  it('is refused when entries are reasonable one by one and too much together', async () => {
    const packed = deflateRawSync(Buffer.alloc(1_000_000));
    const entries = Array.from({ length: 40 }, (_, at) => ({ name: `${at}.csv`, packed, size: 2 ** 21 }));
    expect((await refusal(open(zip(entries)))).problem.en).toMatch(/decompression bomb/);
  });

  it('is refused when entries stand on the same bytes', async () => {
    const entries = [
      { name: 'a.csv', content: 'x'.repeat(500) },
      ...[1, 2, 3].map((at) => ({ name: `${at}.csv`, content: 'x'.repeat(500), sameBytesAs: 0 })),
    ];
    expect((await refusal(open(zip(entries)))).problem.en).toMatch(/shares its bytes with another entry/);
  });

  it('cannot hide a bomb in an archive inside the archive', async () => {
    const bomb = readFileSync(
      writeCraftedZip(join(folder, 'bomb.zip'), [
        { name: 'a.csv', packed: deflateRawSync(Buffer.alloc(1_000_000)), size: 100 * 2 ** 20 },
      ]),
    );
    const inner = readFileSync(writeCraftedZip(join(folder, 'inner.zip'), [{ name: 'bomb.zip', content: bomb }]));
    expect((await refusal(read(zip([{ name: 'bomb.zip', content: bomb }])))).problem.en).toMatch(/decompression bomb/);
    // One archive further down is no longer opened at all.
    expect((await refusal(read(zip([{ name: 'inner.zip', content: inner }])))).problem.en).toMatch(
      /not an export that is known/,
    );
  });

  it.each([
    '/etc/x.csv',
    '../x.csv',
    'a/../../x.csv',
    '..\\x.csv',
    'a\\..\\..\\x.csv',
    '\\x.csv',
    'C:\\x.csv',
    'c:x.csv',
    'a\0b.csv',
  ])('is refused for an entry named %j', async (name) => {
    const error = await refusal(
      open(
        zip([
          { name: 'good.csv', content: 'x' },
          { name, content: 'x' },
        ]),
      ),
    );
    expect(error.message).toMatch(/^x\.zip: .*(points outside|relative path|absolute path|invalid characters)/);
  });

  it('never has its links followed, and says so', async () => {
    const link = 0o120777;
    const zipped = await open(
      zip([
        { name: 'e/events.csv', content: 'x' },
        { name: 'e/people.csv', content: '/etc/passwd', mode: link },
      ]),
    );
    expect(zipped.views[0]?.files.map((file) => file.path)).toEqual(['events.csv']);
    await zipped.close();

    const tar = pack();
    tar.entry({ name: 'events.csv' }, 'x');
    tar.entry({ name: 'people.csv', type: 'symlink', linkname: '/etc/passwd' });
    tar.entry({ name: 'hard.csv', type: 'link', linkname: '/etc/passwd' });
    tar.finalize();
    const chunks: Buffer[] = [];
    for await (const chunk of tar) chunks.push(chunk as Buffer);
    const tarred = await open(write('x.tar', Buffer.concat(chunks)));
    expect(tarred.views[0]?.files.map((file) => file.path)).toEqual(['events.csv']);
    await tarred.close();

    write('set/events.csv', 'x');
    symlinkSync('/etc/passwd', join(folder, 'set/people.csv'));
    symlinkSync('..', join(folder, 'set/loop'));
    const walked = await open(join(folder, 'set'));
    expect(walked.views[0]?.files.map((file) => file.path)).toEqual(['events.csv']);
    await walked.close();
    expect(warnings.map((text) => text.slice(0, 60))).toEqual([
      'symbolic links, never followed: 1 (e/people.csv); copy the f',
      'symbolic links, never followed: 2 (people.csv, hard.csv); co',
      'symbolic links, never followed: 2 (loop, people.csv); copy t',
    ]);
  });

  it('is refused with one message when an entry has a password, whoever asks for it', async () => {
    const opened = await open(zip([{ name: 'a.csv', content: 'x'.repeat(40), encrypted: true }]));
    const [view] = opened.views;
    for (const ask of [() => view?.head('a.csv'), () => view?.read('a.csv'), () => view?.onDisk('a.csv')]) {
      const error = await refusal(Promise.resolve(ask()));
      expect(error.message).toMatch(/^x\.zip: the entry a\.csv is protected by a password\. Unpack the archive/);
    }
    await opened.close();
  });

  it('is refused when the bytes are not those that were packed, or packed in an unknown way', async () => {
    for (const broken of [{ checksum: 1 }, { method: 12 }]) {
      const opened = await open(zip([{ name: 'a.csv', content: 'x'.repeat(40), ...broken }]));
      for (const ask of [() => opened.views[0]?.read('a.csv'), () => opened.views[0]?.onDisk('a.csv')]) {
        expect((await refusal(Promise.resolve(ask()))).message).toMatch(
          /^x\.zip: this archive is cut short or damaged/,
        );
      }
      await opened.close();
    }
    const opened = await open(zip([{ name: 'a.csv', packed: Buffer.from('no deflate stream at all'), size: 40 }]));
    expect((await refusal(Promise.resolve(opened.views[0]?.head('a.csv')))).message).toMatch(/^x\.zip: .*damaged/);
    await opened.close();
  });

  it('has each path once: the last entry of a name is the one that unpacking would leave', async () => {
    const opened = await open(
      zip([
        { name: 'e.csv', content: 'first' },
        { name: 'e.csv', content: 'last' },
      ]),
    );
    const read: string[] = [];
    await opened.views[0]?.each(
      () => true,
      (_, bytes) => void read.push(bytes.toString()),
    );
    expect(read).toEqual(['last']);
    expect(warnings).toEqual([expect.stringMatching(/of the same name as another in this archive: 1/)]);
    await opened.close();
  });

  it('may give entries names that no disk takes', async () => {
    const name = `${'é'.repeat(300)}.csv`;
    const opened = await open(zip([{ name, content: 'x' }]));
    expect(readFileSync((await opened.views[0]?.onDisk(name)) ?? '', 'utf8')).toBe('x');
    await opened.close();
  });
});

/** A file of `before`, then so many mebibytes of one letter, then `after`: written in pieces. */
function writeLong(name: string, before: string, mebibytes: number, after: string): string {
  const path = write(name, before);
  const file = openSync(path, 'a');
  const piece = Buffer.alloc(2 ** 20, 'x');
  for (let at = 0; at < mebibytes; at++) writeSync(file, piece);
  writeSync(file, after);
  closeSync(file);
  return path;
}

describe('more than fits', () => {
  const program = resolve(import.meta.dirname, '../support/measure-import.ts');
  const measured = async (path: string): Promise<Record<string, unknown>> => {
    const child = ['--max-old-space-size=256', '--import', 'tsx', program, data(), path, '256MB'];
    const { stdout } = await promisify(execFile)(process.execPath, child);
    return JSON.parse(stdout) as Record<string, unknown>;
  };

  it('a JSON file of one long line is refused, whatever its size, in less memory than the engine is given and Node takes', async () => {
    const before = '[{"type":"message","user":"U1","ts":"1611259000.000100","text":"';
    writeLong('slack/general/2021-01-21.json', before, 140, '"}]');
    write('slack/users.json', '[{"id":"U1"}]');
    const outcome = await measured(join(folder, 'slack'));
    expect(outcome).toMatchObject({
      file: 'general/2021-01-21.json',
      refused: 'this JSON file is 140 MiB in one piece, beyond the 128 MiB that can be read at once',
    });
    expect(outcome['mebibytes']).toBeLessThan(512);
  });

  it('a CSV line of 100 MiB is one rejected record, and the lines around it are read', async () => {
    const outcome = await measured(writeLong('events.csv', `${header}${good(30)}x,post,`, 100, `\n${good(30, 'h')}`));
    expect(outcome).toMatchObject({ used: 60, rejected: { line_too_long: 1 } });
    expect(outcome['mebibytes']).toBeLessThan(768);
  });

  it('so is a line of JSONL, of an edge list or of a label file', async () => {
    const row = '{"kind":"post","occurred_at":"2024-01-01","actor_id":"a"}\n';
    const jsonl = writeLong('j/events.jsonl', row.repeat(30), 40, `\n${row}`);
    expect(await read(jsonl)).toMatchObject({ used: 31, rejected: { not_json: 1 } });
    const edges = writeLong('e/net.txt', '1 2\n'.repeat(30), 20, '\n3 4\n');
    writeFileSync(join(folder, 'e/labels.txt'), readFileSync(writeLong('labels.txt', '1 a\n2 b\n', 20, '\n3 c\n')));
    expect(await read(dirname(edges), true)).toMatchObject({
      used: 34,
      rejected: { too_few_columns: 1, missing_department: 1 },
    });
  });

  it('a cell of 10 MB is read', async () => {
    const big = `${'x'.repeat(10_000_000)},post,2024-01-01,a\n`;
    expect(await read(write('events.csv', header + good(5) + big))).toMatchObject({ used: 6, rejected: {} });
  });
});

describe('text that is not what it should be', () => {
  it('zero bytes far down in a table stay in their cell', async () => {
    const path = write('events.csv', `${header}${good(3000)}x\0y,post,2024-01-01,a\0b\n`);
    expect(await read(path)).toMatchObject({ records_read: 3001, used: 3001 });
  });

  const messages = JSON.stringify([{ type: 'message', user: 'U1', ts: '1611259000.000100', text: 'é' }]);
  const people = '[{"id":"U1","name":"Zoé"}]';
  it.each([
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['UTF-8 with a mark', (text: string) => Buffer.from(`\ufeff${text}`)],
    ['UTF-16 little end first', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 big end first', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['windows-1252', (text: string) => Buffer.from(text, 'latin1')],
  ])('JSON in %s is read, its accents right', async (_, encode) => {
    write('slack/users.json', encode(people));
    write('slack/general/2021-01-21.json', encode(messages));
    expect(await read(join(folder, 'slack'))).toMatchObject({ used: 1, rejected: {} });
  });

  it('a quote that never closes costs its own line, not those after it', async () => {
    const path = write('events.csv', `${header}${good(40)}"x,post,2024-01-01,a\n${good(40, 'h')}`);
    expect(await read(path)).toMatchObject({ records_read: 81, used: 80, rejected: { broken_quotes: 1 }, lines: [42] });
  });

  it('so in each file beside the events, and where quotes abound', async () => {
    const rows = (mark: string) =>
      Array.from({ length: 30 }, (_, at) => `"${mark}${at}","Nom, ""prénom""\n${at}"\n`).join('');
    write('set/events.csv', header + good(3));
    write('set/people.csv', `person_id,display_name\n${rows('a')}"z","open\n${rows('b')}`);
    expect(await read(join(folder, 'set'))).toMatchObject({ used: 63, rejected: { broken_quotes: 1 } });
  });

  it('a quote in the middle of a cell is a letter; after a closed one it breaks the line', async () => {
    const path = write(
      'events.csv',
      `${header}${good(40)}x"y,post,2024-01-01,a\n"x"y,post,2024-01-01,a\n${good(40, 'h')}`,
    );
    expect(await read(path)).toMatchObject({ used: 81, rejected: { broken_quotes: 1 } });
  });

  it('ragged lines are counted one by one, each at its line', async () => {
    const path = write('events.csv', `${header}${good(40)}x\nx,post,2024-01-01,a,b,c\n${good(40, 'h')}`);
    expect(await read(path)).toMatchObject({
      used: 80,
      rejected: { too_few_columns: 1, too_many_columns: 1 },
      lines: [42, 43],
    });
  });

  it('of two columns of one name the first is read', async () => {
    const csv = write(
      'c/events.csv',
      'event_id,kind,kind,occurred_at,actor_id,ACTOR_ID\n1,post,reply,2024-01-01,a,b\n',
    );
    expect(await read(csv)).toMatchObject({ used: 1, events: { post: 1 } });
    const jsonl = write(
      'j/events.jsonl',
      '{"kind":"post","Kind":"reply","occurred_at":"2024-01-02","actor_id":"a","":"b"}\n',
    );
    expect(await read(jsonl)).toMatchObject({ used: 1, events: { post: 1 } });
  });

  it('dates before 1995, in the future, infinite or beyond the calendar are rejected', async () => {
    const dates = ['1994-12-31', '2026-11-23', 'infinity', '-infinity', '294247-01-10', '99999999999999', '2024-02-30'];
    const path = write('events.csv', header + good(200) + dates.map((date, at) => `d${at},post,${date},a\n`).join(''));
    expect(await read(path)).toMatchObject({ used: 200, rejected: { date_out_of_range: 3, unknown_date: 4 } });
    const edges = write('net.txt', `from to time\n${'1 2 1400000000\n'.repeat(60)}1 2 1e300\n1 2 nan\n`);
    expect(await read(edges)).toMatchObject({ used: 60, rejected: { unknown_date: 1, not_a_number: 1 } });
  });

  it('JSON nested a hundred thousand deep is a value like another', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const row = '{"kind":"post","occurred_at":"2024-01-01","actor_id":"a"}\n';
    const jsonl = write(
      'j/events.jsonl',
      `{"kind":"post","occurred_at":"2024-01-01","actor_id":"b","x":${deep}}\n${row.repeat(30)}`,
    );
    expect(await read(jsonl)).toMatchObject({ used: 31 });
    write('s/users.json', deep);
    write('s/general/2021-01-21.json', `[{"type":"message","user":"U1","ts":"1611259000.000100","reactions":${deep}}]`);
    expect(await read(join(folder, 's'))).toMatchObject({ used: 1, events: { post: 1 } });
  });
});

describe('one id on both sides of every join', () => {
  const many = 8_000;

  it('a file of which every twentieth line is broken takes time in proportion', async () => {
    const lines = Array.from({ length: many }, (_, at) =>
      at % 20 === 0 ? `b${at}\n` : `g${at},post,2024-01-01T00:00:00Z,u\n`,
    );
    expect(await read(write('events.csv', header + lines.join('')), true)).toMatchObject({
      used: 7_600,
    });
  });

  it('Slack: one author, channel, time and name', async () => {
    const message = {
      type: 'message',
      user: 'U1',
      ts: '1611259000.000100',
      thread_ts: '1611259000.000100',
      text: '<@U1>',
    };
    const copies = (value: unknown) => `[${Array.from({ length: many }, () => JSON.stringify(value)).join(',')}]`;
    write('s/users.json', copies({ id: 'U1', name: 'a', profile: { bot_id: 'B1' } }));
    write('s/channels.json', copies({ id: 'C1', name: 'general', members: ['U1', 'U1'] }));
    write('s/general/2021-01-21.json', copies(message));
    expect(await read(join(folder, 's'))).toMatchObject({ records_read: many, used: 1, duplicates: many - 1 });
  });

  it('Zulip and Discourse: one message, person and topic', async () => {
    const named = '<span class="user-mention" data-user-id="1">@a</span>';
    const message = { id: 1, sender_full_name: 'a', timestamp: 1_700_000_000, content: named.repeat(3) };
    write('z/1-s/t.json', JSON.stringify(Array.from({ length: many }, () => message)));
    expect(await read(join(folder, 'z'))).toMatchObject({ used: 1, duplicates: many - 1 });
    const post = {
      id: 1,
      topic_id: 1,
      post_number: 1,
      reply_to_post_number: 1,
      post_type: 1,
      user_id: 1,
      username: 'a',
      cooked: '',
      category_id: 1,
      created_at: '2024-01-01T00:00:00Z',
    };
    for (let at = 0; at < 500; at++) write(`d/${at}.json`, JSON.stringify(post));
    expect(await read(join(folder, 'd'))).toMatchObject({ used: 1, duplicates: 499 });
  });

  it('our own files and a directory: one person everywhere, with as many departments as days', async () => {
    const day = (at: number) => new Date(Date.UTC(1960, 0, 1) + at * 86_400_000).toISOString().slice(0, 10);
    const rows = (row: (at: number) => string) => Array.from({ length: many }, (_, at) => `${row(at)}\n`).join('');
    write(
      'v/events.csv',
      `event_id,kind,occurred_at,actor_id,target_id,community_id,thread_id,parent_event_id\n${rows((at) => `e${at},reply,2024-01-01,p,p,c,t,e0`)}`,
    );
    write(
      'v/people.csv',
      `person_id,email,department,manager_id,valid_from\n${rows((at) => `p,p@x.fr,d${at % 7},p,${day(at)}`)}`,
    );
    write('v/communities.csv', `community_id,name\n${rows(() => 'c,c')}`);
    write('v/memberships.csv', `community_id,person_id,valid_from\n${rows((at) => `c,p,${day(at)}`)}`);
    const staff = write(
      'staff.csv',
      `employee_id,email,name,department,manager,valid_from\n${rows((at) => `p,p@x.fr,n,d${at % 5},n,${day(at)}`)}`,
    );
    expect(await load(join(folder, 'v'))).toMatchObject({ used: 3 * many + 1, duplicates: many - 1 });
    expect(await load(staff)).toMatchObject({ used: many });
  });

  it('an edge list and its labels: one tie, over and over', async () => {
    write('e/net.txt', '1 1\n'.repeat(many));
    write('e/labels.txt', '1 a\n'.repeat(many));
    expect(await read(join(folder, 'e'))).toMatchObject({ used: many + 1, duplicates: many - 1 });
  });
});

it('a gzip inside a folder obeys the limits too', async () => {
  write('set/bomb.txt.gz', gzipSync(Buffer.alloc(80 * 2 ** 20)));
  expect((await refusal(read(join(folder, 'set')))).problem.en).toMatch(/decompression bomb/);
});
