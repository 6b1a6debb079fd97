import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { constants, gunzipSync } from 'node:zlib';
import { inflateToFile } from '../../delivery/gzip-store.ts';
import type { DeliveredFile, Delivery, StagingContext } from '../define.ts';
import { columnNames } from '../table-file.ts';
import { type Analytics, csvAnalytics, jsonAnalytics } from './columns.ts';

/** A file of the delivery and what it holds. */
export interface AnalyticsFile {
  readonly path: string;
  readonly kind: Analytics | 'names';
}

const csvEnding = /\.(csv|tsv)$/i;
const jsonEnding = /\.(json|ndjson|jsonl)$/i;
const gzipEnding = /\.(json|ndjson|jsonl)\.gz$/i;
/** Enough for the first line of a packed file. */
const packedHead = 65_536;

/** The files at the top of a delivery that are Slack's analytics. */
export async function analyticsFiles(delivery: Delivery): Promise<AnalyticsFile[]> {
  const found: AnalyticsFile[] = [];
  for (const file of delivery.files) {
    if (file.path.includes('/')) continue;
    const kind = await kindOf(delivery, file);
    if (kind !== null) found.push({ path: file.path, kind });
  }
  return found;
}

async function kindOf(delivery: Delivery, { path }: DeliveredFile): Promise<AnalyticsFile['kind'] | null> {
  if (csvEnding.test(path)) return csvAnalytics(await columnNames(delivery, path));
  if (jsonEnding.test(path)) return jsonAnalytics(firstLine(await delivery.head(path)));
  if (!gzipEnding.test(path)) return null;
  return jsonAnalytics(firstLine(headOfGzip(await delivery.read(path))));
}

function firstLine(head: string): string {
  return head.split(/\r?\n/, 1)[0] ?? '';
}

/** The beginning of a gzip file as text, or nothing when it is not gzip. */
function headOfGzip(bytes: Buffer): string {
  try {
    return gunzipSync(bytes.subarray(0, packedHead), { finishFlush: constants.Z_SYNC_FLUSH }).toString('utf8');
  } catch {
    return '';
  }
}

/** A JSON file on disk, unpacked when it came as gzip. */
export async function jsonOnDisk(context: StagingContext, path: string): Promise<string> {
  if (!gzipEnding.test(path)) return context.delivery.onDisk(path);
  const packed = join(context.workFolder, `${randomUUID()}.gz`);
  await writeFile(packed, await context.delivery.read(path));
  return inflateToFile(packed, context.workFolder);
}
