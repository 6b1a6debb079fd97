import { createWriteStream, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { openDelivery } from '../../pipelines/delivery/open-delivery.ts';
import { vigieCsv } from '../../pipelines/sources/vigie-csv/source.ts';
import { check } from '../../pipelines/steps/check.ts';
import { load } from '../../pipelines/steps/load.ts';
import { stage } from '../../pipelines/steps/stage.ts';
import { openDuckDb } from '../../pipelines/store/duckdb.ts';
import { seeded } from './seeded.ts';

/**
 * How fast events are loaded: our stage and load steps (every check, pseudonyms, Parquet by month, synced to disk)
 * against the engine's bare reading of the same file into a table in memory. Prints a table; the exit code is 1 when
 * the CSV takes more than three times the bare reading, or when counts differ.
 *
 *     npx tsx test/bench/import.bench.ts [--rows 1000000] [--runs 5]
 */
const { values } = parseArgs({ options: { rows: { type: 'string' }, runs: { type: 'string' } } });
const rows = Number(values.rows ?? 1_000_000);
const runs = Number(values.runs ?? 5);
const greatestRatio = 3;

const columns = [
  'event_id',
  'kind',
  'occurred_at',
  'actor_id',
  'target_id',
  'community_id',
  'thread_id',
  'parent_event_id',
  'via',
  'is_question',
] as const;

/** A year and a half of a platform with 20,000 people and 400 communities, in the order of time. */
function* events(): Generator<Readonly<Record<(typeof columns)[number], string>>> {
  const random = seeded(20_261_121);
  const pick = (size: number): number => Math.floor(random() ** 2 * size);
  const start = Date.UTC(2025, 0, 1);
  for (let at = 0; at < rows; at++) {
    const kind = ['post', 'reply', 'reply', 'reaction', 'reaction', 'mention'][Math.floor(random() * 6)] ?? 'post';
    const thread = Math.max(0, Math.floor(at / 8) - pick(50));
    yield {
      event_id: `evt-${String(at).padStart(9, '0')}`,
      kind,
      occurred_at: new Date(start + Math.floor((at / rows) * 47_000_000) * 1000).toISOString(),
      actor_id: `E${String(pick(20_000)).padStart(6, '0')}`,
      target_id: kind === 'post' ? '' : `E${String(pick(20_000)).padStart(6, '0')}`,
      community_id: `community-${pick(400)}`,
      thread_id: `thread-${thread}`,
      parent_event_id: kind === 'post' ? '' : `evt-${String(Math.max(0, at - 1 - pick(100))).padStart(9, '0')}`,
      via: random() < 0.6 ? 'web' : 'mobile',
      is_question: kind === 'post' ? String(random() < 0.2) : '',
    };
  }
}

async function writeLines(path: string, lines: Iterable<string>): Promise<void> {
  const stream = createWriteStream(path);
  let block = '';
  for (const line of lines) {
    block += `${line}\n`;
    if (block.length < 2 ** 20) continue;
    if (!stream.write(block)) await once(stream, 'drain');
    block = '';
  }
  stream.end(block);
  await once(stream, 'finish');
}

function* csvLines(): Generator<string> {
  yield columns.join(',');
  for (const event of events()) yield columns.map((column) => event[column]).join(',');
}

function* jsonLines(): Generator<string> {
  for (const event of events()) yield JSON.stringify(event);
}

interface Timing {
  readonly seconds: number;
  /** Processor time, over all threads. */
  readonly cpu: number;
  readonly events: number;
}

function startTiming(): () => { seconds: number; cpu: number } {
  const start = performance.now();
  const used = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(used);
    return { seconds: (performance.now() - start) / 1000, cpu: (user + system) / 1e6 };
  };
}

async function bare(path: string): Promise<Timing> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const reader = path.endsWith('.csv') ? 'read_csv' : 'read_json';
  const stop = startTiming();
  await connection.run(`create table events as from ${reader}('${path}')`);
  const timing = stop();
  const count = await connection.runAndReadAll('select count(*)::integer as events from events');
  connection.closeSync();
  instance.closeSync();
  return { ...timing, events: Number(count.getRowsJson()[0]?.[0]) };
}

async function ours(path: string, folder: string): Promise<Timing> {
  const work = mkdtempSync(join(folder, 'work-'));
  const opened = await openDelivery(path, work, () => {});
  const [delivery] = opened.views;
  if (delivery === undefined) throw new Error('no file');
  const silent = (): void => {};
  const staging = await openDuckDb(':memory:', { tempFolder: work, memoryLimit: '4GB' });
  const stop = startTiming();
  const staged = await stage({
    received: { delivery, source: vigieCsv, hash: '', demo: false, close: opened.close },
    options: { undirected: false, origin: null, departments: null },
    workFolder: work,
    db: staging.db,
    now: new Date('2026-11-21T00:00:00Z'),
    warn: silent,
    progress: silent,
  });
  const accounting = await check(staging.db, staged, 'bench', false, silent);
  const manifest = await load({
    database: staging,
    staged,
    accounting,
    folder: join(work, 'import'),
    importId: 'bench',
    source: vigieCsv.id,
    name: 'bench',
    importedAt: new Date('2026-11-21T00:00:00Z'),
    deliveryHash: '',
    files: 1,
    demo: false,
    timeZone: 'Europe/Paris',
    secretKey: Buffer.alloc(32, 1),
    warnings: [],
    seconds: () => 0,
    progress: silent,
  });
  const timing = stop();
  await staging.close();
  await opened.close();
  rmSync(work, { recursive: true });
  return { ...timing, events: manifest.rows['events'] ?? 0 };
}

const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-'));
let failed = false;
try {
  mkdirSync(join(folder, 'files'));
  const files = { CSV: join(folder, 'files/events.csv'), JSONL: join(folder, 'files/events.jsonl') };
  await writeLines(files.CSV, csvLines());
  await writeLines(files.JSONL, jsonLines());
  console.log(
    `| ${rows.toLocaleString('en')} events, fastest of ${runs} | MB | bare reading, s | stage and load, s | ratio | bare, CPU s | ours, CPU s | ratio |`,
  );
  console.log('|---|---|---|---|---|---|---|---|');
  for (const [name, path] of Object.entries(files)) {
    // One of each first: the disk's cache and the compiler's work belong to neither.
    const counts = [await bare(path), await ours(path, folder)].map((timing) => timing.events);
    if (counts.some((count) => count !== rows)) {
      console.error(`${name}: ${rows} events written, ${counts.join(' and ')} read`);
      failed = true;
      continue;
    }
    const floors: Timing[] = [];
    const times: Timing[] = [];
    for (let run = 0; run < runs; run++) {
      floors.push(await bare(path));
      times.push(await ours(path, folder));
    }
    // The fastest run is the one that the rest of the machine disturbed least.
    const least = (timings: readonly Timing[], of: 'seconds' | 'cpu'): number =>
      Math.min(...timings.map((timing) => timing[of]));
    const ratio = least(times, 'seconds') / least(floors, 'seconds');
    const cpuRatio = least(times, 'cpu') / least(floors, 'cpu');
    const cells = [
      name,
      (statSync(path).size / 1e6).toFixed(0),
      ...[least(floors, 'seconds'), least(times, 'seconds'), ratio].map((value) => value.toFixed(2)),
      ...[least(floors, 'cpu'), least(times, 'cpu'), cpuRatio].map((value) => value.toFixed(2)),
    ];
    console.log(`| ${cells.join(' | ')} |`);
    if (name === 'CSV' && ratio > greatestRatio) {
      console.error(`the CSV takes ${ratio.toFixed(2)} times its bare reading; ${greatestRatio} is the limit`);
      failed = true;
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failed ? 1 : 0;
