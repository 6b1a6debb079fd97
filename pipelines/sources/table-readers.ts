import { sqlLiteral } from '../store/run-sql.ts';
import type { CsvHeader } from './csv-header.ts';

const nullWords = ['', 'null', 'NULL', '\\N', 'None'];
/** The longest line read. The engine's own buffer would be 16 of these, too few pieces for its threads to share. */
const lineLimit = 'max_line_size = 16000000, buffer_size = 16000000';

/** One way of reading a file in SQL. */
interface ReadingForm {
  readonly from: string;
  readonly column: (index: number) => string;
  /** Whether a row could not be read at all. */
  readonly unreadable: string;
}

/** How a file is read, by its careful and its quick form. */
export interface Reader {
  readonly careful: ReadingForm;
  /** Null when the careful reading is as quick. */
  readonly quick: ReadingForm | null;
  readonly rejectsTable: string | null;
}

interface ReaderRequest {
  /** The path on disk, as SQL text. */
  readonly disk: string;
  readonly view: string;
  /** The file's columns, and the positions of those that are read. */
  readonly names: readonly string[];
  readonly read: ReadonlySet<number>;
  readonly header: CsvHeader;
}

function csvReader({ disk, view, names, header }: ReaderRequest): Reader {
  const { separator, linesBefore } = header;
  const columns = names.map((_, index) => `'c${index}': 'VARCHAR'`).join(', ');
  const rejectsTable = `${view}_rejects`;
  const form: ReadingForm = {
    from: `read_csv(${disk}, columns = {${columns}}, delim = ${sqlLiteral(separator)}, quote = '"', escape = '"',
      header = true, skip = ${linesBefore}, auto_detect = false, nullstr = ${sqlLiteral(nullWords)}, ${lineLimit},
      store_rejects = true, rejects_table = '${rejectsTable}', rejects_scan = '${rejectsTable}_scan')`,
    column: (index) => `c${index}`,
    unreadable: 'false',
  };
  return { careful: form, quick: null, rejectsTable };
}

function jsonReader({ disk, names, read }: ReaderRequest): Reader {
  // Keys that aren't wanted may differ by case alone, which the engine takes for the same column.
  const keys = names.filter((_, index) => read.has(index));
  const shape = sqlLiteral(JSON.stringify(Object.fromEntries(keys.map((name) => [name, 'VARCHAR']))));
  const columns = keys.map((name) => `${sqlLiteral(name)}: 'VARCHAR'`).join(', ');
  return {
    careful: {
      from: `(select json_valid(line) as readable, from_json(case when readable then line else '{}' end, ${shape}) as record
        from read_csv(${disk}, columns = {'line': 'VARCHAR'}, delim = chr(1), quote = '', escape = '', header = false,
        auto_detect = false, strict_mode = false, ${lineLimit}) where line is not null)`,
      column: (index) => `nullif(record[${sqlLiteral(names[index] ?? '')}], '')`,
      unreadable: 'not readable',
    },
    quick: {
      from: `read_json(${disk}, format = 'newline_delimited', columns = {${columns}}, ignore_errors = true)`,
      column: (index) => `nullif(${quoted(names[index] ?? '')}, '')`,
      unreadable: 'false',
    },
    rejectsTable: null,
  };
}

function parquetReader({ disk, names }: ReaderRequest): Reader {
  const form: ReadingForm = {
    from: `read_parquet(${disk})`,
    column: (index) => `${quoted(names[index] ?? '')}::varchar`,
    unreadable: 'false',
  };
  return { careful: form, quick: null, rejectsTable: null };
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The reader of each kind of table file. */
export const tableReaders = { csv: csvReader, json: jsonReader, parquet: parquetReader };
