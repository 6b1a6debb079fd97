import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compileInto, fileOf, packageRoot } from '../../server/compiled-code.mjs';
import { writeMessages, writeMonths, writeWorkspace } from './large-exports.ts';

/**
 * How fast whole exports are loaded, from the file to the published snapshot, everything included:
 *
 * - a CSV of messages against the engine's own `create table as read_csv` of the same file into a database file;
 * - one month more against all months;
 * - an archive of many small JSON files against two floors together: inflating it, and the engine's reading of the same
 *   messages one a line. The limit holds for what the floors do, reading into rows; what else an import does is printed.
 *
 * Each piece of work has a process of its own; pairs alternate and the median ratio is printed. The exit code is 1 when a
 * limit is exceeded.
 *
 *     npx tsx test/bench/large-import.bench.ts [--rows 10000000] [--pairs 5] [--messages 1000000] [--folder /tmp]
 *     … --only csv, --only table (the CSV without its months), or --only archive, for one of them
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '10000000' },
    pairs: { type: 'string', default: '5' },
    messages: { type: 'string', default: '1000000' },
    folder: { type: 'string', default: tmpdir() },
    // In GB: the most that an import may take.
    memory: { type: 'string', default: '6GB' },
    only: { type: 'string' },
  },
});
const limits = { csvCpu: 1.6, csvWall: 2, zip: 2.5, month: 0.1, disk: 2 };
const months = 37;
const gigabytes = (limit: string): number => Number(/^(\d+(?:\.\d+)?)GB$/.exec(limit)?.[1]);

interface Measured {
  readonly seconds: number;
  readonly cpu: number;
  readonly megabytes: number;
}

const measured = 'test/bench/measured.ts';
/** What is measured is the code as it is run: put together, without a loader. */
mkdirSync(join(packageRoot, 'dist'), { recursive: true });
const compiled = mkdtempSync(join(packageRoot, 'dist', 'bench-'));
const folder = mkdtempSync(join(values.folder, 'vigie-large-'));
let failed = false;

/** Runs a piece of work elsewhere; `watched` is looked at meanwhile for the most that it holds, in bytes. */
async function measure(work: readonly string[], watched: string | null = null): Promise<Measured & { disk: number }> {
  const child = spawn(process.execPath, [join(compiled, fileOf(measured)), ...work], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let disk = 0;
  const timer = watched === null ? null : setInterval(() => (disk = Math.max(disk, sizeOf(watched))), 200);
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (timer !== null) clearInterval(timer);
  if (code !== 0) throw new Error(`${work[0]} ended with ${code}`);
  return { ...(JSON.parse(text) as Measured), disk };
}

function sizeOf(path: string): number {
  let bytes = 0;
  for (const entry of readdirSync(path, { recursive: true, withFileTypes: true })) {
    try {
      if (entry.isFile()) bytes += statSync(join(entry.parentPath, entry.name)).size;
    } catch {
      // Gone since it was listed.
    }
  }
  return bytes;
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;

function judge(what: string, ratio: number, limit: number): string {
  const ok = ratio <= limit;
  if (!ok) failed = true;
  return `${what} ${ratio.toFixed(2)} (limit ${limit}${ok ? '' : ', EXCEEDED'})`;
}

async function csv(file: string): Promise<void> {
  const pairs: [Measured, Measured & { disk: number }][] = [];
  for (let pair = 0; pair < Number(values.pairs); pair++) {
    const bare = await measure(['read-csv', file, folder, values.memory]);
    const data = join(folder, 'data');
    mkdirSync(data);
    pairs.push([bare, await measure(['import', data, '0', values.memory, file], data)]);
    if (pair === 0) console.log(`snapshot and imports: ${(sizeOf(data) / 1e6).toFixed(0)} MB on disk`);
    rmSync(data, { recursive: true });
  }
  const of = (pick: (pair: (typeof pairs)[number]) => number): number => median(pairs.map(pick));
  const input = statSync(file).size;
  console.log(
    [
      `CSV, ${Number(values.rows).toLocaleString('en')} messages, ${(input / 1e6).toFixed(0)} MB, median of ${pairs.length} pairs:`,
      `  bare ${of(([bare]) => bare.seconds).toFixed(1)} s, ${of(([bare]) => bare.cpu).toFixed(1)} CPU s, ${of(([bare]) => bare.megabytes).toFixed(0)} MB`,
      `  Vigie ${of(([, ours]) => ours.seconds).toFixed(1)} s, ${of(([, ours]) => ours.cpu).toFixed(1)} CPU s, ${of(([, ours]) => ours.megabytes).toFixed(0)} MB`,
      `  ${judge(
        'ratio in CPU seconds',
        of(([bare, ours]) => ours.cpu / bare.cpu),
        limits.csvCpu,
      )}`,
      `  ${judge(
        'ratio in seconds',
        of(([bare, ours]) => ours.seconds / bare.seconds),
        limits.csvWall,
      )}`,
      `  ${judge(
        'most on disk, of the input',
        of(([, ours]) => ours.disk / input),
        limits.disk,
      )}`,
      `  ${judge(
        `peak memory, of ${values.memory}`,
        (of(([, ours]) => ours.megabytes) * 2 ** 20) / 1e6 / gigabytes(values.memory) / 1000,
        1,
      )}`,
    ].join('\n'),
  );
}

async function month(monthly: string): Promise<void> {
  const files = readdirSync(monthly)
    .sort()
    .map((name) => join(monthly, name));
  const data = join(folder, 'data');
  mkdirSync(data);
  const all = await measure(['import', data, '0', values.memory, ...files]);
  rmSync(data, { recursive: true });
  mkdirSync(data);
  await measure(['import', data, '0', values.memory, ...files.slice(0, -1)]);
  const one = await measure(['import', data, '1', values.memory, ...files.slice(-1)]);
  rmSync(data, { recursive: true });
  console.log(
    [
      `One month onto ${months - 1}: ${one.seconds.toFixed(1)} s, ${one.cpu.toFixed(1)} CPU s; all ${months}: ${all.seconds.toFixed(1)} s, ${all.cpu.toFixed(1)} CPU s`,
      `  ${judge('ratio in seconds', one.seconds / all.seconds, limits.month)}`,
      `  ${judge('ratio in CPU seconds', one.cpu / all.cpu, limits.month)}`,
    ].join('\n'),
  );
}

async function archive(zip: string, lines: string): Promise<void> {
  const kinds = ['inflate', 'read', 'rows', 'staged', 'published'] as const;
  const runs: Record<(typeof kinds)[number], Measured>[] = [];
  for (let pair = 0; pair < Number(values.pairs); pair++) {
    const inflate = await measure(['inflate', zip]);
    const read = await measure(['read-json', lines]);
    const rows = await measure(['rows', folder, values.memory, zip]);
    const staged = await measure(['stage', folder, values.memory, zip]);
    const data = join(folder, 'data');
    mkdirSync(data);
    const published = await measure(['import', data, '0', values.memory, zip]);
    rmSync(data, { recursive: true });
    runs.push({ inflate, read, rows, staged, published });
  }
  const of = (pick: (run: (typeof runs)[number]) => number): number => median(runs.map(pick));
  const told = (kind: (typeof kinds)[number]): string =>
    `${of((run) => run[kind].seconds).toFixed(2)} s (${of((run) => run[kind].cpu).toFixed(2)} CPU s, ${of((run) => run[kind].megabytes).toFixed(0)} MB)`;
  const toFloors = (kind: (typeof kinds)[number]): number =>
    of((run) => run[kind].seconds / (run.inflate.seconds + run.read.seconds));
  console.log(
    [
      `Archive of 36,500 JSON files, ${Number(values.messages).toLocaleString('en')} messages, ${(statSync(zip).size / 1e6).toFixed(0)} MB, median of ${runs.length}:`,
      `  floors: inflating ${told('inflate')}, reading lines ${told('read')}`,
      `  Vigie, read into rows of the engine, as the floors are: ${told('rows')}`,
      `  ${judge('ratio to the two floors', toFloors('rows'), limits.zip)}`,
      `  Vigie, recognised and read into staged events ${told('staged')}: ${toFloors('staged').toFixed(2)} of the floors`,
      `  Vigie, published ${told('published')}: ${toFloors('published').toFixed(2)} of the floors`,
    ].join('\n'),
  );
}

try {
  await compileInto(compiled, [measured]);
  console.log(`Load of the machine before: ${loadavg()[0]?.toFixed(1)}; memory limit ${values.memory}`);
  if (values.only !== 'archive') {
    const file = join(folder, 'events.csv');
    await writeMessages(file, Number(values.rows), months);
    await csv(file);
    rmSync(file);
  }
  if (values.only === undefined || values.only === 'csv') {
    const monthly = join(folder, 'months');
    await writeMonths(monthly, Number(values.rows), months);
    await month(monthly);
    rmSync(monthly, { recursive: true });
  }
  if (values.only === undefined || values.only === 'archive') {
    const [zip, lines] = [join(folder, 'workspace.zip'), join(folder, 'lines.jsonl')];
    await writeWorkspace(zip, lines, Number(values.messages));
    await archive(zip, lines);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
  rmSync(compiled, { recursive: true, force: true });
}
process.exitCode = failed ? 1 : 0;
