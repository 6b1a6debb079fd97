import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Access {
  /** What was done: names shown, or small groups shown unsuppressed. */
  readonly action: 'names' | 'unsuppressed';
  /** Through which door. */
  readonly through: 'dashboard' | 'command line';
  /** The metric, score or table. */
  readonly subject: string;
  /** How many people's names were in the answer. */
  readonly people: number;
}

/**
 * Who looked at names: one JSON line per look in `access-log.jsonl`, appended in one write so that the server and the
 * command line can both add to it. It holds no name.
 */
export function logAccess(dataFolder: string, now: Date, access: Access): void {
  appendFileSync(join(dataFolder, 'access-log.jsonl'), `${JSON.stringify({ at: now.toISOString(), ...access })}\n`, {
    mode: 0o600,
  });
}
