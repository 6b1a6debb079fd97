/** One row of a table in an export file, parsed alone. */
export interface TableRow {
  readonly table: string;
  /** 1-based position in its table. */
  readonly line: number;
  /** Undefined when the row is not JSON. */
  readonly row: unknown;
}

const [quote, backslash, colon, comma] = [0x22, 0x5c, 0x3a, 0x2c];
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];
const isBlank = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/**
 * The rows of `{"table": [row, row…], …}`, one at a time: a list of everybody who received every message is many times
 * what fits in memory once parsed. Values that are not lists are passed over. A file that breaks off gives the rows before
 * the break, then one row of the table `''` that is undefined.
 */
export function* tableRows(bytes: Buffer): Generator<TableRow> {
  let at = bytes.indexOf(openObject) + 1;
  const broken: TableRow = { table: '', line: 1, row: undefined };
  if (at === 0) {
    yield broken;
    return;
  }
  for (;;) {
    while (isBlank(bytes[at]) || bytes[at] === comma) at++;
    if (bytes[at] === closeObject) return;
    if (bytes[at] !== quote) break;
    const keyEnd = endOfString(bytes, at);
    const table = textOf(parsed(bytes, at, keyEnd));
    at = keyEnd;
    while (isBlank(bytes[at]) || bytes[at] === colon) at++;
    if (bytes[at] !== openList) {
      at = endOfValue(bytes, at);
      continue;
    }
    at++;
    for (let line = 1; ; line++) {
      while (isBlank(bytes[at]) || bytes[at] === comma) at++;
      if (bytes[at] === closeList) break;
      const end = endOfValue(bytes, at);
      // A bracket of the wrong kind ends what was never begun: nothing after it can be told apart.
      if (end === at || end > bytes.length) {
        yield broken;
        return;
      }
      yield { table, line, row: parsed(bytes, at, end) };
      at = end;
    }
    at++;
  }
  yield broken;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function parsed(bytes: Buffer, from: number, to: number): unknown {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8', from, to));
    return value;
  } catch {
    return undefined; // the parser's own message quotes what people wrote
  }
}

/** Past the closing quote of the string that opens at `from`; beyond the end when it never closes. */
function endOfString(bytes: Buffer, from: number): number {
  for (let at = from + 1; ; at++) {
    at = bytes.indexOf(quote, at);
    if (at < 0) return bytes.length + 1;
    let slashes = 0;
    while (bytes[at - 1 - slashes] === backslash) slashes++;
    if (slashes % 2 === 0) return at + 1;
  }
}

/** Past the value that begins at `from`; beyond the end when it never closes. */
function endOfValue(bytes: Buffer, from: number): number {
  let depth = 0;
  for (let at = from; at < bytes.length; ) {
    const byte = bytes[at];
    if (byte === quote) {
      at = endOfString(bytes, at);
      if (depth === 0) return at;
      continue;
    }
    if (byte === openList || byte === openObject) depth++;
    else if (byte === closeList || byte === closeObject) {
      depth--;
      if (depth < 0) return at; // a bare number or word, ended by what holds it
      if (depth === 0) return at + 1;
    } else if (byte === comma && depth === 0) return at;
    at++;
  }
  return bytes.length + 1;
}
