import { parentPort, workerData } from 'node:worker_threads';
import { type FilePlace, PlaceReader } from '../delivery/file-place.ts';
import { type ErrorWords, ImportError } from '../import-error.ts';
import { slackMessages } from '../sources/slack-export/message-reader.ts';
import { counters, filesPerChunk, readOne, wordsOf, writingRows } from './read-share.ts';
import type { RecordReader, Tables } from './record-reader.ts';

// A thread that reads its share of many files until none is left; read-files.ts starts several.

export interface ThreadTask {
  readonly reader: string;
  readonly folder: string;
  readonly part: number;
  readonly paths: readonly string[];
  readonly places: readonly FilePlace[];
  readonly counters: SharedArrayBuffer;
}

/** What a thread ends with: the paths of its rows, or what stopped it, an error being no message by itself. */
export type ThreadEnd =
  | { readonly rows: Readonly<Record<string, string>> }
  | { readonly fault: ErrorWords }
  | { readonly failure: { readonly message: string; readonly code: string | undefined } };

/** The readers of files that come by the tens of thousands. */
const readers = new Map([known(slackMessages)]);

function known<T extends Tables>(reader: RecordReader<T>): [string, (task: ThreadTask) => Promise<ThreadEnd>] {
  return [reader.id, (task) => readShare(reader, task)];
}

async function readShare<T extends Tables>(reader: RecordReader<T>, task: ThreadTask): Promise<ThreadEnd> {
  const counts = new Int32Array(task.counters);
  const places = new PlaceReader();
  try {
    const rows = await writingRows(reader, task.folder, task.part, (put) => {
      for (;;) {
        const from = Atomics.add(counts, counters.nextChunk, 1) * filesPerChunk;
        if (from >= task.places.length) return;
        const read = places.read(task.places.slice(from, from + filesPerChunk));
        for (const [at, bytes] of read.entries()) {
          const number = from + at;
          const records = readOne(reader, { number, path: task.paths[number] ?? '', bytes }, put);
          Atomics.add(counts, counters.records, records);
        }
        Atomics.add(counts, counters.files, read.length);
      }
    });
    return { rows };
  } catch (error) {
    if (error instanceof ImportError) return { fault: wordsOf(error) };
    const { message, code } = error as NodeJS.ErrnoException;
    return { failure: { message, code } };
  } finally {
    places.close();
  }
}

const task = workerData as ThreadTask;
const end = await readers.get(task.reader)?.(task);
parentPort?.postMessage(end, []);
