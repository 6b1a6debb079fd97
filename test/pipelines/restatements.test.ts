import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { erasePerson } from '../../pipelines/erase/erase-person.ts';
import { readLedger, type Restatement } from '../../pipelines/ledger/record-restatements.ts';
import { retain } from '../../pipelines/retain/retain.ts';
import { importDeliveries } from '../../pipelines/steps/import-deliveries.ts';
import { readRestatements } from '../../server/state/restatements.ts';
import { importRequest } from '../support/import-request.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-ledger-'));
const data = join(folder, 'data');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function delivery(name: string, files: Readonly<Record<string, string>>): string {
  mkdirSync(join(folder, name));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, name, `${file}.csv`), text);
  return join(folder, name);
}

const posts = (...said: readonly string[]): string =>
  `event_id,kind,occurred_at,actor_id\n${said.map((line) => `${line.replaceAll(' ', '-')},post,${line.replace(' ', 'T10:00:00Z,')}\n`).join('')}`;
const by = (day: string, ...people: readonly number[]): string[] => people.map((person) => `${day} member.no${person}`);

let turn = 0;
const load = (path: string): Promise<unknown> =>
  importDeliveries(importRequest(data, [path], { now: new Date(Date.UTC(2026, 10, 21, turn++)) }));
const ledger = (): Restatement[] => readLedger(readFileSync(join(data, 'ledger.jsonl'), 'utf8'));
const told = (from: number): unknown[] =>
  ledger()
    .slice(from)
    .map((row) => [row.month, row.figure, row.from, row.to, row.hidden, row.why]);

const common = { data, secretKeyPath: null, memoryLimit: '1GB', now: new Date('2026-11-22'), progress: () => {} };

describe('the ledger of revised figures', () => {
  it('says nothing of a first publication, nor of a month that was not over', async () => {
    await load(
      delivery('first', {
        events: posts(
          ...by('2024-01-10', 1, 2, 3, 4, 5, 6),
          ...by('2024-02-10', 1, 2, 3, 4, 5),
          ...by('2024-03-10', 1),
        ),
      }),
    );
    expect(() => ledger()).toThrow(/ENOENT/);
    expect(readRestatements(data)).toEqual([]);
  });

  it('says which figures rows that arrived late changed, and by which import', async () => {
    await load(
      delivery('late', { events: posts(...by('2024-01-20', 7), ...by('2024-03-11', 2), ...by('2024-04-01', 1, 2)) }),
    );
    expect(told(0)).toEqual([
      ['2024-01', 'active_people', 6, 7, false, 'late_rows'],
      ['2024-01', 'contributors', 6, 7, false, 'late_rows'],
      ['2024-01', 'events.post', 6, 7, false, 'late_rows'],
      ['2024-01', 'new_contributors', 6, 7, false, 'late_rows'],
    ]);
    expect(ledger()[0]?.imports).toEqual([expect.stringMatching(/^20261121-010000-vigie-csv-/)]);
  });

  it('tells people who were described otherwise from events', async () => {
    await load(delivery('robots', { people: 'person_id,kind\nmember.no7,service\n' }));
    expect(told(4)).toEqual([
      ['2024-01', 'active_people', 7, 6, false, 'people_mapped'],
      ['2024-01', 'contributors', 7, 6, false, 'people_mapped'],
      ['2024-01', 'new_contributors', 7, 6, false, 'people_mapped'],
    ]);
  });

  it('says which months are no longer kept, and who is new since nothing older is', async () => {
    await retain({ ...common, months: 2 });
    expect(told(7)).toEqual([
      ['2024-01', 'active_people', 6, null, false, 'retention'],
      ['2024-01', 'contributors', 6, null, false, 'retention'],
      ['2024-01', 'events.post', 7, null, false, 'retention'],
      ['2024-01', 'new_contributors', 6, null, false, 'retention'],
      ['2024-02', 'new_contributors', 0, 5, false, 'retention'],
    ]);
  });

  it('says that an erasure changed a figure, never by how much', async () => {
    expect((await erasePerson({ ...common, who: 'member.no1' })).proof?.ok).toBe(true);
    expect(told(12)).toEqual(
      ['2024-02', '2024-03'].flatMap((month) =>
        ['active_people', 'contributors', 'events.post', ...(month === '2024-02' ? ['new_contributors'] : [])].map(
          (figure) => [month, figure, null, null, true, 'erasure'],
        ),
      ),
    );
  });

  it('writes no figure of fewer than five people', async () => {
    // In February four people remain, in March one.
    await load(delivery('later', { events: posts(...by('2024-02-20', 8), ...by('2024-03-20', 3)) }));
    expect(told(19)).toEqual([
      ['2024-02', 'active_people', null, 5, true, 'late_rows'],
      ['2024-02', 'contributors', null, 5, true, 'late_rows'],
      ['2024-02', 'events.post', null, 5, true, 'late_rows'],
      ['2024-02', 'new_contributors', null, 5, true, 'late_rows'],
      ['2024-03', 'active_people', null, null, true, 'late_rows'],
      ['2024-03', 'contributors', null, null, true, 'late_rows'],
      ['2024-03', 'events.post', null, null, true, 'late_rows'],
    ]);
    expect(readRestatements(data)).toEqual(ledger().toReversed());
  });
});
