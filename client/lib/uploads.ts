import { useSyncExternalStore } from 'react';
import { api } from '../../server/contract/api.ts';
import type { ImportOptions } from '../../server/contract/imports.ts';
import type { Text } from '../../server/contract/text.ts';
import { ask, errorText } from './api.ts';
import { announce, cancelImport, type DeliveredFile, sendFiles } from './delivery.ts';

/** A delivery that this tab sends, or that it could not send. */
export interface Sending {
  /** Tells one from another here; the server's id comes with the first answer. */
  readonly key: number;
  readonly id: string | null;
  readonly files: readonly DeliveredFile[];
  readonly options: ImportOptions;
  readonly bytes: number;
  readonly total: number;
  /** Bytes that the server had from a former attempt. */
  readonly resumedAt: number;
  /** Since the first byte of this attempt. */
  readonly seconds: number;
  readonly refused: Text | null;
}

let sendings: readonly Sending[] = [];
const listeners = new Set<() => void>();
const stops = new Map<number, AbortController>();
/** Files that this tab has sent, by delivery: what could not be recognised can still be mapped. */
const sentFiles = new Map<string, readonly DeliveredFile[]>();

function change(next: readonly Sending[]): void {
  sendings = next;
  for (const listener of listeners) listener();
}
const update = (key: number, part: Partial<Sending>): void =>
  change(sendings.map((each) => (each.key === key ? { ...each, ...part } : each)));

/** What this tab sends, whichever page it shows. */
export function useSendings(): readonly Sending[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => sendings,
  );
}

/** The files of a delivery that this tab has sent; [] when it was another tab, or before a reload. */
export const filesSent = (id: string): readonly DeliveredFile[] => sentFiles.get(id) ?? [];

let lastKey = 0;

/** Sends a delivery, to be loaded when it is complete. What goes wrong is said in its `refused`. */
export async function upload(files: readonly DeliveredFile[], options: ImportOptions): Promise<void> {
  lastKey += 1;
  const key = lastKey;
  const stop = new AbortController();
  const total = files.reduce((sum, { file }) => sum + file.size, 0);
  stops.set(key, stop);
  change([...sendings, { key, id: null, files, options, bytes: 0, total, resumedAt: 0, seconds: 0, refused: null }]);
  let id: string | null = null;
  try {
    const opened = await announce(files, options, true);
    id = opened.id;
    sentFiles.set(id, files);
    const resumedAt = opened.uploads.reduce((sum, { offset }) => sum + offset, 0);
    update(key, { id, resumedAt, bytes: resumedAt });
    const start = performance.now();
    await sendFiles(
      files,
      opened,
      (bytes) => update(key, { bytes, seconds: (performance.now() - start) / 1000 }),
      stop.signal,
    );
    forget(key);
  } catch (error) {
    if (stop.signal.aborted || (id !== null && (await isReceived(id)))) forget(key);
    else update(key, { refused: errorText(error) });
  }
}

/** Stops sending and has the server delete what it received. */
export async function cancelSending({ key, id }: Sending): Promise<void> {
  stops.get(key)?.abort();
  forget(key);
  if (id !== null) await cancelImport(id).catch(() => undefined);
}

/** Takes a delivery that could not be sent up again where it stopped. */
export function sendAgain({ key, files, options }: Sending): Promise<void> {
  forget(key);
  return upload(files, options);
}

function forget(key: number): void {
  stops.delete(key);
  change(sendings.filter((each) => each.key !== key));
}

/** Whether the server waits for no more bytes of a delivery: it has them all, or it was stopped from elsewhere. */
async function isReceived(id: string): Promise<boolean> {
  const jobs = await ask(api.imports.path, api.imports.reply).catch(() => null);
  return jobs !== null && jobs.find((job) => job.id === id)?.progress.state !== 'receiving';
}
