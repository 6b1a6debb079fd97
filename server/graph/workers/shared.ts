import type { Arrays } from '../team.ts';

/** Arrays that every thread of the process sees. */
export const sharedArrays: Arrays = {
  u32: (length) => new Uint32Array(new SharedArrayBuffer(4 * length)),
  f64: (length) => new Float64Array(new SharedArrayBuffer(8 * length)),
};

/** Copies in shared memory, made once as long as the original lives. */
const copies = new WeakMap<object, unknown>();

type Shareable = Uint8Array | Uint32Array | Int32Array | Float64Array;

const isShareable = (value: unknown): value is Shareable =>
  value instanceof Uint8Array ||
  value instanceof Uint32Array ||
  value instanceof Int32Array ||
  value instanceof Float64Array;

/** The same plain object with every typed array in shared memory, so that handing it to a thread copies none. */
export function shared<T>(value: T): T {
  if (isShareable(value)) {
    if (value.buffer instanceof SharedArrayBuffer) return value;
    const known = copies.get(value);
    if (known !== undefined) return known as T;
    const copy = inSharedMemory(value);
    copies.set(value, copy);
    return copy as T;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, shared<unknown>(held)])) as T;
}

function inSharedMemory(value: Shareable): Shareable {
  const buffer = new SharedArrayBuffer(value.byteLength);
  const copy =
    value instanceof Uint8Array
      ? new Uint8Array(buffer)
      : value instanceof Uint32Array
        ? new Uint32Array(buffer)
        : value instanceof Int32Array
          ? new Int32Array(buffer)
          : new Float64Array(buffer);
  copy.set(value);
  return copy;
}
