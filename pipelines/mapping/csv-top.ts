export type Separator = ',' | ';' | '\t' | '|';

const separators: readonly Separator[] = [',', ';', '\t', '|'];
const rowsLooked = 200;

/**
 * The first records of a CSV and what stands between its cells: the separator that cuts most rows into one same number
 * of cells, more than one. Quoted line breaks are respected, and the last record of a head, which may be cut, is left.
 */
export function readTopRows(head: string, told: Separator | null): { separator: Separator; rows: string[][] } {
  const readings = (told === null ? separators : [told]).map((separator) => {
    const rows = records(head, separator);
    const counts = new Map<number, number>();
    for (const { length } of rows) if (length > 1) counts.set(length, (counts.get(length) ?? 0) + 1);
    const [width, agreeing] = [...counts].reduce(
      (best, next) => (next[1] > best[1] || (next[1] === best[1] && next[0] > best[0]) ? next : best),
      [0, 0] as const,
    );
    return { separator, rows, width, agreement: agreeing / Math.max(1, rows.length) };
  });
  const [first = { separator: ',' as const, rows: [], width: 0, agreement: 0 }, ...others] = readings;
  const best = others.reduce(
    (one, next) =>
      next.agreement - one.agreement > 0.1 || (next.agreement >= one.agreement - 0.1 && next.width > one.width)
        ? next
        : one,
    first,
  );
  return { separator: best.separator, rows: best.rows };
}

function records(text: string, separator: Separator): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length && rows.length < rowsLooked; at++) {
    const char = text[at] ?? '';
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[at + 1] === '"') cell += text[++at] ?? '';
      else quoted = false;
    } else if (char === '"' && cell.trim() === '') {
      quoted = true;
      cell = '';
    } else if (char === separator) {
      row.push(cell);
      cell = '';
    } else if (char === '\n' || char === '\r') {
      if (char === '\r' && text[at + 1] === '\n') at++;
      rows.push([...row, cell]);
      row = [];
      cell = '';
    } else cell += char;
  }
  if (rows.length < rowsLooked && (row.length > 0 || cell.trim() !== '')) rows.push([...row, cell]);
  return rows;
}

const datum = /^(\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|-?\d+([.,]\d+)?$|[^@\s]+@[^@\s]+\.[a-z]{2,}$)/i;

/** Whether a first row is data rather than names: it holds a date, a number or an address, or a value met again below. */
export function looksLikeData(
  row: readonly (string | null)[],
  below: readonly (readonly (string | null)[])[],
): boolean {
  const cells = row.map((cell) => (cell ?? '').trim());
  if (cells.some((cell) => datum.test(cell))) return true;
  const repeated = cells.filter((cell, at) => cell !== '' && below.some((other) => (other[at] ?? '').trim() === cell));
  return below.length >= 3 && repeated.length > cells.length / 2;
}
