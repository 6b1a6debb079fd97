import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { ImportError } from '../import-error.ts';
import type { Words } from '../words.ts';
import type { DataFolder } from './data-folder.ts';
import { openDuckDb } from './duckdb.ts';
import { finishRewrite } from './rewrite.ts';

export interface WriterLock {
  release(): Promise<void>;
}

/**
 * Makes this process the only writer of a data folder, wipes what a killed writer left in `tmp/import`, and finishes a
 * rewrite that it had decided.
 * The lock is the operating system's, on a database file that nothing reads: it ends with the process, however the
 * process ends. Throws ImportError naming the holder when there is one; readers are never affected.
 */
export async function takeWriterLock(folder: DataFolder, command: string, startedAt: Date): Promise<WriterLock> {
  await mkdir(folder.root, { recursive: true });
  let lock: Awaited<ReturnType<typeof openDuckDb>>;
  try {
    lock = await openDuckDb(folder.writerLock, { tempFolder: folder.root, isSmall: true });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (!/set lock|already open/i.test(message)) throw error;
    const writer = await holder(folder, message);
    throw new ImportError(
      folder.root,
      null,
      { fr: `un autre processus écrit ici : ${writer.fr}`, en: `another process is writing here: ${writer.en}` },
      {
        fr: 'Attendez qu’il ait terminé, ou arrêtez-le, puis recommencez',
        en: 'Wait until it has finished, or stop it, then start again',
      },
      { cause: error, busy: true },
    );
  }
  try {
    await rm(folder.tmp, { recursive: true, force: true });
    await mkdir(folder.tmp, { recursive: true });
    await mkdir(folder.imports, { recursive: true });
    await finishRewrite(folder);
    await writeFile(
      folder.writerNote,
      `${JSON.stringify({ pid: process.pid, command, since: startedAt.toISOString() })}\n`,
    );
  } catch (error) {
    await lock.close();
    throw error;
  }
  return {
    async release() {
      await rm(folder.tmp, { recursive: true, force: true });
      await rm(folder.writerNote, { force: true });
      await lock.close();
    },
  };
}

/** Who holds the lock: the engine's message names the process, the note beside the lock says what it is doing. */
async function holder(folder: DataFolder, message: string): Promise<Words> {
  const pid = /PID (\d+)/.exec(message)?.[1];
  try {
    const note = JSON.parse(await readFile(folder.writerNote, 'utf8')) as {
      pid: number;
      command: string;
      since: string;
    };
    if (pid === undefined || String(note.pid) === pid) {
      return {
        fr: `processus ${note.pid} (${note.command}, depuis ${note.since})`,
        en: `process ${note.pid} (${note.command}, since ${note.since})`,
      };
    }
  } catch {
    // No note, or half of one: the process number alone will do.
  }
  return pid === undefined
    ? { fr: 'un processus de cette machine', en: 'a process of this machine' }
    : { fr: `processus ${pid}`, en: `process ${pid}` };
}
