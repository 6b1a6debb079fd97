import { stringify } from 'csv-stringify/sync';
import type { Result } from '../contract/results.ts';
import type { Language } from '../contract/text.ts';

export type CsvDialect = 'plain' | 'excel-fr';

const yesNo = { fr: ['oui', 'non'], en: ['yes', 'no'] } as const;

/**
 * A result as CSV. `plain`: RFC 4180 quoting, stable keys, decimal point, line feeds, numbers in the shortest form
 * that reads back the same. `excel-fr`: semicolon, decimal comma, byte-order mark, labels in the language asked for,
 * so that a double click opens it in a French Excel with accents and columns in place. Null is an empty cell; text
 * that a spreadsheet would run as a formula is defused in both, negative numbers stay numbers.
 */
export function toCsv(result: Pick<Result, 'columns' | 'rows'>, dialect: CsvDialect, language: Language): string {
  const excel = dialect === 'excel-fr';
  const keys = result.columns.map((column) => column.key);
  return stringify(
    result.rows.map((row) => keys.map((key) => row[key] ?? null)),
    {
      header: true,
      columns: excel ? result.columns.map((column) => column.label[language]) : keys,
      delimiter: excel ? ';' : ',',
      record_delimiter: excel ? 'windows' : 'unix',
      bom: excel,
      escape_formulas: true,
      cast: {
        number: (value) => ({ value: excel ? String(value).replace('.', ',') : String(value), escape_formulas: false }),
        boolean: (value) => (excel ? yesNo[language][value ? 0 : 1] : String(value)),
      },
    },
  );
}
