import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { Staged } from '../../pipelines/sources/define.ts';
import { type Accounting, check } from '../../pipelines/steps/check.ts';
import { receive } from '../../pipelines/steps/receive.ts';
import { stage } from '../../pipelines/steps/stage.ts';
import type { Words } from '../../pipelines/words.ts';

/** How far a delivery came before it was done or refused. */
export type Stop = 'receive' | 'stage' | 'check' | 'done';

/** What became of one delivery. */
export interface DryResult {
  readonly stop: Stop;
  /** What was thrown, when it was not done. */
  readonly error: unknown;
  readonly source: string | null;
  readonly staged: Staged | null;
  readonly accounting: Accounting | null;
}

interface DryOptions {
  readonly source?: string;
  readonly acceptRejects?: boolean;
  /** Stops once the delivery is opened and recognised. */
  readonly receiveOnly?: boolean;
  readonly warn?: (message: Words) => void;
  /** Asked of the staged tables before they go. */
  readonly look?: (db: DuckDBConnection) => Promise<void>;
}

/**
 * Imports up to the check and no further, all in memory: one engine for any number of deliveries, each in a catalogue of
 * its own that goes with it. What an import would do before it writes anything, at a tenth of the price.
 */
export class DryRun {
  private runs = 0;

  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly folder: string,
  ) {}

  static async open(): Promise<DryRun> {
    const folder = await mkdtemp(join(tmpdir(), 'vigie-dry-'));
    const instance = await DuckDBInstance.create(':memory:', {
      threads: '1',
      memory_limit: '1GB',
      temp_directory: folder,
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    });
    return new DryRun(instance, folder);
  }

  async run(path: string, options: DryOptions = {}): Promise<DryResult> {
    const catalogue = `dry_${this.runs++}`;
    const workFolder = join(this.folder, catalogue);
    await mkdir(workFolder);
    const warn = options.warn ?? (() => {});
    let stop: Stop = 'receive';
    let source: string | null = null;
    let staged: Staged | null = null;
    let accounting: Accounting | null = null;
    const close: (() => Promise<void>)[] = [];
    let db: DuckDBConnection | null = null;
    try {
      const all = await receive(path, options.source ?? null, workFolder, warn);
      close.push(...all.map((received) => received.close));
      const [received] = all;
      if (received === undefined) throw new Error('nothing received and nothing thrown');
      source = received.source.id;
      stop = 'stage';
      if (options.receiveOnly === true) return { stop, error: null, source, staged, accounting };
      db = await this.instance.connect();
      await db.run(`set timezone = 'UTC'; attach ':memory:' as ${catalogue}; use ${catalogue}`);
      const readWith = { undirected: false, origin: null, departments: null };
      const now = new Date('2026-11-21T00:00:00Z');
      staged = await stage({ received, options: readWith, workFolder, db, now, warn, progress: () => {} });
      stop = 'check';
      accounting = await check(db, staged, received.delivery.name, options.acceptRejects ?? false, warn);
      stop = 'done';
      await options.look?.(db);
      return { stop, error: null, source, staged, accounting };
    } catch (error) {
      return { stop, error, source, staged, accounting };
    } finally {
      for (const end of close) await end();
      if (db !== null) {
        await db.run(`use memory; detach ${catalogue}`);
        db.closeSync();
      }
      await rm(workFolder, { recursive: true, force: true });
    }
  }

  async close(): Promise<void> {
    this.instance.closeSync();
    await rm(this.folder, { recursive: true, force: true });
  }
}
