import { constants, copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { extendSnapshot } from '../../pipelines/steps/build-snapshot.ts';
import { importDeliveries } from '../../pipelines/steps/import-deliveries.ts';
import { dataFolder } from '../../pipelines/store/data-folder.ts';
import { openDuckDb } from '../../pipelines/store/duckdb.ts';
import { readManifests } from '../../pipelines/store/manifest.ts';
import { openIdentities } from '../../pipelines/store/vault.ts';
import { verifyFolder } from '../../pipelines/verify/verify-folder.ts';
import { importInTurn, importRequest, snapshotAnswers, snapshotRows } from '../support/import-request.ts';

let folder: string;
let key: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-incremental-'));
  key = writeKey(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function writeKey(within: string): string {
  const path = join(within, 'secret.key');
  writeFileSync(path, `${'5a'.repeat(32)}\n`, { mode: 0o600 });
  return path;
}

interface Said {
  readonly id: number;
  readonly kind: 'post' | 'reply' | 'reaction' | 'view';
  readonly day: number;
  readonly actor: number;
  readonly target: number | null;
  readonly community: number;
}

const start = Date.UTC(2024, 0, 1);

function writeEvents(path: string, said: readonly Said[]): string {
  const lines = said.map(({ id, kind, day, actor, target, community }) =>
    [
      `e${id}`,
      kind,
      new Date(start + day * 86_400_000 + id * 1000).toISOString(),
      `u${actor}`,
      target === null ? '' : `u${target}`,
      `c${community}`,
    ].join(','),
  );
  writeFileSync(path, `${['event_id,kind,occurred_at,actor_id,target_id,community_id', ...lines].join('\n')}\n`);
  return path;
}

/** Every fact but the name of the import that told it. */
function facts(data: string): Promise<unknown> {
  return snapshotAnswers(data, {
    events: 'select * exclude (import_id) from events order by event_id',
    days: 'from actor_days order by all',
    first: 'from first_contributions order by all',
    people: 'from people order by all',
    communities: 'from communities order by all',
  });
}

const failedChecks = async (data: string): Promise<unknown> =>
  (await verifyFolder(data, key, '1GB')).checks.filter((check) => !check.ok);

describe('an import added to others', () => {
  const said = fc.record({
    kind: fc.constantFrom('post', 'reply', 'reaction', 'view'),
    day: fc.integer({ min: 0, max: 120 }),
    actor: fc.integer({ min: 0, max: 8 }),
    target: fc.option(fc.integer({ min: 0, max: 8 })),
    community: fc.integer({ min: 0, max: 3 }),
  });
  /** A history, cut into deliveries that overlap: each event is in one or two of them. */
  const deliveries = fc
    .array(fc.tuple(said, fc.uniqueArray(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 2 })), {
      minLength: 4,
      maxLength: 60,
    })
    .map((drawn) => {
      const parts: Said[][] = [[], [], []];
      drawn.forEach(([event, places], id) => {
        for (const place of places) parts[place]?.push({ ...event, id });
      });
      return parts.filter((part) => part.length > 0);
    });

  it('gives what the same exports give at once, in any order, cut in any way, and twice', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(deliveries, fc.infiniteStream(fc.nat()), async (parts, order) => {
        const home = join(folder, String(run++));
        mkdirSync(home);
        const options = { secretKeyPath: key };
        const files = parts.map((part, at) => writeEvents(join(home, `events-${at}.csv`), part));
        const whole = new Map(parts.flat().map((event) => [event.id, event]));
        const all = writeEvents(join(home, 'events-all.csv'), [...whole.values()]);
        const [atOnce, inTurn, shuffled] = ['at-once', 'in-turn', 'shuffled'].map((name) => join(home, name));
        if (atOnce === undefined || inTurn === undefined || shuffled === undefined) throw new Error('three folders');

        await importInTurn(atOnce, [{ ...options, paths: [all] }]);
        await importInTurn(
          inTurn,
          [...files, ...files.slice(0, 1)].map((path) => ({ ...options, paths: [path] })),
        );
        const keys = files.map((path) => [order.next().value ?? 0, path] as const);
        const mixed = keys.toSorted(([a], [b]) => a - b).map(([, path]) => ({ ...options, paths: [path] }));
        await importInTurn(shuffled, mixed);

        const expected = await facts(atOnce);
        expect(await facts(inTurn)).toEqual(expected);
        expect(await facts(shuffled)).toEqual(expected);
        expect(await failedChecks(inTurn)).toEqual([]);
      }),
      { numRuns: 3, seed: 20_261_121, endOnFailure: true },
    );
  });
});

describe('what can be added to', () => {
  const event = (id: number, day: number, actor: number): Said => ({
    id,
    kind: 'post',
    day,
    actor,
    target: null,
    community: 0,
  });
  let imported: string;
  beforeAll(async () => {
    const own = mkdtempSync(join(tmpdir(), 'vigie-january-'));
    imported = join(own, 'data');
    const first = writeEvents(join(own, 'january.csv'), [event(1, 3, 1), event(2, 4, 2)]);
    await importInTurn(imported, [{ paths: [first], secretKeyPath: writeKey(own) }]);
  });
  afterAll(() => rmSync(join(imported, '..'), { recursive: true, force: true }));
  let data: string;
  beforeEach(() => {
    data = join(folder, 'data');
    cpSync(imported, data, { recursive: true, mode: constants.COPYFILE_FICLONE });
  });

  /** Whether a copy of the published snapshot can be brought to what the import folders hold now. */
  async function canExtend(timeZone = 'UTC'): Promise<boolean> {
    const former = dataFolder(data);
    const copy = join(folder, 'copy.duckdb');
    copyFileSync(join(folder, 'former.duckdb'), copy);
    mkdirSync(former.tmp, { recursive: true });
    const database = await openDuckDb(copy, { tempFolder: folder });
    try {
      const manifests = await readManifests(former);
      const builtAt = new Date('2026-11-22T00:00:00Z');
      return (await extendSnapshot(database.db, { folder: former, manifests, timeZone, builtAt })) !== null;
    } finally {
      await database.close();
      rmSync(copy);
    }
  }

  async function add(path: string, now = new Date('2026-11-22T00:00:00Z')): Promise<void> {
    copyFileSync(join(data, 'facts.duckdb'), join(folder, 'former.duckdb'));
    await importDeliveries(importRequest(data, [path], { secretKeyPath: key, now }));
    expect(await failedChecks(data)).toEqual([]);
  }

  it('is the former snapshot, for a later month of the same platform', async () => {
    await add(writeEvents(join(folder, 'february.csv'), [event(2, 4, 2), event(3, 40, 3)]));
    expect(await canExtend()).toBe(true);
    expect(await snapshotRows(data, 'select count(*)::integer as events from events')).toEqual([{ events: 3 }]);
  });

  it('is nothing, when the reporting zone is another', async () => {
    await add(writeEvents(join(folder, 'february.csv'), [event(3, 40, 3)]));
    expect(await canExtend('Europe/Paris')).toBe(false);
  });

  it('is nothing, for an import dated before those already there', async () => {
    await add(writeEvents(join(folder, 'february.csv'), [event(3, 40, 3)]), new Date('2026-11-20T00:00:00Z'));
    expect(await canExtend()).toBe(false);
  });

  it('is nothing, when the import makes one person of two', async () => {
    const people = 'person_id,email\nu1,ada@corp.test\n';
    writeFileSync(join(folder, 'people.csv'), people);
    await add(join(folder, 'people.csv'));
    expect(await canExtend()).toBe(true);
    writeFileSync(join(folder, 'ties.txt'), 'ada@corp.test bob@corp.test\n');
    await add(join(folder, 'ties.txt'), new Date('2026-11-23T00:00:00Z'));
    const merged = await snapshotRows(data, `select count(distinct actor_id)::integer as actors from events`);
    expect(merged).toEqual([{ actors: 2 }]);
  });

  it('leaves out at once, on every day, someone found to be a bot', async () => {
    writeFileSync(join(folder, 'people.csv'), 'person_id,kind\nu1,bot\nu2,\n');
    expect(await snapshotRows(data, 'select count(*)::integer as days from actor_days')).toEqual([{ days: 2 }]);
    await add(join(folder, 'people.csv'));
    expect(await canExtend()).toBe(true);
    expect(await snapshotRows(data, 'select count(*)::integer as days from actor_days')).toEqual([{ days: 1 }]);
  });

  it('keeps the names of the vault, and takes what the new import knows', async () => {
    writeFileSync(join(folder, 'people.csv'), 'person_id,display_name\nu1,Ada\n');
    await add(join(folder, 'people.csv'));
    await add(writeEvents(join(folder, 'march.csv'), [event(4, 70, 4)]), new Date('2026-11-23T00:00:00Z'));
    writeFileSync(join(folder, 'people-2.csv'), 'person_id,display_name\nu1,Ada Lovelace\nu4,Alan\n');
    await add(join(folder, 'people-2.csv'), new Date('2026-11-24T00:00:00Z'));
    const secret = Buffer.from('5a'.repeat(32), 'hex');
    const names = openIdentities(await readFile(join(data, 'identities.sealed')), secret).map(
      ({ source, native_id, display_name }) => `${source} ${native_id} ${display_name}`,
    );
    expect(names.sort()).toEqual(['vigie-csv u1 Ada Lovelace', 'vigie-csv u2 null', 'vigie-csv u4 Alan']);
  });
});
