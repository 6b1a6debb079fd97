/** The separator and the column names of a CSV file. */
export interface CsvHeader {
  readonly separator: ',' | ';' | '\t';
  /** As written, unquoted and trimmed. */
  readonly names: readonly string[];
  /** Lines that stand before the header and are no part of the table. */
  readonly linesBefore: 0 | 1;
}

/** What PowerShell, the bulk templates of Entra ID and spreadsheets write above the header. */
const lineBefore = /^\s*"?(#TYPE\s|version:|sep=.?\s*$)/im;
const bulkTemplate = /^\s*"?version:/i;

/** Reads the header of a CSV, quotes respected; the separator is the one met most often outside quotes. */
export function readCsvHeader(head: string): CsvHeader {
  const first = head.slice(0, head.search(/[\r\n]|$/));
  const linesBefore = lineBefore.test(first) ? 1 : 0;
  const text = linesBefore === 1 ? head.slice(first.length).replace(/^\r?\n/, '') : head;
  const candidates = [',', ';', '\t'] as const;
  const parsed = candidates.map(
    (separator) => ({ separator, names: splitFirstLine(text, separator), linesBefore }) as const,
  );
  const { names, ...best } = parsed.reduce((left, right) => (right.names.length > left.names.length ? right : left));
  return { ...best, names: bulkTemplate.test(first) ? names.map(propertyName) : names };
}

/**
 * A bulk template names its columns twice, as in `User name [userPrincipalName] Required`: the property is the name.
 * But for sign-in, where the label asks the reverse of what the property of that name says.
 */
function propertyName(label: string): string {
  return (/^block sign in/i.test(label) ? null : /\[([^\]]+)\]/.exec(label)?.[1]) ?? label;
}

const plainKey = /^[a-z0-9]+(?:_[a-z0-9]+)*$/;

/** One spelling for a column name: lower case, with `_`, blanks, `-` and accents treated alike. */
export function columnKey(name: string): string {
  // Thousands of spellings are compared for each delivery, and most are keys already.
  if (plainKey.test(name)) return name;
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
