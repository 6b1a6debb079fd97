import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Identity } from '../store/vault.ts';
import { keyHashes, ownKeys } from './own-keys.ts';

/**
 * Takes the steward's decisions on erased accounts out of `identities.json` in a folder: they name accounts by pseudonym
 * or by a keyed hash of the e-mail address. Nothing is done when no decision was ever taken.
 */
export async function forgetDecisions(folder: string, accounts: readonly Identity[], secretKey: Buffer): Promise<void> {
  const path = join(folder, 'identities.json');
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const { email } = ownKeys(accounts, []);
  const addresses = keyHashes({ email, employee: new Set(), sso: new Set() }, secretKey).map((hash) => `e_${hash}`);
  const forgotten = new Set([...accounts.map(({ person_id }) => person_id), ...addresses]);
  const file = JSON.parse(text) as { decisions: { accounts: string[] }[] };
  const decisions = file.decisions.filter((decision) => !decision.accounts.some((account) => forgotten.has(account)));
  await writeFile(path, `${JSON.stringify({ ...file, decisions }, null, 2)}\n`, { mode: 0o600 });
}
