import { Bool, Float64, tableToIPC, Utf8, vectorFromArray, Table, type Vector } from 'apache-arrow';
import type { Cell, Result } from '../contract/results.ts';

/** A result as an Arrow IPC stream: numbers are doubles, everything else text or booleans; null stays null. */
export function toArrow(result: Pick<Result, 'columns' | 'rows'>): Uint8Array {
  const vectors: Record<string, Vector> = {};
  for (const { key } of result.columns) {
    const values: Cell[] = result.rows.map((row) => row[key] ?? null);
    vectors[key] = toVector(values);
  }
  return tableToIPC(new Table(vectors), 'stream');
}

function toVector(values: readonly Cell[]): Vector {
  const sample = values.find((value) => value !== null);
  if (typeof sample === 'number') return vectorFromArray(values, new Float64());
  if (typeof sample === 'boolean') return vectorFromArray(values, new Bool());
  return vectorFromArray(
    values.map((value) => (value === null ? null : String(value))),
    new Utf8(),
  );
}
