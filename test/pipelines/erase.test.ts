import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EraseRequest, erasePerson } from '../../pipelines/erase/erase-person.ts';
import { heldAbout } from '../../pipelines/erase/held-about.ts';
import { importDeliveries } from '../../pipelines/steps/import-deliveries.ts';
import { dataFolder } from '../../pipelines/store/data-folder.ts';
import { openDuckDb } from '../../pipelines/store/duckdb.ts';
import { readManifests } from '../../pipelines/store/manifest.ts';
import { takeWriterLock } from '../../pipelines/store/writer-lock.ts';
import { verifyFolder } from '../../pipelines/verify/verify-folder.ts';
import { importInTurn, importRequest, snapshotRows } from '../support/import-request.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-erase-'));
const loaded = join(folder, 'loaded');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function delivery(name: string, files: Readonly<Record<string, string>>): string {
  mkdirSync(join(folder, name));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, name, `${file}.csv`), text);
  return join(folder, name);
}

const eventColumns = 'event_id,kind,occurred_at,actor_id,target_id,community_id,parent_event_id\n';
const first = delivery('first', {
  people: `person_id,display_name,email,department,manager_id
alice.martin,Alice Martin,alice.martin@example.org,Ventes,
bob.durand,Bob Durand,bob.durand@example.org,Ventes,alice.martin
chloe.petit,Chloé Petit,chloe.petit@example.org,Achats,bob.durand
`,
  communities: `community_id,name,created_by
c1,Les recettes d’Alice Martin,alice.martin
c2,Projets,chloe.petit
`,
  memberships: 'community_id,person_id\nc1,alice.martin\nc1,bob.durand\nc2,chloe.petit\n',
  events: `${eventColumns}1,post,2024-01-05T10:00:00Z,alice.martin,,c1,
2,reply,2024-01-06T10:00:00Z,bob.durand,alice.martin,c1,1
3,reaction,2024-01-07T10:00:00Z,chloe.petit,bob.durand,c1,2
4,mention,2024-02-01T10:00:00Z,alice.martin,bob.durand,c1,
5,post,2024-02-02T10:00:00Z,bob.durand,,c2,
6,post,2024-03-01T10:00:00Z,chloe.petit,,c2,
`,
});
const second = delivery('second', {
  events: `${eventColumns}7,post,2024-04-01T10:00:00Z,alice.martin,,c1,
8,reaction,2024-04-02T10:00:00Z,bob.durand,alice.martin,c1,7
`,
});

const request = (data: string, who: string, changes: Partial<EraseRequest> = {}): EraseRequest => ({
  data,
  who,
  secretKeyPath: null,
  memoryLimit: '1GB',
  now: new Date('2026-11-21T10:00:00Z'),
  progress: () => {},
  ...changes,
});

const failedChecks = async (data: string): Promise<string[]> =>
  (await verifyFolder(data, null, '1GB')).checks
    .filter(({ ok }) => !ok)
    .map(({ name, detail }) => `${name.en}: ${detail.en}`);

function copyOf(data: string, name: string): string {
  cpSync(data, join(folder, name), { recursive: true });
  return join(folder, name);
}

/** Every file of a data folder that is not work in progress, by its content. */
function standing(data: string): Record<string, string> {
  const files = readdirSync(data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(data, join(entry.parentPath, entry.name)))
    .filter((path) => !path.startsWith('tmp') && !path.startsWith('writer'));
  return Object.fromEntries(
    files.sort().map((path) => [
      path,
      createHash('sha256')
        .update(readFileSync(join(data, path)))
        .digest('hex'),
    ]),
  );
}

const eventsLeft = 'select kind, target_id is null as alone, day from events order by occurred_at';
/** What remains without Alice: her post, her mention and her second post are gone. */
const left = [
  { kind: 'reply', alone: true, day: '2024-01-06' },
  { kind: 'reaction', alone: false, day: '2024-01-07' },
  { kind: 'post', alone: true, day: '2024-02-02' },
  { kind: 'post', alone: true, day: '2024-03-01' },
  { kind: 'reaction', alone: true, day: '2024-04-02' },
];

beforeAll(async () => {
  await importInTurn(loaded, [first, second]);
});

describe('an erasure', () => {
  let data: string;
  const states: { name: string; step: string }[] = [];
  let done: Record<string, string>;
  beforeAll(async () => {
    data = copyOf(loaded, 'erased');
    const result = await erasePerson(
      request(data, 'Alice.Martin@example.org', {
        // What a kill at this instant would leave on disk.
        progress(step) {
          const name = `killed-${states.length}`;
          states.push({ name, step });
          copyOf(data, name);
        },
      }),
    );
    expect(result).toMatchObject({ state: 'erased', accounts: 1, imports: 2, events: 3, candidates: [] });
    expect(result.proof).toMatchObject({ ok: true, found: [], not_opened: [] });
    expect(result.proof?.searched.vaults).toBe(3);
    done = standing(data);
  });

  it('takes away what the person did, and their name from what others did', async () => {
    expect(await snapshotRows(data, eventsLeft)).toEqual(left);
    expect(await snapshotRows(data, 'select name, created_by is null as orphan from communities order by all')).toEqual(
      [
        { name: 'Les recettes d’[…]', orphan: true },
        { name: 'Projets', orphan: false },
      ],
    );
    expect(
      await snapshotRows(data, 'select department, manager_id is null as free from people order by department desc'),
    ).toEqual([
      { department: 'Ventes', free: true },
      { department: 'Achats', free: false },
    ]);
    expect(await snapshotRows(data, 'select count(*)::integer as n from memberships')).toEqual([{ n: 2 }]);
    expect(await failedChecks(data)).toEqual([]);
  });

  it('leaves the accounting of each delivery as it was told, and says what was removed', async () => {
    const [before] = await readManifests(dataFolder(loaded));
    const [after] = await readManifests(dataFolder(data));
    expect(after).toMatchObject({
      delivery_hash: before?.delivery_hash,
      records_read: before?.records_read,
      used: before?.used,
      people: 2,
      events: { post: 2, reaction: 1, reply: 1 },
      rows: { events: 4, memberships: 2 },
      first_day: '2024-01-06',
      removed: [{ why: 'erasure', at: '2026-11-21T10:00:00.000Z', events: 2 }],
    });
    const ids = 'select snapshot_id from snapshot';
    expect(await snapshotRows(data, ids)).not.toEqual(await snapshotRows(loaded, ids));
  });

  it('is whole or not at all when killed between any two steps, and the same command completes it', async () => {
    expect(new Set(states.map(({ step }) => step))).toEqual(
      new Set(['rewrite', 'publish', 'commit', 'replace', 'prove']),
    );
    const before = states.filter(({ step }) => ['rewrite', 'publish', 'commit'].includes(step));
    const after = states.filter(({ step }) => !['rewrite', 'publish', 'commit'].includes(step));
    const former = standing(loaded);
    for (const { name, step } of before) expect(standing(join(folder, name)), `${name} at ${step}`).toEqual(former);
    // Checked before anyone writes again, the folder says what happened to it.
    expect((await failedChecks(join(folder, after[0]?.name ?? ''))).join()).toMatch(/no erasure was left unfinished/);
    for (const { name, step } of after) {
      const killed = join(folder, name);
      expect([5, 8], `${name} at ${step}`).toContain((await snapshotRows(killed, eventsLeft)).length);
      await (await takeWriterLock(dataFolder(killed), 'the next writer', new Date(0))).release();
      expect(standing(killed), `${name} at ${step}`).toEqual(done);
    }
    const again = async ({ name } = { name: '' }) =>
      erasePerson(request(join(folder, name), 'alice.martin@example.org'));
    expect(await again(before.at(-1))).toMatchObject({ state: 'erased', events: 3, proof: { ok: true } });
    expect(await again(after[0])).toMatchObject({ state: 'already', proof: { ok: true, found: [] } });
    expect(await snapshotRows(join(folder, before.at(-1)?.name ?? ''), eventsLeft)).toEqual(left);
  });

  it('is not undone by the same delivery, nor by a later one, which says what it left out', async () => {
    const [same] = await importDeliveries(importRequest(data, [first]));
    expect(same?.used).toBe(0);
    const later = delivery('later', {
      people:
        'person_id,display_name,email,manager_id\nalice.martin,Alice Martin,,\nbob.durand,Bob Durand,,alice.martin\n',
      events: `${eventColumns}9,post,2024-05-01T10:00:00Z,alice.martin,,c1,
10,reply,2024-05-02T10:00:00Z,bob.durand,alice.martin,c1,9
`,
    });
    const [report] = await importDeliveries(importRequest(data, [later], { now: new Date('2026-11-21T12:00:00Z') }));
    // Four records: two people, two events; one of each was Alice's.
    expect(report).toMatchObject({ records_read: 4, used: 2, ignored: { erased: 2 }, events: { reply: 1 }, people: 1 });
    const directory = join(folder, 'directory.csv');
    writeFileSync(
      directory,
      'person;department;email\nam77;Ventes;alice.martin@example.org\nbd12;Ventes;bob.durand@example.org\n',
    );
    await importDeliveries(
      importRequest(data, [directory], { source: 'directory-csv', now: new Date('2026-11-21T13:00:00Z') }),
    );
    expect((await snapshotRows(data, 'from people')).length).toBe(2);
    const again = await erasePerson(request(data, 'alice.martin@example.org'));
    expect(again).toMatchObject({ state: 'already', proof: { ok: true } });
    expect(await failedChecks(data)).toEqual([]);
  });

  it('keeps nothing by which the person could be read in the list of the erased', () => {
    const text = readFileSync(join(data, 'erased.json'), 'utf8');
    expect(JSON.parse(text)).toMatchObject({ format: 1, erasures: [{ at: '2026-11-21T10:00:00.000Z' }] });
    expect(text).not.toMatch(/alice|martin|p_[0-9a-f]{20}/i);
  });
});

describe('somebody named', () => {
  it('by a name that several bear is listed, and nothing is done', async () => {
    const data = copyOf(loaded, 'several');
    const slack = join(folder, 'edges.txt');
    writeFileSync(slack, 'alice.martin zoe\n');
    await importDeliveries(importRequest(data, [slack], { now: new Date('2026-11-21T09:00:00Z') }));
    const before = readdirSync(join(data, 'imports'));
    const result = await erasePerson(request(data, 'alice.martin'));
    expect(result.state).toBe('several');
    expect(
      result.candidates
        .flat()
        .map(({ source, native_id }) => `${source}:${native_id}`)
        .sort(),
    ).toEqual(['edge-list:alice.martin', 'vigie-csv:alice.martin']);
    expect(readdirSync(join(data, 'imports'))).toEqual(before);
    const exact = await erasePerson(request(data, 'edge-list:alice.martin'));
    expect(exact).toMatchObject({ state: 'erased', accounts: 1, imports: 1, events: 1, proof: { ok: true } });
    expect(exact.proof?.identifiers.shared).toBe(1);
    const pseudonym = result.candidates.flat().find(({ source }) => source === 'vigie-csv')?.person_id ?? '';
    // What stands elsewhere in the data folder is found, and said, in the column of a table too.
    writeFileSync(join(data, 'notes.txt'), 'To call back: Alice.Martin@example.org\n');
    const scratch = await openDuckDb(':memory:', { tempFolder: folder });
    await scratch.db.run(`copy (select repeat('-', n::integer) as rule, 'to ALICE.Martin@example.org' as note from range(3) r(n))
      to '${join(data, 'notes.parquet')}' (format parquet, compression zstd)`);
    await scratch.close();
    expect(await erasePerson(request(data, pseudonym))).toMatchObject({
      state: 'erased',
      events: 3,
      proof: {
        ok: false,
        found: expect.arrayContaining([
          { file: 'notes.txt', place: 'bytes', times: 2 },
          { file: 'notes.parquet', place: 'note', times: 3 },
        ]) as unknown,
      },
    });
    rmSync(join(data, 'notes.txt'));
    rmSync(join(data, 'notes.parquet'));
    expect(await erasePerson(request(data, pseudonym))).toMatchObject({ state: 'already', proof: { ok: true } });
  });

  it('whom nobody knows is told so, and an empty folder stays empty', async () => {
    const data = copyOf(loaded, 'unknown');
    expect(await erasePerson(request(data, 'nobody@example.org'))).toMatchObject({ state: 'unknown', proof: null });
    expect((await erasePerson(request(join(folder, 'empty'), 'alice.martin'))).state).toBe('unknown');
  });
});

describe('what is held about a person', () => {
  it('is told before it is erased: who they are, where they belong, what they did and what was done towards them', async () => {
    const held = await heldAbout({
      data: loaded,
      who: 'alice.martin@example.org',
      secretKeyPath: null,
      memoryLimit: '1GB',
    });
    expect(held.state).toBe('found');
    expect(held.held).toMatchObject({
      identities: [
        {
          source: 'vigie-csv',
          native_id: 'alice.martin',
          display_name: 'Alice Martin',
          email: 'alice.martin@example.org',
        },
        { native_id: 'alice.martin', display_name: null },
      ],
      people: [{ department: 'Ventes' }],
      memberships: [{ community: 'c1', role: 'member' }],
      communities_created: [{ community: 'c1' }],
      manager_of: 1,
    });
    expect(held.held?.events.map(({ kind, role, occurred_at }) => [kind, role, occurred_at])).toEqual([
      ['post', 'actor', '2024-01-05 10:00:00'],
      ['reply', 'target', '2024-01-06 10:00:00'],
      ['mention', 'actor', '2024-02-01 10:00:00'],
      ['post', 'actor', '2024-04-01 10:00:00'],
      ['reaction', 'target', '2024-04-02 10:00:00'],
    ]);
    expect(JSON.stringify(held)).not.toMatch(/bob|durand|chloe|petit/i);
  });
});
