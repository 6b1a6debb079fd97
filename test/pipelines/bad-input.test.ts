import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ImportError } from '../../pipelines/import-error.ts';
import { importDeliveries } from '../../pipelines/steps/import-deliveries.ts';
import type { ImportRequest } from '../../pipelines/steps/import-request.ts';
import type { Progress } from '../../pipelines/steps/report.ts';
import { verifyFolder } from '../../pipelines/verify/verify-folder.ts';
import type { Words } from '../../pipelines/words.ts';
import { importRequest, snapshotRows } from '../support/import-request.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-bad-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

const data = (): string => join(folder, 'data');
const run = (path: string, changes: Partial<ImportRequest> = {}) =>
  importDeliveries(importRequest(data(), [path], changes));

async function failure(path: string, changes: Partial<ImportRequest> = {}): Promise<ImportError> {
  const error: unknown = await run(path, changes).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ImportError)) throw new Error(`expected an ImportError, got ${String(error)}`);
  return error;
}

const header = 'event_id,kind,occurred_at,actor_id\n';
const good = (count: number): string =>
  Array.from({ length: count }, (_, at) => `g${at},post,2024-01-01T00:00:00Z,u${at}\n`).join('');

describe('one message that names the file, the line and what to do', () => {
  it('for a path that does not exist', async () => {
    const path = join(folder, 'nowhere.zip');
    expect(await failure(path)).toMatchObject({
      file: path,
      problem: { fr: 'ce chemin n’existe pas', en: 'this path does not exist' },
      remedy: { fr: 'Vérifiez le chemin et son orthographe', en: 'Check the path and its spelling' },
    });
  });

  it('for something that is no export: what was seen, and which sources exist', async () => {
    const error = await failure(write('notes/letter.txt', 'Dear all, this is a letter and nothing else.\n'));
    expect(error.file).toBe('letter.txt');
    expect(error.problem.en).toMatch(/not an export that is known here; it holds letter\.txt/);
    for (const id of [
      'vigie-csv',
      'slack-export',
      'zulip-archive',
      'discourse-archive',
      'edge-list',
      'directory-csv',
    ]) {
      expect(error.remedy.fr).toContain(id);
      expect(error.remedy.en).toContain(id);
    }
  });

  it('for an empty file and an empty folder', async () => {
    expect((await failure(write('events.csv', ''))).message).toMatch(/^events\.csv: this file is empty/);
    expect((await failure(write('void.csv', ''))).message).toMatch(/^void\.csv: this delivery is empty/);
    mkdirSync(join(folder, 'hollow'));
    expect((await failure(join(folder, 'hollow'))).message).toMatch(/^hollow: this delivery holds no file at all/);
  });

  it('for an encoding that cannot be read', async () => {
    const error = await failure(write('events.csv', Buffer.from(`${header}1,post,2024-01-01,é\n`, 'utf16le')), {
      source: 'vigie-csv',
    });
    expect(error.message).toMatch(/is not a text in UTF-8/);
  });

  it('for a table without a needed column', async () => {
    const error = await failure(write('events.csv', 'kind,occurred_at,who\npost,2024-01-01,a\n'));
    expect(error).toMatchObject({ file: 'events.csv', line: 1 });
    expect(error.problem).toEqual({
      fr: 'il manque la colonne « actor_id »',
      en: 'the column “actor_id” is missing',
    });
    expect(error.remedy.en).toContain('kind, occurred_at, who');
  });

  it('for a date format that is not known', async () => {
    const error = await failure(write('events.csv', `${header}1,post,first Monday of May,a\n2,post,soon,b\n`));
    expect(error).toMatchObject({ file: 'events.csv', line: 2 });
    expect(error.message).toMatch(/“first Monday of May” is no date that can be read\. Write dates as 2024-03-31T/);
  });

  it('for dates of which nothing tells whether the day comes first', async () => {
    const error = await failure(write('events.csv', `${header}1,post,03/04/2024,a\n2,post,05/06/2024,b\n`));
    expect(error).toMatchObject({
      file: 'events.csv',
      line: 2,
      remedy: { en: 'Write the dates as YYYY-MM-DD, then import again' },
    });
  });

  it('for an export without an event', async () => {
    expect((await failure(write('events.csv', header))).message).toMatch(
      /^events\.csv, line 1: this file has a header but no event/,
    );
    expect((await failure(write('edges.txt', '# nothing\n'), { source: 'edge-list' })).message).toMatch(
      /edges\.txt: no line names two people/,
    );
    const users = write('slack/users.json', '[{"id":"U1","name":"ana"}]');
    write('slack/channels.json', '[{"id":"C1","name":"general"}]');
    write('slack/general/2021-01-21.json', '[]');
    expect((await failure(dirname(users))).message).toMatch(/^slack: this delivery holds no event that can be used/);
  });

  it('for a Parquet file cut short, even where its beginning and end are right', async () => {
    const torn = Buffer.concat([Buffer.from('PAR1'), Buffer.alloc(100, 7), Buffer.from('PAR1')]);
    for (const content of [Buffer.from('PAR1'), torn, Buffer.from('no Parquet at all')]) {
      const error = await failure(write('parquet/events.parquet', content));
      expect(error.message).toMatch(/^events\.parquet: this Parquet file is cut short or damaged.*Copy it again/);
    }
  });

  it('for JSON lines that are none', async () => {
    for (const text of ['[]\n', '{"kind":"post"\n', '[{"kind":"post"}]\n'])
      expect((await failure(write('lines/events.jsonl', text))).message).toMatch(
        /^events\.jsonl, line 1: none of the first lines is a whole JSON object\. Write one object a line/,
      );
  });

  it('for a directory that is but a header', async () => {
    expect((await failure(write('staff/staff.csv', 'employee_id,department\n'))).message).toMatch(
      /^staff\.csv: this delivery holds no line that can be used.* more than its header/,
    );
  });

  it('for a device or a pipe, which may be waited for without end, and a link that leads to itself', async () => {
    expect((await failure('/dev/null')).message).toMatch(/null: this is neither a file nor a folder/);
    symlinkSync('self', join(folder, 'self'));
    expect((await failure(join(folder, 'self'))).message).toMatch(/self: this link leads to nothing but itself/);
  });

  it('for a file that is removed while it is read', async () => {
    for (const name of ['events.csv', 'events.jsonl', 'events.parquet']) {
      const path = write(`gone/${name}`, name.endsWith('csv') ? header + good(3) : 'PAR1{"kind":"post"}PAR1');
      const remove = ({ step }: Progress): void => {
        if (step === 'stage') rmSync(path, { force: true });
      };
      expect((await failure(path, { source: 'vigie-csv', progress: remove })).message).toMatch(
        /events\.\w+: this file is no longer there/,
      );
    }
  });

  it('for files that are not of the source named', async () => {
    const path = write('named/events.csv', header + good(3));
    for (const source of ['viva-engage', 'zulip-realm'])
      expect((await failure(path, { source })).message).toMatch(
        /^events\.csv: nothing in it has the form of “[^”]+”\. Let Vigie recognise/,
      );
  });

  it('for one part of a split archive', async () => {
    // The end of a directory that says that it is on the fourth disk.
    const end = Buffer.alloc(22);
    end.write('PK\u0005\u0006', 'latin1');
    end.writeUInt16LE(3, 4);
    expect((await failure(write('parts.zip', end))).message).toMatch(
      /^parts\.zip: this archive was split .* all the parts/,
    );
  });

  it('for an export whose every date is impossible', async () => {
    const error = await failure(write('events.csv', `${header}1,post,1970-01-01,a\n`), { acceptRejects: true });
    expect(error.message).toMatch(/holds no event that can be used|every event is dated/);
  });

  it('for a source that does not exist', async () => {
    expect((await failure(write('events.csv', header), { source: 'fax' })).message).toMatch(
      /^import: the format “fax” is not known\. Known formats: [a-z0-9-, ]*slack-export/,
    );
  });

  it('for two networks in one folder', async () => {
    for (const name of ['a.edges.csv', 'b.edges.csv']) write(`nets/${name}`, '"from","to"\n1,2\n');
    for (const name of ['a.nodes.csv', 'b.nodes.csv']) write(`nets/${name}`, '"id","Group"\n1,x\n2,y\n');
    expect((await failure(join(folder, 'nets'))).message).toMatch(
      /several label files .* Import one network at a time/,
    );
  });

  it('for a directory without a department', async () => {
    const path = write('events.csv', header + good(3));
    const departments = write('staff.csv', 'matricule,nom,prenom\nE1,Dupont,Ana\n');
    const error = await failure(path, { departments });
    expect(error).toMatchObject({
      file: 'staff.csv',
      line: 1,
      problem: { en: 'no column gives a department, division or site' },
    });
  });
});

describe('broken records', () => {
  const withBroken = (goods: number, bads: number): string =>
    header + good(goods) + Array.from({ length: bads }, (_, at) => `b${at},post,2024-01-01\n`).join('');

  it('above 5 %: nothing is published', async () => {
    await run(write('first/events.csv', header + good(2)));
    const error = await failure(write('events.csv', withBroken(90, 10)));
    expect(error).toMatchObject({ file: 'events.csv', line: 92 });
    expect(error.rejected).toEqual({ too_few_columns: 10 });
    expect(error.message).toMatch(/records rejected: 10 of 100 \(10\.0%\).*--accept-rejects/);
    expect(error.problem.fr).toContain('enregistrements rejetés : 10 sur 100 (10,0 %)');
    expect(await snapshotRows(data(), 'select count(*)::integer as events from events')).toEqual([{ events: 2 }]);
  });

  it('above 5 % but accepted: published, with the reasons kept', async () => {
    const [result] = await run(write('events.csv', withBroken(90, 10)), { acceptRejects: true });
    expect(result).toMatchObject({ records_read: 100, used: 90, rejected: { too_few_columns: 10 } });
    expect(
      await snapshotRows(data(), 'select line::integer as line, reason from rejected_rows order by line limit 2'),
    ).toEqual([
      { line: 92, reason: 'too_few_columns' },
      { line: 93, reason: 'too_few_columns' },
    ]);
  });

  it('exactly 5 %: published with a warning', async () => {
    const warnings: Words[] = [];
    const [result] = await run(write('events.csv', withBroken(95, 5)), { warn: (message) => warnings.push(message) });
    expect(result?.rejected).toEqual({ too_few_columns: 5 });
    expect(warnings).toEqual([
      {
        fr: 'enregistrements rejetés : 5 sur 100 (5,0 %)',
        en: 'records rejected: 5 of 100 (5.0%)',
      },
    ]);
  });

  it('a day after the import is still believed, for the sake of clocks; the day after that is not', async () => {
    const late = `${header}${good(40)}x,post,2026-11-21T23:59:59Z,a\ny,post,2026-11-22T00:00:00Z,a\n`;
    const [result] = await run(write('events.csv', late));
    expect(result).toMatchObject({ used: 41, rejected: { date_out_of_range: 1 } });
  });

  it('are counted when a platform export holds an impossible date', async () => {
    const messages = Array.from({ length: 39 }, (_, at) => ({
      type: 'message',
      user: 'U1',
      text: 'x',
      ts: `${1_611_259_000 + at}.000100`,
    }));
    write('slack/users.json', '[{"id":"U1","name":"ana"}]');
    write('slack/channels.json', '[{"id":"C1","name":"general"}]');
    write(
      'slack/general/2021-01-21.json',
      JSON.stringify([...messages, { type: 'message', user: 'U1', text: 'x', ts: '9611259000.000100' }]),
    );
    const [result] = await run(join(folder, 'slack'));
    expect(result).toMatchObject({
      records_read: 40,
      used: 39,
      rejected: { date_out_of_range: 1 },
      events: { post: 39 },
    });
  });
});

it('says so when the data folder is a file', async () => {
  const path = write('events.csv', header + good(3));
  const error = await failure(path, { data: path });
  expect(error).toMatchObject({ file: path, problem: { en: 'a file stands where a folder is needed' } });
});

it('starts no second set of pseudonyms when the key is lost or another', async () => {
  await run(write('one/events.csv', header + good(3)));
  const more = write('two/events.csv', header + good(5));
  const key = join(data(), 'secret.key');
  writeFileSync(key, `${'5a'.repeat(32)}\n`);
  expect((await failure(more)).message).toMatch(/the identity vault does not open.* Put the original secret\.key back/);
  rmSync(key);
  expect((await failure(more)).message).toMatch(/secret\.key: the secret key is no longer there.* from a backup/);
});

it('keeps none of several deliveries when one of them fails', async () => {
  const first = write('one/events.csv', header + good(3));
  await expect(importDeliveries(importRequest(data(), [first, join(folder, 'nowhere')]))).rejects.toThrow(ImportError);
  const { ok, checks } = await verifyFolder(data(), null, '1GB');
  expect(ok).toBe(true);
  expect(checks.map((check) => check.detail.en)).toContain('nothing imported yet');
});
