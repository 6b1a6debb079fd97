import { isUtf8 } from 'node:buffer';

const outside = 0;
const afterComma = 1;
const afterN = 2;
const refused = 3;

const newLine = 10;
const carriageReturn = 13;
const blank = 32;
const quote = 34;
const comma = 44;
const openBracket = 91;
const backslash = 92;
const closeBracket = 93;

/** What follows each state (row) at each byte (column), outside of texts, which are skipped elsewhere. */
const next = transitions();

/** 1 for what can stand in a text with no further thought. */
const ordinary = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= blank && byte !== quote && byte !== backslash ? 1 : 0,
);

/**
 * Whether the bytes are a JSON list, not empty, that the engine reads exactly as `JSON.parse` would; if so, its line breaks
 * are turned into blanks in place. The engine's reader forgives commas before a closing bracket, `NaN` and `Infinity`,
 * and hands on zero characters: what has any of these is not plain. What the engine refuses by itself (brackets that don't
 * match, half a character) is not looked for here.
 */
export function layPlainList(bytes: Buffer): boolean {
  if (!isUtf8(bytes) || bytes.includes('\\u0000')) return false;
  let state = outside;
  const start = skipBlanks(bytes, 0);
  if (bytes[start] !== openBracket) return false;
  const first = bytes[skipBlanks(bytes, start + 1)];
  if (first === undefined || first === closeBracket || first === comma) return false;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === quote) {
      at = endOfText(bytes, at + 1);
      if (at < 0) return false;
      state = outside;
      continue;
    }
    state = next[(state << 8) | byte] ?? refused;
    if (state === refused) return false;
    if (byte === newLine || byte === carriageReturn) bytes[at] = blank;
  }
  return state === outside;
}

/** The position of the closing quote, or -1 when there is none or when a control character comes before it. */
function endOfText(bytes: Buffer, start: number): number {
  let at = start;
  for (;;) {
    while (ordinary[bytes[at] ?? 0] === 1) at += 1;
    if (bytes[at] === quote) return at;
    if (bytes[at] !== backslash || (bytes[at + 1] ?? 0) < blank) return -1;
    at += 2;
  }
}

function skipBlanks(bytes: Buffer, start: number): number {
  let at = start;
  while (at < bytes.length && isBlank(bytes[at])) at += 1;
  return at;
}

function isBlank(byte: number | undefined): boolean {
  return byte === blank || byte === newLine || byte === carriageReturn || byte === 9;
}

function transitions(): Uint8Array {
  const table = new Uint8Array(4 * 256).fill(refused);
  for (const state of [outside, afterComma]) {
    // Of the letters, those of true, false and null, and of exponents; an n is not that of nan when a u follows.
    for (const character of '[]{}:0123456789+-.eEtrufals') table[(state << 8) | character.charCodeAt(0)] = outside;
    for (const character of ' \t\r\n') table[(state << 8) | character.charCodeAt(0)] = state;
    table[(state << 8) | 'n'.charCodeAt(0)] = afterN;
  }
  table[(outside << 8) | comma] = afterComma;
  table[(afterComma << 8) | closeBracket] = refused;
  table[(afterComma << 8) | '}'.charCodeAt(0)] = refused;
  table[(afterN << 8) | 'u'.charCodeAt(0)] = outside;
  return table;
}
