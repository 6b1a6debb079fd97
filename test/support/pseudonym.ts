import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The pseudonym of a person of a data folder, computed by node:crypto alone. */
export function pseudonym(data: string, source: string, nativeId: string): string {
  const key = Buffer.from(readFileSync(join(data, 'secret.key'), 'utf8').trim(), 'hex');
  return `p_${createHmac('sha256', key).update(`person:${source}:${nativeId}`).digest('hex').slice(0, 20)}`;
}
