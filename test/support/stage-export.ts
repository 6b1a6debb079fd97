import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDelivery } from '../../pipelines/delivery/open-delivery.ts';
import { isSmallDelivery } from '../../pipelines/delivery/size.ts';
import type { Source, Staged } from '../../pipelines/sources/define.ts';
import { stage } from '../../pipelines/steps/stage.ts';
import { openDuckDb } from '../../pipelines/store/duckdb.ts';
import type { Words } from '../../pipelines/words.ts';

/** A delivery after staging, before anything is published. */
export interface StagedExport extends Staged {
  readonly warnings: readonly Words[];
  /** How sure the source was that the delivery is its own. */
  readonly sureness: 0 | 1 | 2;
  /** Where the source wrote its files. */
  readonly workFolder: string;
  /** Rows of any query over the staged_* tables, values as JSON. */
  rows(sql: string): Promise<Record<string, unknown>[]>;
  /** The single value of a query. */
  value(sql: string): Promise<unknown>;
  close(): Promise<void>;
}

/** Runs one source over a folder or archive, in memory. The view of the delivery is the one that the source knows best. */
export async function stageExport(source: Source, path: string): Promise<StagedExport> {
  const workFolder = await mkdtemp(join(tmpdir(), 'vigie-stage-'));
  const warnings: Words[] = [];
  const opened = await openDelivery(path, workFolder, (message) => warnings.push(message));
  const isSmall = opened.views.every(isSmallDelivery);
  const database = await openDuckDb(':memory:', { tempFolder: workFolder, isSmall });
  const close = async () => {
    await database.close();
    await opened.close();
    await rm(workFolder, { recursive: true, force: true });
  };
  try {
    const { db } = database;
    const sure = await Promise.all(
      opened.views.map(async (view) => ({ view, sureness: await source.recognise(view) })),
    );
    const best = sure.reduce((left, right) => (right.sureness > left.sureness ? right : left));
    const staged = await stage({
      received: { delivery: best.view, source, hash: '', demo: false, close: () => opened.close() },
      options: { undirected: false, origin: null, departments: null },
      workFolder,
      db,
      now: new Date('2026-11-21T00:00:00Z'),
      warn: (message) => warnings.push(message),
      progress: () => {},
    });
    const rows = async (sql: string) => (await db.runAndReadAll(sql)).getRowObjectsJson();
    return {
      ...staged,
      warnings,
      sureness: best.sureness,
      workFolder,
      rows,
      value: async (sql) => Object.values((await rows(sql))[0] ?? {})[0],
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
