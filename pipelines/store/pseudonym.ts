import { createHmac } from 'node:crypto';
import type { Identity } from './vault.ts';

/** The pseudonym that the load step gives an account: `p_` and 20 hexadecimal digits of HMAC-SHA256 (RFC 2104). */
export function pseudonymOf({ source, native_id }: Pick<Identity, 'source' | 'native_id'>, secretKey: Buffer): string {
  return `p_${createHmac('sha256', secretKey).update(`person:${source}:${native_id}`).digest('hex').slice(0, 20)}`;
}
