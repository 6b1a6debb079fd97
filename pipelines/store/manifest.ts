import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Capability } from '../canonical/capabilities.ts';
import { ImportError } from '../import-error.ts';
import type { Words } from '../words.ts';
import type { DataFolder } from './data-folder.ts';

/** The layout of an import folder; a reader refuses what it does not know. */
export const manifestFormat = 2;

/** What an import folder says of itself: `manifest.json`. Counts obey records_read = used + ignored + duplicates + rejected. */
export interface Manifest {
  readonly format: typeof manifestFormat;
  readonly import_id: string;
  readonly source: string;
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly imported_at: string;
  /** SHA-256 of the delivery's bytes and of the options that change its reading: the same again is not loaded twice. */
  readonly delivery_hash: string;
  readonly files: number;
  readonly records_read: number;
  readonly used: number;
  readonly ignored: Readonly<Record<string, number>>;
  readonly duplicates: number;
  readonly rejected: Readonly<Record<string, number>>;
  readonly events: Readonly<Record<string, number>>;
  readonly people: number;
  readonly communities: number;
  readonly first_day: string | null;
  readonly last_day: string | null;
  readonly seconds: number;
  readonly clock: 'absolute' | 'relative' | 'none';
  readonly capabilities: readonly Capability[];
  readonly warnings: readonly Words[];
  readonly demo: boolean;
  /** Rows of each Parquet table. */
  readonly rows: Readonly<Record<string, number>>;
  /** What was taken out of the delivery or of this folder, oldest first. The counts of records stay as they were told. */
  readonly removed?: readonly Removal[];
  /** Events before this month (`2024-03`, UTC) are no longer kept. */
  readonly retained_from?: string;
}

/** Rows that an erasure or the retention period took away, when, and how many of them were events. */
export interface Removal {
  readonly why: 'erasure' | 'retention';
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly events: number;
}

/** Events that an import was loaded with, whatever was removed since: what makes it a platform's and not a directory. */
export function loadedEvents({ rows, removed = [] }: Manifest): number {
  return (rows['events'] ?? 0) + removed.reduce((sum, { events }) => sum + events, 0);
}

/** What names the content of an import: its id, and how many times rows were taken out of it. */
export function contentId({ import_id, removed = [] }: Manifest): string {
  return removed.length === 0 ? import_id : `${import_id}+${removed.length}`;
}

/** The manifests of a data folder, oldest import first. Throws ImportError on one that cannot be read. */
export async function readManifests(folder: DataFolder): Promise<Manifest[]> {
  let names: string[];
  try {
    names = (await readdir(folder.imports, { withFileTypes: true }))
      .filter((e) => e.isDirectory() || e.isSymbolicLink())
      .map((e) => e.name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  const manifests = await Promise.all(names.map((name) => readManifest(join(folder.imports, name, 'manifest.json'))));
  return manifests.sort((a, b) =>
    a.imported_at === b.imported_at ? (a.import_id < b.import_id ? -1 : 1) : a.imported_at < b.imported_at ? -1 : 1,
  );
}

async function readManifest(path: string): Promise<Manifest> {
  try {
    const manifest = JSON.parse(await readFile(path, 'utf8')) as Manifest;
    if (manifest.format === manifestFormat) return manifest;
  } catch (error) {
    throw unreadable(path, error);
  }
  throw unreadable(path, new Error('unknown format'));
}

function unreadable(path: string, error: unknown): ImportError {
  const detail = error instanceof Error ? error.message : String(error);
  return new ImportError(
    path,
    null,
    { fr: `cet import est illisible (détail technique : ${detail})`, en: `this import cannot be read (${detail})` },
    {
      fr: 'Restaurez son dossier depuis une sauvegarde, ou supprimez ce dossier et importez l’export à nouveau',
      en: 'Restore its folder from a backup, or remove the folder and import the export again',
    },
    { cause: error },
  );
}
