import { createHmac } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Identity } from '../store/vault.ts';

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
  const forgotten = new Set(
    accounts.flatMap(({ person_id, email }) =>
      email === null ? [person_id] : [person_id, emailHash(email, secretKey)],
    ),
  );
  const file = JSON.parse(text) as { decisions: { accounts: string[] }[] };
  const decisions = file.decisions.filter((decision) => !decision.accounts.some((account) => forgotten.has(account)));
  await writeFile(path, `${JSON.stringify({ ...file, decisions }, null, 2)}\n`, { mode: 0o600 });
}

/** An e-mail address as decisions name it. */
function emailHash(address: string, secretKey: Buffer): string {
  const hash = createHmac('sha256', secretKey).update(`email:${address.trim().toLowerCase()}`).digest('hex');
  return `e_${hash.slice(0, 32)}`;
}
