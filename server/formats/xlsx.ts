import writeXlsxFile from 'write-excel-file/node';
import type { Cell, Result } from '../contract/results.ts';
import type { Language } from '../contract/text.ts';

type XlsxCell =
  | { value: string; type: StringConstructor; fontWeight?: 'bold' }
  | { value: number; type: NumberConstructor }
  | null;

/** A result as a spreadsheet: one sheet, labels in the language asked for, numbers as numbers, null as an empty cell. */
export async function toXlsx(result: Pick<Result, 'columns' | 'rows' | 'meta'>, language: Language): Promise<Buffer> {
  const header: XlsxCell[] = result.columns.map((column) => ({
    value: column.label[language],
    type: String,
    fontWeight: 'bold',
  }));
  const body = result.rows.map((row) => result.columns.map((column) => cell(row[column.key] ?? null)));
  const sheet = result.meta.label[language].replaceAll(/[\\/*?:[\]]/g, ' ').slice(0, 31);
  return await writeXlsxFile([header, ...body], { sheet, stickyRowsCount: 1 }).toBuffer();
}

function cell(value: Cell): XlsxCell {
  if (value === null) return null;
  return typeof value === 'number' ? { value, type: Number } : { value: String(value), type: String };
}
