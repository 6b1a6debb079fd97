/** The separator and the column names of a CSV file. */
export interface CsvHeader {
  readonly separator: ',' | ';' | '\t';
  /** As written, unquoted and trimmed. */
  readonly names: readonly string[];
}

/** Reads the first line of a CSV, quotes respected; the separator is the one met most often outside quotes. */
export function readCsvHeader(head: string): CsvHeader {
  const candidates = [',', ';', '\t'] as const;
  const parsed = candidates.map((separator) => ({ separator, names: splitFirstLine(head, separator) }));
  return parsed.reduce((best, next) => (next.names.length > best.names.length ? next : best));
}

/** One spelling for a column name: lower case, with `_`, blanks, `-` and accents treated alike. */
export function columnKey(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .trim()
    .toLowerCase()
    .replace(/[\s_\-.'’]+/g, '_')
    .replace(/^_+|_+$/g, '');
}

function splitFirstLine(text: string, separator: string): string[] {
  const names: string[] = [];
  let name = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (quoted) {
      if (char !== '"') name += char;
      else if (text[at + 1] === '"') name += text[++at] ?? '';
      else quoted = false;
    } else if (char === '"' && name.trim() === '') {
      quoted = true;
      name = '';
    } else if (char === separator) {
      names.push(name.trim());
      name = '';
    } else if (char === '\n' || char === '\r') break;
    else name += char;
  }
  names.push(name.trim());
  return names;
}
