import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { DataFolder } from '../store/data-folder.ts';
import { openDuckDb } from '../store/duckdb.ts';
import { queryRows, setVariables, sqlLiteral } from '../store/run-sql.ts';
import { type Identity, openIdentities } from '../store/vault.ts';
import { isSmallFile } from '../store/small-file.ts';
import { anyOf, type Identifiers } from './identifiers.ts';
import { carries, keyHashes, type OwnKeys } from './own-keys.ts';

/** What was searched for somebody who was erased, and where they were still found. It names nobody. */
export interface Proof {
  readonly ok: boolean;
  readonly searched: {
    /** Every file of the data folder, byte by byte. */
    readonly files: number;
    readonly bytes: number;
    /** Parquet files and tables of the snapshot whose texts were read, decoded. */
    readonly parquet_files: number;
    readonly snapshot_tables: number;
    /** Identity vaults opened. */
    readonly vaults: number;
  };
  readonly identifiers: {
    readonly telling: number;
    /** Too short or too ordinary to be looked for in texts: looked for in the vaults only. */
    readonly common: number;
    /** Borne by somebody who stays. */
    readonly shared: number;
  };
  /** Compressed files that are none of ours (an export being uploaded): searched as bytes, not opened. */
  readonly not_opened: readonly string[];
  readonly found: readonly { readonly file: string; readonly place: string; readonly times: number }[];
}

/** Shorter ones would be met by chance in compressed bytes. */
const shortestInBytes = 8;

/**
 * Looks for a person through every file of the data folder: raw bytes, the texts of Parquet files and of the snapshot,
 * and the vaults, opened. `accounts`, `identifiers` and `keys` are what is still known of them, in memory only; what they
 * were joined by is looked for as hashes too.
 */
export async function proveAbsence(
  folder: DataFolder,
  accounts: readonly Pick<Identity, 'person_id' | 'source' | 'native_id'>[],
  identifiers: Identifiers,
  keys: OwnKeys,
  secretKey: Buffer,
): Promise<Proof> {
  const found: { file: string; place: string; times: number }[] = [];
  const names = (await filesBelow(folder.root)).sort();
  const place = (path: string): string => relative(folder.root, path);
  const note = (path: string, where: string, times: number): void => {
    if (times > 0) found.push({ file: place(path), place: where, times });
  };
  const hashes = keyHashes(keys, secretKey);
  const raw = [...identifiers.telling, ...hashes].map(asBytes).filter((needle) => needle.length >= shortestInBytes);
  let bytes = 0;
  for (const path of names) {
    const { size, times } = await searchBytes(path, raw);
    bytes += size;
    note(path, 'bytes', times);
  }
  const vaults = names.filter((path) => path.endsWith('identities.sealed'));
  const ids = new Set(accounts.map(({ person_id }) => person_id));
  const natives = new Set(accounts.map(({ source, native_id }) => `${source}:${native_id}`));
  const telling = new Set(identifiers.telling);
  for (const path of vaults) {
    const held = openIdentities(await readFile(path), secretKey).filter(
      (identity) =>
        ids.has(identity.person_id) ||
        carries(keys, identity) ||
        natives.has(`${identity.source}:${identity.native_id}`) ||
        Object.values(identity).some((value) => typeof value === 'string' && telling.has(value.trim().toLowerCase())),
    );
    note(path, 'vault', held.length);
  }
  const parquet = names.filter((path) => path.endsWith('.parquet'));
  const database = await openDuckDb(':memory:', { tempFolder: folder.tmp, isSmall: await isSmallFile(folder.facts) });
  let tables = 0;
  try {
    const { db } = database;
    await setVariables(db, { telling: anyOf([...identifiers.telling, ...hashes]) });
    for (const path of parquet) {
      await searchTable(db, `read_parquet(${sqlLiteral(path)}, hive_partitioning = false)`, (column, times) =>
        note(path, column, times),
      );
    }
    if (names.includes(folder.facts)) {
      await db.run(`attach ${sqlLiteral(folder.facts)} as facts (read_only)`);
      const listed = await queryRows(
        db,
        `select table_name from duckdb_tables() where database_name = 'facts' order by all`,
      );
      tables = listed.length;
      for (const { table_name } of listed) {
        await searchTable(db, `facts."${String(table_name)}"`, (column, times) =>
          note(folder.facts, `${String(table_name)}.${column}`, times),
        );
      }
    }
  } finally {
    await database.close();
  }
  return {
    ok: found.length === 0,
    searched: {
      files: names.length,
      bytes,
      parquet_files: parquet.length,
      snapshot_tables: tables,
      vaults: vaults.length,
    },
    identifiers: { telling: identifiers.telling.length, common: identifiers.common, shared: identifiers.shared },
    not_opened: names.filter((path) => /\.(zip|gz|tgz|xlsx|7z|bz2|xz|zst)$/i.test(path)).map(place),
    found,
  };
}

async function searchTable(
  db: DuckDBConnection,
  table: string,
  found: (column: string, times: number) => void,
): Promise<void> {
  const columns = (await queryRows(db, `select column_name, column_type from (describe from ${table})`))
    .filter((row) => /VARCHAR|BLOB|JSON/.test(String(row['column_type'])))
    .map((row) => String(row['column_name']));
  if (columns.length === 0) return;
  // One column of texts, whichever they came from: preparing the pattern takes longer than searching a small table.
  const texts = columns.map((column) => `"${column}"::varchar as "${column}"`);
  const rows = await queryRows(
    db,
    `select place, count(*) as times
     from (unpivot (select ${texts.join(', ')} from ${table}) on columns(*) into name place value held)
     where regexp_matches(held, getvariable('telling'), 'i')
     group by place`,
  );
  for (const { place, times } of rows) found(String(place), Number(times));
}

/** Lower case, one character per byte, so that upper and lower case of unaccented letters are alike. */
const asBytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1').toLowerCase();

async function searchBytes(path: string, needles: readonly string[]): Promise<{ size: number; times: number }> {
  const overlap = Math.max(0, ...needles.map((needle) => needle.length - 1));
  let size = 0;
  let before = '';
  const met = new Set<string>();
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 4 * 2 ** 20 })) {
      const bytes = chunk as Buffer;
      const text = before + bytes.toString('latin1').toLowerCase();
      for (const needle of needles) if (text.includes(needle)) met.add(needle);
      size += bytes.length;
      before = overlap === 0 ? '' : text.slice(-overlap);
    }
  } catch (error) {
    // A file that the server beside us removed meanwhile (its spill, an upload that ended) holds nothing any more.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return { size, times: met.size };
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
