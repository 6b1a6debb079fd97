import { isUtf8 } from 'node:buffer';
import { guidOf } from '../guid.ts';
import { textLines } from '../text-lines.ts';

/** One record of an LDIF file. */
export interface LdifRecord {
  /** 1-based line on which it begins. */
  readonly line: number;
  /** Its distinguished name, or null when it has none. */
  readonly dn: string | null;
  /** `add`, `modify`, `delete`, `modrdn`; null for content. */
  readonly change: string | null;
  /** Values of the wanted attributes, under their lower-case names without options. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** Base64 held text that is not UTF-8, and was read as Latin-1. */
  readonly latin1: boolean;
}

/** Attributes whose sixteen bytes are a GUID. */
const binaryGuids: ReadonlySet<string> = new Set(['objectguid']);

interface LogicalLine {
  readonly line: number;
  readonly text: string;
}

/**
 * The records of an LDIF file (RFC 2849): folded lines joined, comments left out, base64 decoded, values given by URL
 * never fetched. Only the attributes wanted are decoded at all. A second `dn:` begins a record even without a blank line.
 */
export function* ldifRecords(path: string, wanted: ReadonlySet<string>): Generator<LdifRecord> {
  let pending: LogicalLine[] = [];
  const startsRecord = ({ text }: LogicalLine): boolean => /^dn:/i.test(text);
  for (const logical of logicalLines(path)) {
    const ends = logical.text === '' || (startsRecord(logical) && pending.some(startsRecord));
    if (ends && pending.length > 0) {
      yield recordOf(pending, wanted);
      pending = [];
    }
    if (logical.text !== '' && !/^version:/i.test(logical.text)) pending.push(logical);
  }
  if (pending.length > 0) yield recordOf(pending, wanted);
}

/** Lines with their continuations; comments, which may be folded too, are gone; an empty line separates records. */
function* logicalLines(path: string): Generator<LogicalLine> {
  let open: { line: number; parts: string[] } | null = null;
  let number = 0;
  const closed = function* (): Generator<LogicalLine> {
    if (open === null) return;
    const text = open.parts.join('');
    if (!text.startsWith('#')) yield { line: open.line, text };
  };
  for (const text of textLines(path)) {
    number += 1;
    if (text.startsWith(' ') && open !== null && open.parts[0] !== '') {
      open.parts.push(text.slice(1));
      continue;
    }
    yield* closed();
    open = { line: number, parts: [text.trim() === '' ? '' : text] };
  }
  yield* closed();
}

function recordOf(lines: readonly LogicalLine[], wanted: ReadonlySet<string>): LdifRecord {
  const values = new Map<string, string[]>();
  let latin1 = false;
  for (const { text } of lines) {
    const [, name = '', mark = '', value = ''] = /^([^:;]+)(?:;[^:]*)?:([:<]?)[ ]*(.*)$/s.exec(text) ?? [];
    const key = name.trim().toLowerCase();
    if (mark === '<' || !(wanted.has(key) || key === 'dn' || key === 'changetype')) continue;
    const bytes = mark === ':' ? Buffer.from(value, 'base64') : null;
    const guid = bytes !== null && binaryGuids.has(key) ? guidOf(bytes) : null;
    const isLatin1 = bytes !== null && guid === null && !isUtf8(bytes);
    latin1 ||= isLatin1;
    const decoded = guid ?? (bytes === null ? value.trimEnd() : bytes.toString(isLatin1 ? 'latin1' : 'utf8').trim());
    if (decoded !== '') values.set(key, [...(values.get(key) ?? []), decoded]);
  }
  const first = (key: string): string | null => values.get(key)?.[0] ?? null;
  return {
    line: lines[0]?.line ?? 1,
    dn: first('dn'),
    change: first('changetype')?.toLowerCase() ?? null,
    values,
    latin1,
  };
}
