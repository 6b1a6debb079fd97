import { api } from '../../server/contract/api.ts';
import { type ImportOptions, type ImportProgress, importProgressSchema } from '../../server/contract/imports.ts';
import { ask, refusal } from './api.ts';

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

/**
 * Sends a delivery, file by file, then starts its load and reports how it goes until it is done or has failed.
 * @throws ApiError when the server refuses; the stream's own failures are a progress of state `failed`.
 */
export async function deliver(
  files: readonly DeliveredFile[],
  options: ImportOptions,
  report: (progress: ImportProgress) => void,
): Promise<void> {
  await load(await send(files, report), options, report);
}

/** Sends a delivery, file by file, and loads nothing yet. Returns its id. @throws ApiError when the server refuses. */
export async function send(
  files: readonly DeliveredFile[],
  report: (progress: ImportProgress) => void,
): Promise<string> {
  const { id } = await ask(api.createImport.path, api.createImport.reply, { method: 'POST' });
  const waiting = [...files];
  let bytes = 0;
  report({ state: 'receiving', bytes });
  const sendNext = async (): Promise<void> => {
    const next = waiting.shift();
    if (next === undefined) return;
    const path = next.path.split('/').map(encodeURIComponent).join('/');
    const response = await fetch(`/api/imports/${id}/files/${path}`, { method: 'PUT', body: next.file });
    if (!response.ok) throw await refusal(response);
    bytes += next.file.size;
    report({ state: 'receiving', bytes });
    await sendNext();
  };
  await Promise.all(Array.from({ length: atOnce }, sendNext));
  return id;
}

/** Loads what was sent, and reports how it goes until it is done or has failed. @throws ApiError as `deliver` does. */
export async function load(
  id: string,
  options: ImportOptions,
  report: (progress: ImportProgress) => void,
): Promise<void> {
  await ask(api.startImport.path.replace(':id', id), api.startImport.reply, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(options),
  });
  await follow(id, report);
}

/** Listens to the progress of one load until its end. */
function follow(id: string, report: (progress: ImportProgress) => void): Promise<void> {
  return new Promise((done, lost) => {
    const stream = new EventSource(`/api/imports/${id}/progress`);
    stream.addEventListener('message', (event: MessageEvent<string>) => {
      const parsed = importProgressSchema.safeParse(JSON.parse(event.data));
      if (!parsed.success) return;
      report(parsed.data);
      if (parsed.data.state !== 'done' && parsed.data.state !== 'failed') return;
      stream.close();
      done();
    });
    stream.addEventListener('error', () => {
      if (stream.readyState === EventSource.CLOSED) lost(new Error('the progress stream was closed'));
    });
  });
}
