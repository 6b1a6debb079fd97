import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importInTurn } from '../support/import-request.ts';
import { vigie } from '../support/vigie.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-protection-'));
const data = join(folder, 'data');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(async () => {
  mkdirSync(join(folder, 'first'));
  writeFileSync(
    join(folder, 'first', 'events.csv'),
    'event_id,kind,occurred_at,actor_id,target_id\n1,post,2024-01-05T10:00:00Z,alice.martin,\n2,reply,2024-03-05T10:00:00Z,bob.durand,alice.martin\n',
  );
  await importInTurn(data, [join(folder, 'first')]);
});

describe('vigie erase', () => {
  it('does nothing for somebody whom nobody knows: exit code 1', async () => {
    const done = await vigie(['erase', 'nobody@example.org', '--data', data], { language: 'fr' });
    expect(done.status).toBe(1);
    expect(done.out).toMatch(/^Personne de ce nom n’est connu ici\./);
  });

  it('asks at a terminal, and does nothing for an answer that is not the person', async () => {
    const said: string[] = [];
    const ask = (question: string) => {
      said.push(question);
      return Promise.resolve('bob');
    };
    const done = await vigie(['erase', 'bob.durand', '--data', data], { ask });
    expect(said).toEqual(['Erasing bob.durand cannot be undone. Write it again to confirm: ']);
    expect(done).toEqual({ status: 1, out: '', err: 'Nothing is erased.\n' });
  });

  it('first writes what is held, for its owner’s eyes, then erases and tells what was searched', async () => {
    const file = join(folder, 'alice.json');
    const done = await vigie(['erase', 'alice.martin', '--data', data, '--export', file]);
    expect(done.err).not.toMatch(/rror/);
    expect(done.status).toBe(0);
    const held = JSON.parse(readFileSync(file, 'utf8')) as { events: { kind: string; role: string }[] };
    expect(held.events.map(({ kind, role }) => [kind, role])).toEqual([
      ['post', 'actor'],
      ['reply', 'target'],
    ]);
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(readFileSync(join(data, 'access-log.jsonl'), 'utf8')).toMatch(
      /"action":"names".*"subject":"person","people":1/,
    );
    expect(done.out).toMatch(
      /^Erased: 1 account\(s\) and 1 event\(s\), 1 import\(s\) rewritten\.\nSearched: 2 identifier/,
    );
    expect(done.out).toContain('Nothing was found.');
    expect(await vigie(['person', 'alice.martin', '--data', data])).toMatchObject({ status: 1, out: '' });
  });
});

describe('vigie retain and vigie ledger', () => {
  it('refuse a period that is none, apply one, and tell the figures that were revised', async () => {
    const refused = await vigie(['retain', '--months', '0', '--data', data]);
    expect(refused.status).toBe(1);
    expect(refused.err).toMatch(/retention period is not a whole number of months/);
    const done = await vigie(['retain', '--months', '1', '--data', data, '--json']);
    expect(done.status).toBe(0);
    // Bob's reply of March is all that is left.
    expect(JSON.parse(done.out)).toEqual({ months: 1, retained_from: '2024-02', imports: 0, events: 0, people: 0 });
    const ledger = await vigie(['ledger', '--data', data]);
    expect(ledger.status).toBe(0);
    const [header, ...rows] = ledger.out.trimEnd().split('\n');
    expect(header).toBe('recorded_at,month,figure,from,to,hidden,why,from_snapshot,to_snapshot,imports');
    expect(rows.map((row) => row.split(',').slice(1, 7).join(','))).toEqual([
      '2024-01,new_contributors,,,true,erasure',
      '2024-01,events.post,,,true,erasure',
      '2024-01,contributors,,,true,erasure',
      '2024-01,active_people,,,true,erasure',
    ]);
  });
});
