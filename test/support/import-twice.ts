import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importDeliveries } from '../../pipelines/steps/import-deliveries.ts';
import type { ImportResult } from '../../pipelines/steps/report.ts';

export interface ImportedTwice {
  readonly first: ImportResult | undefined;
  readonly second: ImportResult | undefined;
  /** Digests of the published facts after each import. */
  readonly facts: readonly [string, string];
}

/** Imports one export into a new data folder, days in UTC, the source being recognised; then imports it again. */
export async function importTwice(path: string): Promise<ImportedTwice> {
  const data = await mkdtemp(join(tmpdir(), 'vigie-import-'));
  const run = async (now: string): Promise<[ImportResult | undefined, string]> => {
    const [result] = await importDeliveries({
      data,
      paths: [path],
      source: null,
      name: null,
      timeZone: 'UTC',
      departments: null,
      undirected: false,
      origin: null,
      acceptRejects: false,
      secretKeyPath: null,
      memoryLimit: '1GB',
      now: new Date(now),
      elapsed: () => 0,
      progress: () => {},
      warn: () => {},
    });
    const facts = await readFile(join(data, 'facts.duckdb'));
    return [result, createHash('sha256').update(facts).digest('hex')];
  };
  try {
    const [first, before] = await run('2026-11-21T00:00:00Z');
    const [second, after] = await run('2026-11-22T00:00:00Z');
    return { first, second, facts: [before, after] };
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}
