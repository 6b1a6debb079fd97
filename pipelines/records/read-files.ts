import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { ImportError } from '../import-error.ts';
import type { DeliveredFile, StagingContext } from '../sources/define.ts';
import type { RecordReader, Tables } from './record-reader.ts';
import { counters, readOne, type RowPaths, writingRows } from './read-share.ts';
import type { ThreadEnd, ThreadTask } from './reading-thread.ts';

const compiledThread = new URL('./reading-thread.js', import.meta.url);
const isCompiled = existsSync(compiledThread);
/** Translating the sources anew for each thread takes longer than one thread does for most exports. */
const usualThreads = isCompiled ? availableParallelism() : 1;
/** Below this a thread takes longer to start than it saves. */
const worthThreads = 16 * 2 ** 20;
const tellEveryMs = 250;
const filesPerTurn = 64;

/** What reading needs of the staging it is part of. */
export type ReadingContext = Pick<StagingContext, 'delivery' | 'workFolder' | 'progress' | 'counted' | 'readWhole'>;

/**
 * Reads every file wanted and returns, for each of the reader's tables, the files of its rows (`sqlRows`). A large delivery
 * is read by as many threads as the machine has cores; the rows are the same, in another order.
 * Throws ImportError where a file is damaged; the first one met, not the first of the archive.
 */
export async function readFiles<T extends Tables>(
  context: ReadingContext,
  reader: RecordReader<T>,
  wanted: (file: DeliveredFile) => boolean,
  { threads = usualThreads, leastBytes = worthThreads }: { threads?: number; leastBytes?: number } = {},
): Promise<Record<keyof T & string, string[]>> {
  const files = context.delivery.files.filter(wanted);
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const parts =
    threads > 1 && bytes >= leastBytes
      ? await readApart(context, reader, files, threads)
      : [await readHere(context, reader, files.length, wanted)];
  return Object.fromEntries(
    Object.keys(reader.tables).map((table) => [table, parts.map((part) => part[table] ?? '')]),
  ) as Record<keyof T & string, string[]>;
}

async function readHere<T extends Tables>(
  context: ReadingContext,
  reader: RecordReader<T>,
  total: number,
  wanted: (file: DeliveredFile) => boolean,
): Promise<RowPaths<T>> {
  let number = 0;
  let records = 0;
  return writingRows(reader, context.workFolder, 0, (put) =>
    context.delivery.each(wanted, async ({ path }, bytes) => {
      records += readOne(reader, { number, path, bytes }, put);
      number += 1;
      if (number % filesPerTurn === 0) await setImmediate();
      if (number % 200 === 0 || number === total) {
        context.counted(reader.id, records);
        context.progress(number, total);
      }
    }),
  );
}

async function readApart<T extends Tables>(
  context: ReadingContext,
  reader: RecordReader<T>,
  files: readonly DeliveredFile[],
  threads: number,
): Promise<RowPaths<T>[]> {
  const shared = new SharedArrayBuffer(counters.length * Int32Array.BYTES_PER_ELEMENT);
  const counts = new Int32Array(shared);
  const paths = files.map(({ path }) => path);
  const task = {
    reader: reader.id,
    folder: context.workFolder,
    paths,
    places: paths.map((path) => context.delivery.place(path)),
    counters: shared,
  };
  const workers = Array.from({ length: threads }, (_, part) => startThread({ ...task, part }));
  let told = 0;
  const tell = (): void => {
    const done = Atomics.load(counts, counters.files);
    context.counted(reader.id, Atomics.load(counts, counters.records));
    // Chunks of files are begun in order, and end nearly so.
    context.readWhole(paths.slice(told, done));
    context.progress(done, files.length);
    told = done;
  };
  const timer = setInterval(tell, tellEveryMs);
  try {
    return (await Promise.all(workers.map(endOf))).map((rows) => rows as RowPaths<T>);
  } finally {
    clearInterval(timer);
    await Promise.all(workers.map((worker) => worker.terminate()));
    tell();
  }
}

/** What is parsed is forgotten at once: it stays in the processor's cache where the room for it is small. */
const resourceLimits = { maxYoungGenerationSizeMb: 8 };

/** Node 20 reads the compiled program; from the sources themselves, tests start it through their loader. */
function startThread(task: ThreadTask): Worker {
  if (isCompiled) return new Worker(compiledThread, { workerData: task, resourceLimits });
  const source = JSON.stringify(new URL('./reading-thread.ts', import.meta.url).href);
  const load = `import('tsx/esm/api').then(({ tsImport }) => tsImport(${source}, ${source}))`;
  return new Worker(load, { workerData: task, resourceLimits, eval: true });
}

function endOf(worker: Worker): Promise<Readonly<Record<string, string>>> {
  return new Promise((done, fail) => {
    worker.once('error', fail);
    worker.once('exit', (code) => fail(new Error(`a reading thread ended with ${code}`)));
    worker.once('message', (end: ThreadEnd) => {
      if ('rows' in end) done(end.rows);
      else if ('fault' in end) fail(ImportError.again(end.fault));
      else fail(Object.assign(new Error(end.failure.message), { code: end.failure.code }));
    });
  });
}
