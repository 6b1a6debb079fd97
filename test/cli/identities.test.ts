import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { identityListSchema } from '../../server/contract/identities.ts';
import { importInTurn, snapshotRows } from '../support/import-request.ts';
import { pseudonym } from '../support/pseudonym.ts';
import { vigie } from '../support/vigie.ts';

let folder: string;
let data: string;

const run = (...args: string[]) => vigie(['identities', '--data', data, ...args]);
const list = async (...args: string[]) => identityListSchema.parse(JSON.parse((await run('--json', ...args)).out));
const day = (at: number): string => new Date(Date.UTC(2021, 0, 1 + at)).toISOString().slice(0, 10);

// Ana writes at 9:00, then at odd minutes; the feed writes every day at 6:30 and nobody answers it.
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-who-'));
  data = join(folder, 'data');
  const write = (name: string, files: Readonly<Record<string, string>>): string => {
    mkdirSync(join(folder, name));
    for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, name, file), content);
    return join(folder, name);
  };
  const feed = Array.from({ length: 25 }, (_, at) => `f${at},post,${day(at)}T06:30:0${at % 10}Z,feed,\n`).join('');
  const ana = Array.from({ length: 25 }, (_, at) => `a${at},post,${day(at)}T09:${10 + at}:00Z,ana,\n`).join('');
  const one = write('one', {
    'events.csv': `event_id,kind,occurred_at,actor_id,target_id\n${feed}${ana}r,reply,2021-01-02T10:00:00Z,bo,ana\n`,
    'people.csv': 'person_id,display_name,kind\nana,Ana Pérez,\nbo,Bo Berg,\nfeed,Daily digest,\n',
  });
  const users = [
    { id: 'U1', name: 'x', profile: { real_name: 'Perez Ana', email: 'ana@x.example' } },
    { id: 'U2', name: 'deploybot', is_bot: true, profile: { real_name: 'Deploy' } },
  ];
  mkdirSync(join(folder, 'two'));
  mkdirSync(join(folder, 'two/general'));
  writeFileSync(join(folder, 'two/users.json'), JSON.stringify(users));
  writeFileSync(join(folder, 'two/channels.json'), JSON.stringify([{ id: 'C1', name: 'general', members: ['U1'] }]));
  const said = [{ type: 'message', user: 'U1', text: 'x', ts: '1611259329.000100' }];
  writeFileSync(join(folder, 'two/general/2021-01-21.json'), JSON.stringify(said));
  await importInTurn(data, [one, join(folder, 'two')]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('lists what may be, applies what is confirmed and takes it back, names shown on request alone and noted', async () => {
  const people = async () =>
    (await snapshotRows(data, 'select count(distinct person_id)::integer as n from people'))[0]?.['n'];
  const feed = pseudonym(data, 'vigie-csv', 'feed');
  const before = await people();
  const first = await list();
  expect(JSON.stringify(first)).not.toMatch(/ana|berg|digest/i);
  const [proposal] = first.proposals;
  expect(first.proposals).toHaveLength(1);
  expect(proposal).toMatchObject({ strength: 'strong', reasons: [{ code: 'name' }, { code: 'login' }] });
  expect(first.suspects.map(({ person, reasons }) => [person.person_id, reasons.map(({ code }) => code)])).toEqual([
    [feed, ['clockwork']],
  ]);
  expect(first.out).toMatchObject([{ why: 'declared', person: { person_id: pseudonym(data, 'slack-export', 'U2') } }]);

  const text = await run('--names');
  expect(text.out).toContain('Perhaps one person: 1');
  expect(text.out).toContain('Ana Pérez (vigie-csv)');
  expect(readFileSync(join(data, 'access-log.jsonl'), 'utf8')).toContain('"subject":"identities"');

  expect(await run('confirm', proposal?.id ?? '')).toMatchObject({
    status: 0,
    out: 'Done: a new snapshot is published.\n',
  });
  expect(await people()).toBe(Number(before) - 1);
  expect((await run('different', pseudonym(data, 'vigie-csv', 'bo'), 'p_0000')).status).toBe(1);
  expect((await run('bot', feed.slice(0, 10))).status).toBe(0);
  const after = await list();
  expect(after.counts).toMatchObject({ joined: 1, proposals: 0, suspects: 0, out: 2, decisions: 2 });
  expect(await snapshotRows(data, `select count(*)::integer as n from actor_days where person_id = '${feed}'`)).toEqual(
    [{ n: 0 }],
  );

  for (const { id } of after.decisions) expect((await run('undo', id)).status).toBe(0);
  expect(await people()).toBe(before);
  expect(await list()).toEqual(first);
}, 120_000);
