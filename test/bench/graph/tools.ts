import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileOf, packageRoot } from '../../../server/compiled-code.mjs';
import { readNumbers } from './arcs-file.ts';
import type { Line } from './steps.ts';

export interface Times {
  readonly seconds: number;
  readonly cpu: number;
}

export interface Run {
  readonly times: ReadonlyMap<string, Times>;
  readonly pairs: readonly { readonly pair: string; readonly one: number; readonly two: number }[];
  readonly megabytes: number;
}

const python = '/usr/bin/python3';

/** Whether the distribution's Python has a module, such as `igraph`. */
export const hasModule = (name: string): boolean => spawnSync(python, ['-c', `import ${name}`]).status === 0;

/** Runs one of our programs, as it was put together in `compiled`. */
export const runProgram = (
  compiled: string,
  source: string,
  args: readonly string[],
  onLine?: (line: Line) => void,
): Promise<Run> =>
  run(process.execPath, ['--max-old-space-size=12000', join(compiled, fileOf(source)), ...args], onLine);

/** Runs one of the Python programs beside this file. */
export const runPython = (name: string, args: readonly string[]): Promise<Run> =>
  run(python, [join(packageRoot, 'test/bench/graph', name), ...args]);

async function run(command: string, args: readonly string[], onLine: (line: Line) => void = () => {}): Promise<Run> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: Line[] = [];
  createInterface(child.stdout).on('line', (text) => {
    const line = JSON.parse(text) as Line;
    lines.push(line);
    onLine(line);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`);
  return {
    times: new Map(lines.flatMap((line) => ('step' in line ? [[line.step, line] as const] : []))),
    pairs: lines.filter((line) => 'pair' in line),
    megabytes: lines.reduce((most, line) => Math.max(most, 'megabytes' in line ? line.megabytes : 0), 0),
  };
}

/**
 * Largest difference between what two tools found in a step, as a share of the largest value; null when one of them
 * didn't do it.
 */
export function difference(folder: string, step: string, tools: readonly [string, string]): number | null {
  const paths = tools.map((tool) => join(folder, `${tool}.${step}.f64`));
  if (!paths.every((path) => existsSync(path))) return null;
  const [ours = new Float64Array(), theirs = new Float64Array()] = paths.map(readNumbers);
  if (ours.length !== theirs.length) return Infinity;
  let gap = 0;
  let largest = 0;
  for (let v = 0; v < ours.length; v++) {
    const [a = Number.NaN, b = Number.NaN] = [ours[v], theirs[v]];
    if (Number.isNaN(a) && Number.isNaN(b)) continue;
    if (Number.isNaN(a) || Number.isNaN(b)) return Infinity;
    gap = Math.max(gap, Math.abs(a - b));
    largest = Math.max(largest, Math.abs(b));
  }
  return largest === 0 ? gap : gap / largest;
}
