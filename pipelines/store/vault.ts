import { type DecipherGCM, createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { ImportError } from '../import-error.ts';

/** What the facts never hold: who a pseudonym is. */
export interface Identity {
  readonly person_id: string;
  readonly source: string;
  readonly native_id: string;
  readonly display_name: string | null;
  readonly email: string | null;
  readonly profile_url: string | null;
  /** In the vault of an import, where its source tells them; the vault of the snapshot, which is for names, is without. */
  readonly employee_id?: string | null;
  readonly sso_subject?: string | null;
}

const magic = Buffer.from('VGI1', 'latin1');
const ivBytes = 12;
const tagBytes = 16;

/**
 * Seals identities into one block. Layout: 4 bytes `VGI1`, 12 bytes IV, 16 bytes GCM tag, then AES-256-GCM ciphertext
 * of gzip(JSON array of Identity). The key is HKDF-SHA256(secret key, no salt, info 'vigie identities', 32 bytes).
 */
export function sealIdentities(identities: readonly Identity[], secretKey: Buffer): Buffer {
  return sealIdentityList(JSON.stringify(identities), secretKey);
}

/** Seals identities that are written as JSON already. */
export function sealIdentityList(json: string, secretKey: Buffer): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', vaultKey(secretKey), iv);
  const sealed = Buffer.concat([cipher.update(gzipSync(json)), cipher.final()]);
  return Buffer.concat([magic, iv, cipher.getAuthTag(), sealed]);
}

/** Opens what sealIdentities made. Throws when the block is not a vault, was altered, or belongs to another key. */
export function openIdentities(sealed: Buffer, secretKey: Buffer): Identity[] {
  if (!sealed.subarray(0, magic.length).equals(magic)) throw new Error('not an identity vault');
  const iv = sealed.subarray(magic.length, magic.length + ivBytes);
  const tag = sealed.subarray(magic.length + ivBytes, magic.length + ivBytes + tagBytes);
  const decipher = createDecipheriv('aes-256-gcm', vaultKey(secretKey), iv, { authTagLength: tagBytes });
  decipher.setAuthTag(tag);
  const text = unsealed(decipher, sealed.subarray(magic.length + ivBytes + tagBytes));
  return JSON.parse(gunzipSync(text).toString('utf8')) as Identity[];
}

function unsealed(decipher: DecipherGCM, sealed: Buffer): Buffer {
  try {
    return Buffer.concat([decipher.update(sealed), decipher.final()]);
  } catch (cause) {
    throw new ImportError(
      null,
      null,
      {
        fr: 'le coffre des identités ne s’ouvre pas : la clé secrète n’est pas celle qui l’a fermé, ou il a été abîmé',
        en: 'the identity vault does not open: the secret key is not the one that sealed it, or it was damaged',
      },
      {
        fr: 'Remettez le fichier secret.key d’origine, ou celui que désigne VIGIE_KEY_FILE ; vigie verify dit ensuite ce qui manque',
        en: 'Put the original secret.key back, or the file that VIGIE_KEY_FILE names; vigie verify then says what is missing',
      },
      { cause },
    );
  }
}

function vaultKey(secretKey: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, Buffer.alloc(0), 'vigie identities', 32));
}
