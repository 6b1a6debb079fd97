import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accessRefused } from '../access-refused.ts';
import { diskFull, isDiskFull } from '../disk-full.ts';
import type { RewriteStep } from '../steps/rewrite-folder.ts';
import { dataFolder } from '../store/data-folder.ts';
import { writeDurably } from '../store/durable.ts';
import { readSecretKey } from '../store/secret-key.ts';
import { defaultTimeZone, readSettings } from '../store/settings.ts';
import { takeWriterLock } from '../store/writer-lock.ts';
import { applyRetention, type RetentionResult } from './apply-retention.ts';

export interface RetainRequest {
  readonly data: string;
  /** How many months before that of the last event are kept, from now on; null: no limit from now on. */
  readonly months: number | null;
  readonly secretKeyPath: string | null;
  readonly memoryLimit: string;
  readonly now: Date;
  readonly progress: (step: RewriteStep, done: number, total: number) => Promise<void> | void;
}

/**
 * Sets the retention period of a data folder and applies it; every later import applies it again. What was removed does
 * not come back when the period is taken away. Null when no period holds any more, or nothing was imported yet.
 * Throws ImportError for what the user can mend.
 */
export async function retain(request: RetainRequest): Promise<RetentionResult | null> {
  const folder = dataFolder(request.data);
  try {
    const lock = await takeWriterLock(folder, 'vigie retain', request.now);
    try {
      const { timeZone = defaultTimeZone } = (await readSettings(folder.settings)) ?? {};
      const others = await settingsIn(folder.settings);
      delete others['retentionMonths'];
      const period = request.months === null ? {} : { retentionMonths: request.months };
      await writeDurably(folder.settings, `${JSON.stringify({ ...others, timeZone, ...period })}\n`, folder.tmp);
      const secretKey = await readSecretKey(request.secretKeyPath ?? join(folder.root, 'secret.key'));
      if (request.months === null || secretKey === null) return null;
      return await applyRetention({ ...request, folder, months: request.months, secretKey });
    } finally {
      await lock.release();
    }
  } catch (error) {
    throw isDiskFull(error) ? diskFull(folder.root, error) : (accessRefused(error) ?? error);
  }
}

async function settingsIn(path: string): Promise<Record<string, unknown>> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}
