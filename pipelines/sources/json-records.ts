import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { decodeText } from '../delivery/decode-text.ts';
import { ImportError } from '../import-error.ts';
import { figure } from '../words.ts';
import type { DeliveredFile, StagingContext } from './define.ts';
import { isJsonObject, type JsonObject } from './json-values.ts';

const longestJson = 128 * 2 ** 20;

/** Why a record could not even be looked at. */
export type RecordProblem = 'invalid_json' | 'unexpected_shape' | 'not_an_object';

export interface JsonRecordFiles {
  /** Name of the rewritten file in the work folder. */
  readonly target: string;
  /** What every file holds: a list of records, or one record. */
  readonly shape: 'list' | 'object';
  readonly wanted: (file: DeliveredFile) => boolean;
  /** The few facts taken from one record. Whatever is not returned here is forgotten at once. */
  readonly facts: (record: JsonObject, file: string) => JsonObject;
}

/**
 * Rewrites many JSON files as one newline-delimited file that DuckDB reads in a single pass, one line per record:
 * `file`, `line` (1-based position in the list, null for a file that is one record), `problem`, then the facts.
 * Opening thousands of small files from SQL costs more than reading them; and since only the facts are written,
 * no message text reaches the disk or the database. A file that is not JSON yields one line with its problem.
 * Returns the path of the rewritten file.
 */
export async function writeJsonRecords(context: StagingContext, files: JsonRecordFiles): Promise<string> {
  const { target, wanted } = files;
  let records = 0;
  return writeFileRows(context, {
    target,
    wanted,
    *rows(file, bytes) {
      for (const row of rowsOf(file.path, bytes, files)) {
        records += 1;
        yield row;
      }
      context.counted(target, records);
    },
  });
}

export interface RowFiles {
  /** Name of the rewritten file in the work folder. */
  readonly target: string;
  readonly wanted: (file: DeliveredFile) => boolean;
  /** The rows taken from one file, written as they come: a generator keeps a large file from standing in memory twice. */
  readonly rows: (file: DeliveredFile, bytes: Buffer) => Iterable<JsonObject>;
}

/** Rewrites many files of any shape as one newline-delimited file, in archive order; returns its path. */
export async function writeFileRows(context: StagingContext, files: RowFiles): Promise<string> {
  const path = join(context.workFolder, files.target);
  const total = context.delivery.files.filter(files.wanted).length;
  const lines = new LineWriter(path);
  let done = 0;
  try {
    await context.delivery.each(files.wanted, (file, bytes) => {
      for (const row of files.rows(file, bytes)) lines.put(row);
      done += 1;
      if (done % 200 === 0 || done === total) context.progress(done, total);
    });
  } finally {
    lines.close();
  }
  return path;
}

/** Writes rows that are in hand already as newline-delimited JSON; returns the path. */
export function writeJsonLines(context: StagingContext, target: string, rows: Iterable<JsonObject>): string {
  const path = join(context.workFolder, target);
  const lines = new LineWriter(path);
  try {
    for (const row of rows) lines.put(row);
  } finally {
    lines.close();
  }
  return path;
}

/**
 * Parsed JSON, a byte order mark allowed, or undefined when it isn't JSON (a trailing comma is enough).
 * Throws ImportError for more than can be held parsed: in memory it takes five to ten times its size.
 */
export function parseJson(bytes: Buffer, file: string | null = null): unknown {
  if (bytes.length > longestJson) throw tooLongJson(bytes.length, file);
  try {
    const text = isUtf8(bytes) ? bytes.toString('utf8') : decodeText(bytes);
    const value: unknown = JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
    return value;
  } catch {
    return undefined; // the parser's own message quotes what people wrote
  }
}

function tooLongJson(bytes: number, file: string | null): ImportError {
  const [size, most] = [figure(bytes / 2 ** 20), figure(longestJson / 2 ** 20)];
  return new ImportError(
    file,
    null,
    {
      fr: `ce fichier JSON fait ${size.fr} Mio d’un seul tenant, au-delà des ${most.fr} Mio qui peuvent être lus d’un coup`,
      en: `this JSON file is ${size.en} MiB in one piece, beyond the ${most.en} MiB that can be read at once`,
    },
    {
      fr: 'Refaites l’export par périodes plus courtes, puis importez-les l’une après l’autre',
      en: 'Export again by shorter periods, then import them one after the other',
    },
  );
}

function* rowsOf(file: string, bytes: Buffer, { shape, facts }: JsonRecordFiles): Generator<JsonObject> {
  const parsed = parseJson(bytes, file);
  const problemRow = (line: number | null, problem: RecordProblem) => ({ file, line, problem });
  if (parsed === undefined) yield problemRow(null, 'invalid_json');
  else if (shape === 'object') {
    if (isJsonObject(parsed)) yield { file, line: null, ...facts(parsed, file) };
    else yield problemRow(null, 'unexpected_shape');
  } else if (Array.isArray(parsed)) {
    for (const [index, record] of parsed.entries()) {
      if (isJsonObject(record)) yield { file, line: index + 1, ...facts(record, file) };
      else yield problemRow(index + 1, 'not_an_object');
    }
  } else yield problemRow(null, 'unexpected_shape');
}

class LineWriter {
  private readonly descriptor: number;
  private pending: string[] = [];
  private pendingCharacters = 0;

  constructor(path: string) {
    this.descriptor = openSync(path, 'w');
  }

  put(row: JsonObject): void {
    const line = JSON.stringify(row);
    this.pending.push(line);
    this.pendingCharacters += line.length;
    if (this.pendingCharacters > 1_000_000) this.flush();
  }

  close(): void {
    try {
      this.flush();
    } finally {
      closeSync(this.descriptor);
    }
  }

  private flush(): void {
    if (this.pending.length === 0) return;
    const bytes = Buffer.from(`${this.pending.join('\n')}\n`);
    for (let written = 0; written < bytes.length; ) written += writeSync(this.descriptor, bytes, written);
    this.pending = [];
    this.pendingCharacters = 0;
  }
}
