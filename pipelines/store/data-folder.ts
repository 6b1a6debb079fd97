import { join, resolve } from 'node:path';

/** Where everything of one data folder stands. Nothing here touches the disk. */
export interface DataFolder {
  readonly root: string;
  /** One sub-folder per accepted delivery, immutable once named. */
  readonly imports: string;
  /** A writer's work in progress, wiped when the next one starts. The server has its own folder beside it. */
  readonly tmp: string;
  /** The published snapshot. */
  readonly facts: string;
  /** The merged identity vault. */
  readonly vault: string;
  readonly settings: string;
  /** The column mappings that were used, found again for the next file of the same columns. */
  readonly mappings: string;
  /** Keyed hashes of the accounts that were erased, so that no later delivery brings them back. */
  readonly erased: string;
  /** What figures already published became, and why: one JSON object per line, appended. */
  readonly ledger: string;
  /** A rewrite of the folder that was decided and is being put in place; see rewrite.ts. */
  readonly rewrite: string;
  readonly writerLock: string;
  readonly writerNote: string;
}

/** Names the parts of a data folder. */
export function dataFolder(root: string): DataFolder {
  const absolute = resolve(root);
  return {
    root: absolute,
    imports: join(absolute, 'imports'),
    tmp: join(absolute, 'tmp', 'import'),
    facts: join(absolute, 'facts.duckdb'),
    vault: join(absolute, 'identities.sealed'),
    settings: join(absolute, 'settings.json'),
    mappings: join(absolute, 'mappings'),
    erased: join(absolute, 'erased.json'),
    ledger: join(absolute, 'ledger.jsonl'),
    rewrite: join(absolute, 'rewrite'),
    writerLock: join(absolute, 'writer.lock.duckdb'),
    writerNote: join(absolute, 'writer.json'),
  };
}
