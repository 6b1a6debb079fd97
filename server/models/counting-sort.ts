/** Positions of some things grouped by key: those of key g are `order[begins[g]]` to `order[begins[g + 1] - 1]`. */
export interface Grouped {
  /** Within a key, in the order in which they stood. */
  readonly order: Uint32Array;
  readonly begins: Uint32Array;
}

/**
 * A stable counting sort. O(n + keys), where a comparison sort of millions takes seconds.
 * @param key whole numbers from 0 to `keys` (out).
 * @param within the order in which to go through the things; as they stand by default. Sorted by one key and then, in that
 * order, by another, things are sorted by both.
 */
export function groupedBy(key: ArrayLike<number>, keys: number, within?: Uint32Array): Grouped {
  const begins = new Uint32Array(keys + 2);
  for (let k = 0; k < key.length; k++) {
    const after = (key[k] as number) + 2;
    begins[after] = (begins[after] as number) + 1;
  }
  for (let g = 2; g < begins.length; g++) begins[g] = (begins[g] as number) + (begins[g - 1] as number);
  // Each group's entry moves from its beginning to its end, which is where the next one begins.
  const order = new Uint32Array(key.length);
  for (let k = 0; k < key.length; k++) {
    const thing = within === undefined ? k : (within[k] as number);
    const at = (key[thing] as number) + 1;
    order[begins[at] as number] = thing;
    begins[at] = (begins[at] as number) + 1;
  }
  return { order, begins: begins.subarray(0, keys + 1) };
}

/**
 * Positions by ascending value, to go through things `within`; undefined when they stand so already, as the days of a first
 * import do. O(n + largest − smallest).
 */
export function ascendingOrder(values: ArrayLike<number>): Uint32Array | undefined {
  let smallest = Number.POSITIVE_INFINITY;
  let largest = Number.NEGATIVE_INFINITY;
  let isAscending = true;
  for (let k = 0; k < values.length; k++) {
    const value = values[k] as number;
    if (value < largest) isAscending = false;
    smallest = Math.min(smallest, value);
    largest = Math.max(largest, value);
  }
  if (isAscending) return undefined;
  const fromSmallest = new Int32Array(values.length);
  for (let k = 0; k < values.length; k++) fromSmallest[k] = (values[k] as number) - smallest;
  return groupedBy(fromSmallest, largest - smallest + 1).order;
}

/** Some columns in the order of a key, and where each key begins in them. */
export interface SortedColumns {
  readonly begins: Uint32Array;
  readonly columns: readonly Int32Array[];
}

/**
 * The columns themselves sorted by key, stable as above: when each key has many lines, writing them out once is several
 * times as fast as looking up `order` again and again, all over the memory.
 * @param columns whole numbers, one per entry of `key`.
 */
export function sortedBy(
  key: ArrayLike<number>,
  keys: number,
  columns: readonly ArrayLike<number>[],
  within?: Uint32Array,
): SortedColumns {
  const begins = new Uint32Array(keys + 1);
  for (let k = 0; k < key.length; k++) {
    const after = (key[k] as number) + 1;
    begins[after] = (begins[after] as number) + 1;
  }
  for (let g = 1; g < begins.length; g++) begins[g] = (begins[g] as number) + (begins[g - 1] as number);
  const next = begins.slice();
  const placeOf = new Uint32Array(key.length);
  for (let k = 0; k < key.length; k++) {
    const thing = within === undefined ? k : (within[k] as number);
    const group = key[thing] as number;
    const at = next[group] as number;
    placeOf[thing] = at;
    next[group] = at + 1;
  }
  return {
    begins,
    columns: columns.map((column) => {
      const sorted = new Int32Array(key.length);
      for (let k = 0; k < placeOf.length; k++) sorted[placeOf[k] as number] = column[k] as number;
      return sorted;
    }),
  };
}
