import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sources } from '../../pipelines/sources/index.ts';
import { importDeliveries } from '../../pipelines/steps/import-deliveries.ts';
import { verifyFolder } from '../../pipelines/verify/verify-folder.ts';
import { writeTarGz } from '../support/archives.ts';
import { importRequest, snapshotRows } from '../support/import-request.ts';

const root = join(import.meta.dirname, '../../fixtures/sources');
const cases = readdirSync(root)
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
  expect([...new Set(cases.map(([source]) => source))].sort()).toEqual(sources.map(({ id }) => id).sort());
});

describe.each(cases)('%s/%s', (source, name) => {
  const exported = join(root, source, name, 'export');

  it('is recognised, adds up, and changes nothing the second time, in whatever wrapping', async () => {
    const accept = { acceptRejects: true };
    const [first] = await importDeliveries(importRequest(data, [exported], accept));
    expect(first?.source).toBe(source);
    const sum = (counts: Readonly<Record<string, number>> = {}) => Object.values(counts).reduce((a, b) => a + b, 0);
    expect(first?.records_read).toBe(
      (first?.used ?? 0) + sum(first?.ignored) + (first?.duplicates ?? 0) + sum(first?.rejected),
    );
    const published = digest();

    const [again] = await importDeliveries(importRequest(data, [exported], { ...accept, now: new Date('2026-11-22') }));
    expect(again).toMatchObject({ records_read: first?.records_read, used: 0, rejected: first?.rejected });
    expect(again?.duplicates).toBe((first?.duplicates ?? 0) + (first?.used ?? 0));
    expect(digest()).toBe(published);

    const archive = join(data, 'export.tar.gz');
    await writeTarGz(
      archive,
      Object.fromEntries(Object.entries(tree(exported)).map(([path, bytes]) => [`top/${path}`, bytes])),
    );
    const [packed] = await importDeliveries(importRequest(data, [archive], { ...accept, now: new Date('2026-11-23') }));
    expect(packed).toMatchObject({ source, used: 0 });
    expect(digest()).toBe(published);

    const { checks } = await verifyFolder(data, null, '1GB');
    expect(checks.filter((check) => !check.ok)).toEqual([]);
  });

  it('keeps no native person id outside the vault', async () => {
    await importDeliveries(importRequest(data, [exported], { acceptRejects: true }));
    const ids = await snapshotRows(
      data,
      `select person_id as id from people union select actor_id from events union select target_id from events`,
    );
    for (const { id } of ids) if (id !== null) expect(id).toMatch(/^p_[0-9a-f]{20}$/);
    const events = await snapshotRows(data, 'select event_id, thread_id, parent_event_id from events');
    // A digest of 64 bits; the numbers that platforms give to messages are smaller, at odds of one in eight million.
    for (const value of events.flatMap((event) => Object.values(event))) {
      if (value !== null) expect(BigInt(String(value))).toBeGreaterThan(2n ** 41n);
    }
  });
});
