import type { DuckDBConnection, DuckDBMaterializedResult } from '@duckdb/node-api';
import type { Capability } from '../canonical/capabilities.ts';
import type { FilePlace } from '../delivery/file-place.ts';
import type { Mapping } from '../mapping/document.ts';
import type { SavedMapping } from '../mapping/saved.ts';
import type { Words } from '../words.ts';

/** One file of a delivery, whatever the delivery is (folder, zip, tar.gz, single file). */
export interface DeliveredFile {
  /** Path inside the delivery, `/`-separated, without the extra top folder that re-packed archives have. */
  readonly path: string;
  /** Size in bytes, unpacked. */
  readonly size: number;
}

/** A delivery as a source sees it: what is there, and the bytes on demand. */
export interface Delivery {
  /** Base name of what the user gave, for messages and default labels: `slack-houston-2016.zip`. */
  readonly name: string;
  readonly files: readonly DeliveredFile[];
  /** The first bytes of a file, decoded leniently; enough to recognise a format. */
  head(path: string, bytes?: number): Promise<string>;
  /** The whole of a file. */
  read(path: string): Promise<Buffer>;
  /** Every file that passes the filter, one at a time and in archive order, so that a large archive is read once. */
  each(
    wanted: (file: DeliveredFile) => boolean,
    visit: (file: DeliveredFile, bytes: Buffer) => Promise<void> | void,
  ): Promise<void>;
  /** Where another thread finds the bytes of a file by itself. */
  place(path: string): FilePlace;
  /** The file on disk (extracted if need be), for DuckDB's own readers. Text is re-encoded to UTF-8 without BOM when it is not. */
  onDisk(path: string): Promise<string>;
  /** A new path in the work folder, for a file rewritten on its way to DuckDB's readers. */
  scratch(): string;
}

export interface SourceOptions {
  /** Edge lists: each line is a tie both ways. */
  readonly undirected: boolean;
  /** Edge lists: the date of the first event, `YYYY-MM-DD`, when times count from an unknown origin. */
  readonly origin: string | null;
  /** A person-to-department file given beside the export. */
  readonly departments: string | null;
  /** Any table: which column is what, as the user says for these files. */
  readonly mapping?: Mapping;
  /** Any table: the mappings that the data folder keeps, for files whose columns they know. */
  readonly savedMappings?: readonly SavedMapping[];
}

/** What recognition may rest on beside the delivery itself. */
export type Recognition = Pick<SourceOptions, 'savedMappings'>;

/** What the rows of a file are: records that are accounted for one by one, or parts of others. */
export type RowsAre = 'records' | 'parts';

export interface StagingContext {
  readonly delivery: Delivery;
  readonly options: SourceOptions;
  /** A private folder for rewritten files; removed afterwards. */
  readonly workFolder: string;
  /** A connection on which the tables of staging.sql exist, empty. */
  readonly db: DuckDBConnection;
  /** Runs a .sql file of the source's own folder; `getvariable('name')` reads the variables given. Gives what its last statement does. */
  runSql(file: URL, variables?: Readonly<Record<string, string | number | boolean>>): Promise<DuckDBMaterializedResult>;
  /** A broken optional side file, a guessed encoding: said to the user, never fatal. */
  warn(message: Words): void;
  /** So many files, of those that are read, have been. What `delivery.each` hands over is counted by itself, in bytes. */
  progress(done: number, total: number): void;
  /** The first `bytes` of a file have been read here: for files that are read a piece at a time. */
  readTo(path: string, bytes: number): void;
  /** These files have been read whole, by other threads. */
  readWhole(paths: readonly string[]): void;
  /** So many records were counted so far of a file, or of files that are told of together under one name. */
  counted(of: string, records: number): void;
  /**
   * Has the engine read a file, and tells meanwhile how far it is. `run` ends with a statement that makes a table of the
   * file; it may be run on the same file again. `rowsAre` says whether each row is a record of its own (the default).
   */
  scan(path: string, run: () => Promise<DuckDBMaterializedResult>, rowsAre?: RowsAre): Promise<void>;
}

export interface Staged {
  /** What this delivery can really tell (a Slack export without threads has no 'threads'). */
  readonly capabilities: readonly Capability[];
  /** absolute: real dates; relative: seconds from an unknown origin, stored from 1970-01-01; none: undated. */
  readonly clock: 'absolute' | 'relative' | 'none';
  /** The platform whose ids these are, when the source reads files of many platforms; without it, the source's own id. */
  readonly source?: string;
  /** The mapping that read the files, with the columns met, so that it can be kept. */
  readonly mapping?: Mapping;
}

/** A format of export. One folder each; see README.md beside this file for the recipe. */
export interface Source {
  readonly id: string;
  readonly label: Words;
  /** How sure we are that the delivery is ours: 0 no, 1 by shape only, 2 by a marker file. The highest wins. */
  recognise(delivery: Delivery, known?: Recognition): Promise<0 | 1 | 2>;
  /** Several of its exports in one folder are parts of one whole and are read together, as one delivery. */
  readonly joinsParts?: boolean;
  /** What is read and dropped on purpose: texts, tokens, addresses. Shown in the documentation. */
  readonly neverKept: readonly string[];
  /** Fills the staged_* tables. Throws ImportError (file, line, what to do) when the delivery can't be read at all. */
  stage(context: StagingContext): Promise<Staged>;
}

/** Keeps the literal type of a source's id. */
export function defineSource<const S extends Source>(source: S): S {
  return source;
}
