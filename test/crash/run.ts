/**
 * Kills an import (SIGKILL) at instants drawn uniformly over its run and at the entry of every step, and lets the disk
 * take no more at sizes of each kind of file and at sizes drawn at random. After each: a reader of the former snapshot goes on being answered, what was
 * acknowledged is there, the folder verifies, and importing again completes and leaves nothing behind.
 *
 *   npm run test:crash -- --kills 200      the long run: at least five kills in every step
 */
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDuckDb } from '../../pipelines/store/duckdb.ts';
import { queryRows } from '../../pipelines/store/run-sql.ts';
import { verifyFolder } from '../../pipelines/verify/verify-folder.ts';
import { Random } from '../fuzz/random.ts';
import { importInTurn } from '../support/import-request.ts';
import { useMemoryForTemp } from '../support/memory-for-temp.ts';
import { type PipelineRun, runPipelineProcess } from '../support/run-import.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
    drawn: { type: 'boolean', default: false },
  },
});
const kills = Number(values.kills);
const random = new Random(Number(values.seed));
const steps = ['receive', 'stage', 'check', 'load', 'publish'] as const;
/** Kills at the entry of each step, beside those drawn over time; none with --drawn, where another run has them. */
const perStep = values.drawn ? 0 : kills >= 200 ? 5 : 1;
const fullDisks = Math.max(4, Math.round(kills / 20));
/** KiB to a file: less than the first bytes, than the lock file, than the Parquet files, than the snapshot. */
const telling = values.drawn ? [] : [1, 8, 100, 400];
const lines = 1_000;
/** So many that Parquet files, too, are larger than the limits above. */
const manyLines = 30_000;
/** The largest file that an import of these lines writes is the snapshot, in KiB. */
const largestFile = 4_000;

useMemoryForTemp();
const folder = mkdtempSync(join(tmpdir(), 'vigie-kills-'));
const pristine = join(folder, 'pristine');
const data = join(folder, 'data');
const next: Delivery = { path: join(folder, 'next.txt'), lines };
const large: Delivery = { path: join(folder, 'large.txt'), lines: manyLines };
const failures: string[] = [];
let stops = 0;
const hits = new Map<string, number>();

interface Delivery {
  readonly path: string;
  readonly lines: number;
}

function expect(holds: boolean, what: string): void {
  if (!holds) failures.push(what);
}

/** A connection to the former snapshot, held open while a writer comes and goes. */
async function openReader(): Promise<{ count(): Promise<number>; close(): Promise<void> }> {
  const database = await openDuckDb(join(data, 'facts.duckdb'), { tempFolder: folder, readOnly: true });
  return {
    count: async () => Number((await queryRows(database.db, 'select count(*) as events from events'))[0]?.['events']),
    close: () => database.close(),
  };
}

async function eventsNow(): Promise<number> {
  const reader = await openReader();
  try {
    return await reader.count();
  } finally {
    await reader.close();
  }
}

const importing = ({ path }: Delivery): string[] => ['import', '--data', data, '--timezone', 'UTC', path];
const command = importing(next);

/** One import stopped in some way, judged, then completed. */
async function stopped(how: string, run: () => Promise<PipelineRun>, delivery = next): Promise<void> {
  rmSync(data, { recursive: true, force: true });
  cpSync(pristine, data, { recursive: true });
  const reader = await openReader();
  const before = await reader.count();
  const { last, lines: printed } = await run();
  expect(
    (await reader.count()) === before,
    `${how}: the reader of the former snapshot is no longer answered as before`,
  );
  await reader.close();
  const acknowledged = 'result' in last;
  const reached = printed.findLast((line) => 'step' in line)?.['step'];
  const events = await eventsNow();
  const whole = before + delivery.lines;
  if (acknowledged) expect(events === whole, `${how}: acknowledged, yet ${events} events`);
  // A process killed just after it published could not say so any more.
  else
    expect(
      events === before || (events === whole && reached === 'publish'),
      `${how}: ${events} events in ${String(reached)}`,
    );
  await verified(how);
  await importInTurn(data, [delivery.path]);
  const completed = await eventsNow();
  expect(completed === whole, `${how}: importing again gave ${completed} events`);
  if (stops++ % 4 === 0) await verified(`${how}, imported again`);
  const left = [...readdirSync(data).filter((name) => name === 'writer.json'), ...readdirSync(join(data, 'tmp'))];
  expect(left.length === 0, `${how}: left behind: ${left.join(', ')}`);
}

async function verified(how: string): Promise<void> {
  const { checks } = await verifyFolder(data, null, '1GB');
  for (const { name, detail } of checks.filter((check) => !check.ok)) expect(false, `${how}: ${name.en}: ${detail.en}`);
}

/** An import killed so many milliseconds after its first word. @returns its length when it was over before, else null. */
async function killedAfter(instant: number): Promise<number | null> {
  let length: number | null = null;
  await stopped(`killed after ${Math.round(instant)} ms`, async () => {
    let timer: NodeJS.Timeout | null = null;
    let since = 0;
    const run = await runPipelineProcess(command, {
      onLine: (_, child) => {
        since ||= performance.now();
        timer ??= setTimeout(() => child.kill('SIGKILL'), instant);
      },
    });
    if (timer !== null) clearTimeout(timer);
    const isKilled = run.signal === 'SIGKILL';
    if (!isKilled) length = performance.now() - since;
    hit(isKilled ? run.lines.findLast((line) => 'step' in line)?.['step'] : 'over before the kill');
    return run;
  });
  return length;
}

function hit(step: unknown): void {
  hits.set(String(step), (hits.get(String(step)) ?? 0) + 1);
}

try {
  writeFileSync(join(folder, 'former.txt'), '1 2\n2 1\n');
  for (const { path, lines: count } of [next, large])
    writeFileSync(path, Array.from({ length: count }, (_, at) => `${at % 97} ${(at * 7) % 91}\n`).join(''));
  await importInTurn(pristine, [join(folder, 'former.txt')]);

  // The run is counted from its first word: before that nothing but Node starts.
  let begun = 0;
  let duration = 0;
  await stopped('left alone', async () => {
    const run = await runPipelineProcess(command, { onLine: () => (begun ||= performance.now()) });
    duration = performance.now() - begun;
    return run;
  });
  process.stdout.write(`an import left alone: ${Math.round(duration)} ms\n`);

  for (const step of steps) {
    for (let turn = 0; turn < perStep; turn++) {
      await stopped(`killed as ${step} begins`, () =>
        runPipelineProcess(command, {
          onLine: (line, child) => {
            if (line['step'] !== step || child.killed) return;
            child.kill('SIGKILL');
            hit(step);
          },
        }),
      );
    }
  }
  let late = 0;
  for (let killed = 0; killed < kills && late < kills; ) {
    const length = await killedAfter(random.share() * duration);
    if (length === null) killed++;
    else {
      // Faster than the import that was timed: its length is the one to draw from, and another kill is drawn.
      late++;
      duration = Math.min(duration, length);
    }
  }
  expect(late < kills, 'too many imports were over before they could be killed');
  for (let turn = 0; turn < fullDisks; turn++) {
    const fileLimit = telling[turn] ?? 1 + random.below(largestFile);
    const delivery = turn < telling.length ? large : next;
    const how = `at ${fileLimit} KiB to a file`;
    const run = async (): Promise<PipelineRun> => {
      const ended = await runPipelineProcess(importing(delivery), { fileLimit });
      const { error } = ended.last as { error?: { problem?: { en?: string } } };
      const said = error?.problem?.en;
      const isDone = 'result' in ended.last && turn >= telling.length;
      expect(
        isDone || said === 'the disk is full, or a limit on file size was reached',
        `${how}: ${JSON.stringify(ended.last)}`,
      );
      return ended;
    };
    await stopped(how, run, delivery);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

for (const [step, count] of hits) process.stdout.write(`${step.padEnd(22)} ${count} kills\n`);
for (const step of steps) expect((hits.get(step) ?? 0) >= perStep, `only ${hits.get(step) ?? 0} kills in ${step}`);
for (const failure of failures) process.stdout.write(`FAILED ${failure}\n`);
process.stdout.write(
  `seed ${values.seed}: ${kills} kills drawn over time, ${perStep} at each step's entry, ${fullDisks} full disks, ${failures.length} failures\n`,
);
if (failures.length > 0) process.exitCode = 1;
