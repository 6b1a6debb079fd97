import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a process of the comparison prints: a line a step, and its peak memory last. */
export type Line =
  | { readonly step: string; readonly seconds: number; readonly cpu: number }
  | { readonly pair: string; readonly one: number; readonly two: number }
  | { readonly megabytes: number };

/** Times a step, the fastest of some runs in processor time, and prints its line. */
export function fastestOf<T>(times: number, step: string, run: () => T): T {
  let best = { seconds: Infinity, cpu: Infinity };
  let result: T | undefined;
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    const used = process.cpuUsage();
    result = run();
    const { user, system } = process.cpuUsage(used);
    const cpu = (user + system) / 1e6;
    if (cpu < best.cpu) best = { seconds: (performance.now() - start) / 1000, cpu };
  }
  tell({ step, ...best });
  return result as T;
}

/** The same of one run of a step that waits for others: the processor time is that of all threads. */
export async function timedAsync(step: string, run: () => Promise<unknown>): Promise<void> {
  const start = performance.now();
  const used = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(used);
  tell({ step, seconds: (performance.now() - start) / 1000, cpu: (user + system) / 1e6 });
}

/** Times one run of a step and prints its line. */
export const timed = <T>(step: string, run: () => T): T => fastestOf(1, step, run);

/** Leaves the values of a step where they are compared. */
export function keep(folder: string, tool: string, step: string, values: ArrayLike<number>): void {
  writeFileSync(join(folder, `${tool}.${step}.f64`), Float64Array.from(values));
}

export const tellPair = (pair: string, one: number, two: number): void => tell({ pair, one, two });

export const tellMemory = (): void => tell({ megabytes: process.resourceUsage().maxRSS / 1024 });

function tell(line: Line): void {
  console.log(JSON.stringify(line));
}
