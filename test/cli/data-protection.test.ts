import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CliContext } from '../../server/cli/context.ts';
import { eraseCommand } from '../../server/cli/erase.ts';
import { importInTurn } from '../support/import-request.ts';

const vigie = resolve(import.meta.dirname, '../../server/cli/vigie.mjs');
const folder = mkdtempSync(join(tmpdir(), 'vigie-protection-'));
const data = join(folder, 'data');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (locale: string, ...args: string[]) => {
  const env = { ...process.env, LC_ALL: locale };
  const done = spawnSync(process.execPath, [vigie, ...args], { encoding: 'utf8', env });
  return { status: done.status, out: done.stdout, err: done.stderr };
};

beforeAll(async () => {
  mkdirSync(join(folder, 'first'));
  writeFileSync(
    join(folder, 'first', 'events.csv'),
    'event_id,kind,occurred_at,actor_id,target_id\n1,post,2024-01-05T10:00:00Z,alice.martin,\n2,reply,2024-03-05T10:00:00Z,bob.durand,alice.martin\n',
  );
  await importInTurn(data, [join(folder, 'first')]);
});

describe('vigie erase', () => {
  it('does nothing for somebody whom nobody knows: exit code 1', () => {
    const done = run('fr_FR.UTF-8', 'erase', 'nobody@example.org', '--data', data);
    expect(done.status).toBe(1);
    expect(done.out).toMatch(/^Personne de ce nom n’est connu ici\./);
  });

  it('asks at a terminal, and does nothing for an answer that is not the person', async () => {
    const said: string[] = [];
    const context: CliContext = {
      defaultData: data,
      keyFile: undefined,
      logLevel: 'warn',
      country: undefined,
      language: 'en',
      hasDisplay: false,
      ask: (question) => {
        said.push(question);
        return Promise.resolve('bob');
      },
      now: () => new Date('2024-06-01T00:00:00Z'),
      print: (text) => void said.push(text),
      say: (text) => void said.push(text),
    };
    try {
      await eraseCommand(context).parseAsync(['bob.durand'], { from: 'user' });
      expect(process.exitCode).toBe(1);
    } finally {
      process.exitCode = undefined;
    }
    expect(said).toEqual(['Erasing bob.durand cannot be undone. Write it again to confirm: ', 'Nothing is erased.']);
  });

  it('first writes what is held, for its owner’s eyes, then erases and tells what was searched', () => {
    const file = join(folder, 'alice.json');
    const done = run('C.UTF-8', 'erase', 'alice.martin', '--data', data, '--export', file);
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
    expect(run('C.UTF-8', 'person', 'alice.martin', '--data', data)).toMatchObject({ status: 1, out: '' });
  });
});

describe('vigie retain and vigie ledger', () => {
  it('refuse a period that is none, apply one, and tell the figures that were revised', () => {
    const refused = run('C.UTF-8', 'retain', '--months', '0', '--data', data);
    expect(refused.status).toBe(1);
    expect(refused.err).toMatch(/retention period is not a whole number of months/);
    const done = run('C.UTF-8', 'retain', '--months', '1', '--data', data, '--json');
    expect(done.status).toBe(0);
    // Bob's reply of March is all that is left.
    expect(JSON.parse(done.out)).toEqual({ months: 1, retained_from: '2024-02', imports: 0, events: 0, people: 0 });
    const ledger = run('C.UTF-8', 'ledger', '--data', data);
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
