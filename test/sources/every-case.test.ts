import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sources } from '../../pipelines/sources/index.ts';
import type { Progress } from '../../pipelines/steps/report.ts';
import { importDeliveries } from '../../pipelines/steps/import-deliveries.ts';
import { verifyFolder } from '../../pipelines/verify/verify-folder.ts';
import { writeTarGz } from '../support/archives.ts';
import { importRequest, snapshotRows } from '../support/import-request.ts';

const root = join(import.meta.dirname, '../../fixtures/sources');
/** VIGIE_CASES names the one source whose examples are wanted, for whoever is writing it; otherwise all are taken. */
const wanted = process.env['VIGIE_CASES'];
const cases = readdirSync(root)
  .filter((source) => wanted === undefined || source === wanted)
  .flatMap((source) => readdirSync(join(root, source)).map((name) => [source, name] as const))
  .filter(([source, name]) => readdirSync(join(root, source, name)).includes('export'));

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'vigie-case-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

const digest = (): string =>
  createHash('sha256')
    .update(readFileSync(join(data, 'facts.duckdb')))
    .digest('hex');

/** Every file of a folder, by its path in it. */
function tree(folder: string): Record<string, Buffer> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    paths.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [relative(folder, path), readFileSync(path)];
    }),
  );
}

it('has an example for every source', () => {
  const examples = readdirSync(root).filter((source) => readdirSync(join(root, source)).length > 0);
  expect(examples.sort()).toEqual(sources.map(({ id }) => id).sort());
});

describe('all of them in one data folder', () => {
  const accept = { acceptRejects: true };
  const exports = cases.map(([source, name]) => join(root, source, name, 'export'));
  const named = cases.map(([source, name]) => `${source}/${name}`);
  const total = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((a, b) => a + b, 0);

  it('are recognised, add up, and change nothing the second time, in whatever wrapping', async () => {
    const counted: number[] = [];
    const progress = ({ step, source, records }: Progress): void => {
      if (step === 'receive' && source !== null) counted.push(0);
      if (step === 'stage' && records !== null) counted[counted.length - 1] = records;
    };
    const first = await importDeliveries(importRequest(data, exports, { ...accept, progress }));
    expect(first.map(({ source }) => source)).toEqual(cases.map(([source]) => source));
    for (const [at, read] of first.entries()) {
      const known = read.used + total(read.ignored) + read.duplicates + total(read.rejected);
      expect(known, named[at]).toBe(read.records_read);
    }
    // What was told while they were read is no more than what was read.
    const tooMany = first.flatMap((read, at) =>
      (counted[at] ?? 0) > read.records_read ? [[named[at], counted[at], read.records_read]] : [],
    );
    expect(tooMany).toEqual([]);
    const published = digest();

    const again = await importDeliveries(importRequest(data, exports, { ...accept, now: new Date('2026-11-22') }));
    for (const [at, { records_read, rejected, duplicates, used }] of first.entries()) {
      expect(again[at], named[at]).toMatchObject({ records_read, used: 0, rejected });
      expect(again[at]?.duplicates, named[at]).toBe(duplicates + used);
    }
    expect(digest()).toBe(published);

    const archives: string[] = [];
    for (const [at, folder] of exports.entries()) {
      const archive = join(data, `export-${at}.tar.gz`);
      const entries = Object.entries(tree(folder)).map(([path, bytes]) => [`top/${path}`, bytes] as const);
      await writeTarGz(archive, Object.fromEntries(entries));
      archives.push(archive);
    }
    const packed = await importDeliveries(importRequest(data, archives, { ...accept, now: new Date('2026-11-23') }));
    expect(packed.map(({ source }) => source)).toEqual(cases.map(([source]) => source));
    expect(packed.map(({ used }, at) => [named[at], used])).toEqual(named.map((name) => [name, 0]));
    expect(digest()).toBe(published);

    const { checks } = await verifyFolder(data, null, '1GB');
    expect(checks.filter((check) => !check.ok)).toEqual([]);
    await expectNoNativeIds();
  }, 240_000);

  async function expectNoNativeIds(): Promise<void> {
    const people = await snapshotRows(
      data,
      `select person_id as id from people union select actor_id from events union select target_id from events`,
    );
    for (const { id } of people) if (id !== null) expect(id).toMatch(/^p_[0-9a-f]{20}$/);
    const events = await snapshotRows(data, 'select event_id, thread_id, parent_event_id from events');
    // A digest of 64 bits; the numbers that platforms give to messages are smaller, at odds of one in eight million.
    for (const value of events.flatMap((event) => Object.values(event))) {
      if (typeof value === 'string') expect(BigInt(value)).toBeGreaterThan(2n ** 41n);
    }
  }
});
