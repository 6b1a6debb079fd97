import { importDeliveries } from '../../pipelines/steps/import-deliveries.ts';
import type { ImportRequest } from '../../pipelines/steps/import-request.ts';
import { openDuckDb } from '../../pipelines/store/duckdb.ts';

/** An import request with the usual answers: days in UTC, on 21 November 2026, silent. */
export function importRequest(
  data: string,
  paths: readonly string[],
  changes: Partial<ImportRequest> = {},
): ImportRequest {
  return {
    data,
    paths,
    source: null,
    name: null,
    timeZone: 'UTC',
    departments: null,
    undirected: false,
    origin: null,
    acceptRejects: false,
    secretKeyPath: null,
    memoryLimit: '1GB',
    now: new Date('2026-11-21T00:00:00Z'),
    elapsed: () => 0,
    progress: () => {},
    warn: () => {},
    ...changes,
  };
}

/** Imports deliveries one after the other, a minute apart. */
export async function importInTurn(
  data: string,
  deliveries: readonly (string | Partial<ImportRequest>)[],
): Promise<void> {
  for (const [turn, delivery] of deliveries.entries()) {
    const now = new Date(Date.UTC(2026, 10, 21, 0, turn));
    const changes = typeof delivery === 'string' ? { paths: [delivery] } : delivery;
    await importDeliveries(importRequest(data, [], { now, ...changes }));
  }
}

/** Rows of a query over the published snapshot. */
export async function snapshotRows(data: string, sql: string): Promise<Record<string, unknown>[]> {
  const { rows } = await snapshotAnswers(data, { rows: sql });
  return rows;
}

/** Rows of several queries over the published snapshot, opened once. */
export async function snapshotAnswers<Name extends string>(
  data: string,
  queries: Readonly<Record<Name, string>>,
): Promise<Record<Name, Record<string, unknown>[]>> {
  const database = await openDuckDb(`${data}/facts.duckdb`, { tempFolder: data, readOnly: true });
  try {
    const answers: [string, Record<string, unknown>[]][] = [];
    for (const [name, sql] of Object.entries<string>(queries)) {
      answers.push([name, (await database.db.runAndReadAll(sql)).getRowObjectsJson()]);
    }
    return Object.fromEntries(answers) as Record<Name, Record<string, unknown>[]>;
  } finally {
    await database.close();
  }
}
