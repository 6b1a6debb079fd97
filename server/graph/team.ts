/**
 * Threads that do one piece of work together. Each member runs the same kernel over the same shared arrays; parts of the
 * work are handed out by a counter, so that nobody waits for the slowest, and what a kernel returns doesn't depend on who
 * did which part: sums are kept per part and added in the order of the parts, or are exact in any order.
 */
export interface Team {
  readonly size: number;
  /** 0 … size - 1; member 0 does what can't be divided. */
  readonly member: number;
  /** The next of `parts` pieces of the present stretch of work, or -1 when all are handed out. */
  next(parts: number): number;
  /** Waits until every member has come here; parts are then counted anew. */
  meet(): void;
}

/** Makes arrays of zeros that every member sees. */
export interface Arrays {
  u32(length: number): Uint32Array;
  f64(length: number): Float64Array;
}

/** Work that a team can do: all of its functions but `run` are called once, by whoever asks for the work. */
export interface TeamKernel<Input, Memory, Output> {
  /** What the members share beside the input. */
  memory(input: Input, members: number, arrays: Arrays): Memory;
  run(input: Input, memory: Memory, team: Team): void;
  output(input: Input, memory: Memory): Output;
}

/** Arrays of the calling thread alone. */
export const ownArrays: Arrays = {
  u32: (length) => new Uint32Array(length),
  f64: (length) => new Float64Array(length),
};

/** Does the work in the calling thread; the result is the same as that of a team, bit by bit. */
export function alone<Input, Memory, Output>(kernel: TeamKernel<Input, Memory, Output>, input: Input): Output {
  let given = 0;
  const memory = kernel.memory(input, 1, ownArrays);
  kernel.run(input, memory, {
    size: 1,
    member: 0,
    next: (parts) => (given < parts ? given++ : -1),
    meet: () => {
      given = 0;
    },
  });
  return kernel.output(input, memory);
}

/**
 * Where part `part` of `parts` begins when rows are divided so that each part has about as many arcs; it ends where the
 * next begins. `offsets` as in a graph.
 */
export function partBegin(offsets: Uint32Array, part: number, parts: number): number {
  const rows = offsets.length - 1;
  if (part >= parts) return rows;
  const wanted = ((offsets[rows] as number) / parts) * part;
  let low = 0;
  let high = rows;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((offsets[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
