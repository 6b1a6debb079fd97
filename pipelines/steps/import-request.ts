import type { Mapping } from '../mapping/document.ts';
import type { Words } from '../words.ts';
import type { Progress } from './report.ts';

/** What an import is asked to do, and with what. */
export interface ImportRequest {
  readonly data: string;
  readonly paths: readonly string[];
  /** Null: recognised. */
  readonly source: string | null;
  readonly name: string | null;
  /** Null: what the data folder says, else Europe/Paris. */
  readonly timeZone: string | null;
  /** A directory, or a file of `person department` lines, that goes with the export. */
  readonly departments: string | null;
  /** A CSV that says which accounts are one person's, or null. */
  readonly aliases?: string | null;
  readonly undirected: boolean;
  readonly origin: string | null;
  readonly acceptRejects: boolean;
  /** How to read tables of no known format; kept in the data folder when the import succeeds. */
  readonly mapping?: Mapping | null;
  readonly secretKeyPath: string | null;
  readonly memoryLimit: string;
  readonly now: Date;
  /** Milliseconds of a clock that only goes forward. */
  elapsed(): number;
  progress(progress: Progress): void;
  warn(message: Words): void;
}
