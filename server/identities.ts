import { createDecipheriv, hkdfSync } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';

const identitySchema = z.object({
  person_id: z.string(),
  source: z.string(),
  native_id: z.string(),
  display_name: z.string().nullable(),
  email: z.string().nullable(),
  profile_url: z.string().nullable(),
});
export type Identity = z.infer<typeof identitySchema>;

export type Identities = ReadonlyMap<string, Identity>;

/** Where the secret key of a data folder stands, unless `VIGIE_KEY_FILE` says otherwise. */
export const keyPath = (dataFolder: string, keyFile: string | undefined): string =>
  keyFile ?? join(dataFolder, 'secret.key');

/**
 * Opens the identity vault: who a pseudonym is. Only privacy.ts hands names out.
 * File: "VGI1", 12-byte IV, 16-byte tag, AES-256-GCM of gzipped JSON; key by HKDF-SHA256 of the secret key.
 * @returns an empty map when there is no vault. @throws Error when the key does not open it.
 */
export function openIdentities(dataFolder: string, keyFile: string | undefined): Identities {
  const path = join(dataFolder, 'identities.sealed');
  if (!existsSync(path)) return new Map();
  const sealed = readFileSync(path);
  const secret = Buffer.from(readFileSync(keyPath(dataFolder, keyFile), 'utf8').trim(), 'hex');
  const key = Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), 'vigie identities', 32));
  if (sealed.subarray(0, 4).toString('latin1') !== 'VGI1') throw new Error(`${path} is not an identity vault`);
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(4, 16));
  decipher.setAuthTag(sealed.subarray(16, 32));
  const plain = Buffer.concat([decipher.update(sealed.subarray(32)), decipher.final()]);
  const rows = z.array(identitySchema).parse(JSON.parse(gunzipSync(plain).toString('utf8')));
  return new Map(rows.map((row) => [row.person_id, row]));
}
