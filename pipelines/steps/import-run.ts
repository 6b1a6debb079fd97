import { basename, join } from 'node:path';
import type { Erasure } from '../erase/erased-accounts.ts';
import type { Mapping } from '../mapping/document.ts';
import type { SavedMapping } from '../mapping/saved.ts';
import type { DataFolder } from '../store/data-folder.ts';
import type { Manifest } from '../store/manifest.ts';
import type { ImportRequest } from './import-request.ts';

/** One run of the import, of one delivery or several: what it found, and what it has made so far. */
export interface ImportRun {
  readonly request: ImportRequest;
  readonly folder: DataFolder;
  readonly secretKey: Buffer;
  readonly timeZone: string;
  /** What is in the data folder, then what this run adds to it. */
  readonly known: Manifest[];
  /** Loaded, and waiting under a temporary name. */
  readonly pending: { readonly from: string; readonly to: string }[];
  readonly savedMappings: readonly SavedMapping[];
  /** What this run was told about columns, to be kept once it has succeeded. */
  readonly newMappings: Mapping[];
  /** Whom a delivery must not bring back. */
  readonly erasures: readonly Erasure[];
}

/** Where an import stands: in its place, or still under a temporary name. */
export function folderOf(run: ImportRun, { import_id }: Manifest): string {
  const waiting = run.pending.find((entry) => basename(entry.to) === import_id);
  return waiting?.from ?? join(run.folder.imports, import_id);
}
