import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { vigie } from '../support/vigie.ts';

const program = resolve(import.meta.dirname, '../../server/cli/vigie.mjs');

/** As in a terminal of this locale: the command and the pipeline, each in a process of its own. */
const runUnder = (locale: string, ...args: string[]) => {
  const env = { ...process.env, LC_ALL: locale };
  const done = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', env });
  return { status: done.status, out: done.stdout, err: done.stderr };
};

const folder = mkdtempSync(join(tmpdir(), 'vigie-words-'));
function write(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

// 19 good events, then one line that is cut short: exactly 5 %.
const good = Array.from({ length: 19 }, (_, at) => `g${at},post,2024-01-01T12:00:00Z,u${at},x\n`).join('');
const events = write('events.csv', `event_id,kind,occurred_at,actor_id,body\n${good}b,post\n`);

const french = {
  report: `events.csv (vigie-csv)\u202f: enregistrements lus 20 = utilisés 19 + ignorés 0 + doublons 0 + rejetés 1
  rejetés\u202f: trop peu de colonnes 1
  événements\u202f: publications 19
  personnes 19, communautés 0, du 2024-01-01 au 2024-01-01, `,
  warnings: `events.csv\u202f: colonnes de events.csv non lues\u202f: body
events.csv\u202f: enregistrements rejetés\u202f: 1 sur 20 (5,0\u202f%)
`,
  status: 'personnes 19, événements 19, communautés 0, services 0, du 2024-01-01 au 2024-01-01\n',
  verified: 'Chaque invariant est respecté.\n',
  failure: `who.csv, ligne 1\u202f: il manque la colonne «\u202factor_id\u202f». Colonnes trouvées\u202f: kind, occurred_at, who. Renommez ou ajoutez celle qui manque, puis importez à nouveau.\n`,
  zone: 'import\u202f: le fuseau horaire «\u202fMars/Base\u202f» est inconnu. Donnez un nom IANA, comme Europe/Paris ou UTC.\n',
};
const english = {
  report: `events.csv (vigie-csv): 20 records read = 19 used + 0 ignored + 0 duplicates + 1 rejected
  rejected: too few columns 1
  events: posts 19
  19 people, 0 communities, 2024-01-01 to 2024-01-01, `,
  warnings: `events.csv: columns of events.csv not read: body
events.csv: records rejected: 1 of 20 (5.0%)
`,
  status: '19 people, 19 events, 0 communities, 0 departments, 2024-01-01 to 2024-01-01\n',
  verified: 'Every invariant holds.\n',
  failure: `who.csv, line 1: the column “actor_id” is missing. Columns found: kind, occurred_at, who. Rename or add the missing one, then import again.\n`,
  zone: 'import: the time zone “Mars/Base” is not known. Give an IANA name, such as Europe/Paris or UTC.\n',
};

describe.each([
  ['fr_FR.UTF-8', 'fr', french],
  ['C.UTF-8', 'en', english],
] as const)('vigie import under the locale %s', (locale, language, words) => {
  const data = join(folder, locale);

  const run = (...args: string[]) => vigie(args, { language });

  it('reports, warns, tells what is loaded and verifies in that language', async () => {
    const loaded = runUnder(locale, 'import', '--data', data, events);
    expect(loaded.status).toBe(0);
    expect(loaded.out).toContain(words.report);
    expect(loaded.err.endsWith(words.warnings)).toBe(true);
    expect((await run('status', '--data', data)).out).toContain(words.status);
    expect((await run('verify', '--data', data)).out.endsWith(words.verified)).toBe(true);
  });

  it('names file, line and what to do in that language', async () => {
    const who = write('who.csv', 'kind,occurred_at,who\npost,2024-01-01,a\n');
    const refused = await run('import', '--data', data, '--source', 'vigie-csv', who);
    expect({ status: refused.status, out: refused.out }).toEqual({ status: 1, out: '' });
    expect(refused.err.endsWith(words.failure)).toBe(true);
    expect((await run('import', '--data', data, '--timezone', 'Mars/Base', events)).err).toBe(words.zone);
  });
});

it('gives scripts both languages, and the same keys as ever', async () => {
  const { out } = await vigie(['import', '--data', join(folder, 'json'), '--json', events]);
  expect(JSON.parse(out)).toMatchObject([
    {
      records_read: 20,
      rejected: { too_few_columns: 1 },
      events: { post: 19 },
      warnings: [
        { fr: 'colonnes de events.csv non lues\u202f: body', en: 'columns of events.csv not read: body' },
        { fr: 'enregistrements rejetés\u202f: 1 sur 20 (5,0\u202f%)', en: 'records rejected: 1 of 20 (5.0%)' },
      ],
    },
  ]);
});

it('vigie status says of a damaged snapshot how to have it made again: exit code 1, no trace of calls', async () => {
  const damaged = mkdtempSync(join(tmpdir(), 'vigie-damaged-'));
  writeFileSync(join(damaged, 'facts.duckdb'), 'no snapshot');
  const { status, err, out } = await vigie(['status', '--data', damaged]);
  rmSync(damaged, { recursive: true });
  expect(status).toBe(1);
  expect(out + err).toMatch(/^Unreadable, damaged .*facts\.duckdb\. Load an export .*made again from the imports\.\n$/);
});
