import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ImportError } from '../import-error.ts';
import { pseudonymOf } from '../store/pseudonym.ts';
import type { Identity } from '../store/vault.ts';
import { ownKeys } from './own-keys.ts';

/** One erasure: when, and keyed hashes by which its accounts are recognised. Without the key they tell nothing. */
export interface Erasure {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly hashes: readonly string[];
}

const format = 1;

/** The erasures of a data folder, oldest first. Throws ImportError on a file that cannot be read: it would let people back in. */
export async function readErasures(path: string): Promise<Erasure[]> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  try {
    const read = JSON.parse(text) as { format: unknown; erasures: Erasure[] };
    if (read.format === format && read.erasures.every(({ hashes }) => Array.isArray(hashes))) return read.erasures;
  } catch {
    // Not JSON: the message below says what to do, as for another format.
  }
  throw new ImportError(
    path,
    null,
    { fr: 'la liste des comptes effacés est illisible', en: 'the list of erased accounts cannot be read' },
    {
      fr: 'Restaurez ce fichier depuis une sauvegarde : sans lui, des personnes effacées reviendraient',
      en: 'Restore this file from a backup: without it, erased people would come back',
    },
  );
}

/** The file's text. */
export const erasuresText = (erasures: readonly Erasure[]): string => `${JSON.stringify({ format, erasures })}\n`;

/**
 * What an account is recognised by: its pseudonym, its native id (in a directory of another source), and unless others bear
 * them its e-mail address, employee id and sign-on subject.
 */
export function erasedHashes(accounts: readonly Identity[], others: readonly Identity[], secretKey: Buffer): string[] {
  const keys = ownKeys(accounts, others);
  return [
    ...new Set([
      ...accounts.map(({ person_id }) => erasedHash('person', person_id, secretKey)),
      ...accounts.map(({ native_id }) => erasedHash('native', native_id.toLowerCase(), secretKey)),
      ...(['email', 'employee', 'sso'] as const).flatMap((kind) =>
        [...keys[kind]].map((value) => erasedHash(kind, value, secretKey)),
      ),
    ]),
  ].sort();
}

/** Whether somebody named by e-mail address, employee id, sign-on subject, native id, pseudonym or `SOURCE:NATIVE_ID` was erased. */
export function isErased(erasures: readonly Erasure[], who: string, secretKey: Buffer): boolean {
  const known = new Set(erasures.flatMap(({ hashes }) => hashes));
  const colon = who.indexOf(':');
  const exact =
    colon > 0 ? pseudonymOf({ source: who.slice(0, colon), native_id: who.slice(colon + 1) }, secretKey) : who;
  const lower = who.trim().normalize('NFC').toLowerCase();
  return (
    known.has(erasedHash('person', exact, secretKey)) ||
    (['native', 'email', 'employee', 'sso'] as const).some((kind) => known.has(erasedHash(kind, lower, secretKey)))
  );
}

/** HMAC-SHA256 in hexadecimal; leave-out.sql computes the same. */
function erasedHash(
  kind: 'person' | 'native' | 'email' | 'employee' | 'sso',
  value: string,
  secretKey: Buffer,
): string {
  return createHmac('sha256', secretKey).update(`erased ${kind}:${value}`).digest('hex');
}

/** Whether an account is one that was erased: by its pseudonym, which no other account has. */
export function accountIsErased(erasures: readonly Erasure[], { person_id }: Identity, secretKey: Buffer): boolean {
  const hash = erasedHash('person', person_id, secretKey);
  return erasures.some(({ hashes }) => hashes.includes(hash));
}
