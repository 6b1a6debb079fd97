import type { JsonObject } from '../json-values.ts';
import type { Containers } from './containers.ts';
import { linesOf, parseDocument, parseText } from './documents.ts';
import type { RecordRows } from './record-rows.ts';

/** The rows of one document that is parsed whole. */
export function* documentRows(
  file: string,
  bytes: Buffer,
  rows: RecordRows,
  containers: Containers,
): Generator<JsonObject> {
  const { value, utf8 } = parseDocument(bytes);
  if (!utf8) rows.deviations.add('encoding');
  if (value === undefined) {
    yield { sort: 'record', file, outcome: 'rejected', rule: 'invalid_json' };
    return;
  }
  let line = 0;
  for (const unpacked of containers.records(value)) {
    line += 1;
    const isWhole = 'whole' in unpacked || ('record' in unpacked && unpacked.record === value);
    yield* rows.of(file, isWhole ? null : line, unpacked);
  }
}

/** The rows of one file on disk that holds a record per line; `readTo` is told the bytes of which all lines were given. */
export function* lineRows(
  file: string,
  disk: string,
  rows: RecordRows,
  containers: Containers,
  readTo: (bytes: number) => void,
): Generator<JsonObject> {
  let line = 0;
  for (const text of linesOf(disk, readTo)) {
    line += 1;
    if (text?.trim() === '') continue;
    const value = text === null ? undefined : parseText(text);
    if (value === undefined) {
      yield { sort: 'record', file, line, outcome: 'rejected', rule: text === null ? 'line_too_long' : 'not_json' };
    } else for (const unpacked of containers.records(value)) yield* rows.of(file, line, unpacked);
  }
}
