import type { Cell, Column, Result, Row } from '../../server/contract/results.ts';

/** A number of a row; null when the cell is empty, hidden or no number. */
export function numberAt(row: Row | undefined, key: string): number | null {
  const cell = row?.[key];
  return typeof cell === 'number' && Number.isFinite(cell) ? cell : null;
}

/** A text of a row; null when the cell is empty or no text. */
export function textAt(row: Row | undefined, key: string): string | null {
  const cell: Cell | undefined = row?.[key];
  return typeof cell === 'string' && cell !== '' ? cell : null;
}

/** A yes or no of a row, whether it came as a boolean, a number or a word. */
export const flagAt = (row: Row | undefined, key: string): boolean => {
  const cell = row?.[key];
  return cell === true || cell === 1 || cell === 'true';
};

export const hasColumn = (result: Result, key: string): boolean => result.columns.some((column) => column.key === key);

/** Columns with something to read: a column that is null on every row only takes up room. */
export function filledColumns(result: Result): Column[] {
  return result.columns.filter((column) =>
    result.rows.some((row) => row[column.key] !== null && row[column.key] !== undefined),
  );
}

/** Columns that hold what a row is there to tell. */
const mainFigures = ['value', 'retained', 'people'];

/** Whether there are rows of which not one may be shown. In a table without a main figure, each hidden row counts. */
export function isAllHidden({
  meta,
  rows,
  columns,
}: Pick<Result, 'rows'> & {
  readonly meta: Pick<Result['meta'], 'suppressed'>;
  readonly columns: readonly Pick<Column, 'key'>[];
}): boolean {
  if (meta.suppressed === 0) return false;
  const figures = mainFigures.filter((key) => columns.some((column) => column.key === key));
  if (figures.length === 0) return meta.suppressed >= rows.length;
  return rows.every((row) => figures.every((key) => (row[key] ?? null) === null));
}

const wholePeriod = 'period';

/** The row of a series that covers the whole period, where the measure gives one. */
export const periodRow = (result: Result): Row | undefined => result.rows.find((row) => row['group'] === wholePeriod);

export interface Point {
  readonly date: string;
  readonly value: number | null;
}

/** The lines of a series by group, each in order of date. A series without groups has one line, `null`. */
export function linesOf(result: Result, key = 'value'): Map<string | null, Point[]> {
  const lines = new Map<string | null, Point[]>();
  for (const row of result.rows) {
    const date = textAt(row, 'date');
    const group = textAt(row, 'group');
    if (date === null || group === wholePeriod) continue;
    const line = lines.get(group) ?? [];
    line.push({ date, value: numberAt(row, key) });
    lines.set(group, line);
  }
  for (const line of lines.values()) line.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  return lines;
}

/** The last known point of a line. */
export function lastPoint(line: readonly Point[]): { date: string; value: number } | null {
  for (let i = line.length - 1; i >= 0; i -= 1) {
    const point = line[i];
    if (point !== undefined && point.value !== null) return { date: point.date, value: point.value };
  }
  return null;
}

/** The last known point on or before a day. */
export const pointBefore = (line: readonly Point[], day: string): { date: string; value: number } | null =>
  lastPoint(line.filter((point) => point.date <= day));
