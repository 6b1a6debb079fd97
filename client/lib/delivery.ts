import { api } from '../../server/contract/api.ts';
import {
  type ImportOpened,
  type ImportOptions,
  type ImportProgress,
  importProgressSchema,
} from '../../server/contract/imports.ts';
import { ask, refusal } from './api.ts';
import { sendPieces } from './send-pieces.ts';

/** A file with its place in the folder it came from. */
export interface DeliveredFile {
  readonly path: string;
  readonly file: File;
}

/** Files as the browser hands them, with the folder kept in the path. */
export function deliveredFiles(files: readonly File[]): DeliveredFile[] {
  return files.map((file) => {
    const dropped = 'relativePath' in file && typeof file.relativePath === 'string' ? file.relativePath : '';
    const path = file.webkitRelativePath || dropped || file.name;
    return { file, path: path.replace(/^(\.?\/)+/, '') };
  });
}

const atOnce = 4;
/** Files below this go in one request each; larger ones piece by piece, so that they can be continued. */
const inOnePiece = 1024 ** 2;

const post = (body: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/**
 * Announces a delivery; with `start` it is loaded as soon as it is complete. The same files as those of an upload that
 * was interrupted continue it. @throws ApiError when the server refuses: too large, no room.
 */
export function announce(
  files: readonly DeliveredFile[],
  options: ImportOptions,
  start: boolean,
): Promise<ImportOpened> {
  const listed = files.map(({ path, file }) => ({ path, size: file.size, modified: file.lastModified }));
  return ask(api.createImport.path, api.createImport.reply, post({ files: listed, options, start }));
}

/**
 * Sends what the server does not have yet of an announced delivery, and tells how many bytes it has. Goes on by itself
 * after a connection that was lost for a while. @throws ApiError or Error when it can't, and when `signal` stops it.
 */
export async function sendFiles(
  files: readonly DeliveredFile[],
  { uploads }: ImportOpened,
  onBytes: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const here = uploads.map(({ offset }) => offset);
  const told = (index: number, bytes: number): void => {
    here[index] = bytes;
    onBytes(here.reduce((sum, each) => sum + each, 0));
  };
  const waiting = uploads.map((upload, index) => ({ ...upload, index })).filter(({ size, offset }) => offset < size);
  const sendNext = async (): Promise<void> => {
    const next = waiting.shift();
    const file = next === undefined ? undefined : files[next.index]?.file;
    if (next === undefined || file === undefined) return;
    if (file.size < inOnePiece) {
      const response = await fetch(next.address, { method: 'PUT', body: file, signal });
      if (!response.ok) throw await refusal(response);
      told(next.index, file.size);
    } else {
      await sendPieces(file, next.address, (bytes) => told(next.index, bytes), signal);
    }
    await sendNext();
  };
  await Promise.all(Array.from({ length: atOnce }, sendNext));
}

/** Sends a delivery and loads nothing yet. Returns its id. @throws ApiError when the server refuses. */
export async function send(
  files: readonly DeliveredFile[],
  report: (progress: ImportProgress) => void,
): Promise<string> {
  const opened = await announce(files, {}, false);
  const total = files.reduce((sum, { file }) => sum + file.size, 0);
  const told = (bytes: number) => report({ state: 'receiving', bytes, total });
  await sendFiles(files, opened, told, new AbortController().signal);
  return opened.id;
}

/** Loads what was sent, and reports how it goes until it has ended. @throws ApiError when the server refuses. */
export async function load(
  id: string,
  options: ImportOptions,
  report: (progress: ImportProgress) => void,
): Promise<void> {
  await ask(api.startImport.path.replace(':id', id), api.startImport.reply, post(options));
  await follow(id, report);
}

/** Stops a delivery wherever it stands. @throws ApiError when the server does not answer. */
export async function cancelImport(id: string): Promise<void> {
  await ask(api.cancelImport.path.replace(':id', id), api.cancelImport.reply, post({}));
}

/** Takes a delivery that has ended off the list. @throws ApiError when the server does not answer. */
export async function discardImport(id: string): Promise<void> {
  await ask(api.discardImport.path.replace(':id', id), api.discardImport.reply, post({}));
}

/** Listens to the progress of one load until its end. */
function follow(id: string, report: (progress: ImportProgress) => void): Promise<void> {
  return new Promise((done, lost) => {
    const stream = new EventSource(`/api/imports/${id}/progress`);
    stream.addEventListener('message', (event: MessageEvent<string>) => {
      const parsed = importProgressSchema.safeParse(JSON.parse(event.data));
      if (!parsed.success) return;
      report(parsed.data);
      if (!hasEnded(parsed.data)) return;
      stream.close();
      done();
    });
    stream.addEventListener('error', () => {
      if (stream.readyState === EventSource.CLOSED) lost(new Error('the progress stream was closed'));
    });
  });
}

/** Whether nothing more will be said of a load. */
function hasEnded({ state }: ImportProgress): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled';
}
