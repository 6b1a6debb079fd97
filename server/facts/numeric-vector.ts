import type { DuckDBVector } from '@duckdb/node-api';

/** How a vector of fixed-size numbers keeps them, though its type does not say so; other vectors have other parts. */
interface PlainVector {
  readonly items?: unknown;
  readonly validity?: { readonly data?: unknown };
}

/**
 * The numbers of a vector of DuckDB; null becomes NaN. Whole and floating-point numbers are read from where they are laid
 * one after the other: asked for one by one, ten million rows of seven columns take a minute.
 */
export function numbersOf(vector: DuckDBVector): Float64Array {
  const { items, validity } = vector as PlainVector;
  const nulls = validity?.data;
  if (items instanceof Float64Array || items instanceof Int32Array || items instanceof Uint32Array) {
    if (nulls === null) return Float64Array.from(items);
    if (nulls instanceof BigUint64Array) return withNulls(Float64Array.from(items), nulls);
  }
  const isLong = items instanceof BigInt64Array || items instanceof BigUint64Array;
  if (isLong && (nulls === null || nulls instanceof BigUint64Array)) {
    const numbers = Float64Array.from(items, Number);
    return nulls === null ? numbers : withNulls(numbers, nulls);
  }
  return Float64Array.from({ length: vector.itemCount }, (_, at) => {
    const value: unknown = vector.getItem(at);
    return value === null ? Number.NaN : Number(value);
  });
}

/** A bit of each item says whether there is one, the lowest bit of a byte first. */
function withNulls(numbers: Float64Array, words: BigUint64Array): Float64Array {
  const bits = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
  for (let at = 0; at < numbers.length; at++) {
    if ((((bits[at >> 3] as number) >> (at & 7)) & 1) === 0) numbers[at] = Number.NaN;
  }
  return numbers;
}
