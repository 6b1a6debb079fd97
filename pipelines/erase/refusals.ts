import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Refusal {
  readonly person_id: string;
  readonly refused_at: string;
}

const fileName = 'refusals.json';

/** When the given accounts asked not to be proposed, as the server noted it in `refusals.json`. */
export async function refusalsOf(
  folder: string,
  accounts: ReadonlySet<string>,
): Promise<readonly Pick<Refusal, 'refused_at'>[]> {
  const file = await read(folder);
  const own = file?.refusals.filter(({ person_id }) => accounts.has(person_id)) ?? [];
  return own.map(({ refused_at }) => ({ refused_at }));
}

/** Puts into the draft of a folder its refusals without those of erased accounts. Nothing is done when there is no file. */
export async function forgetRefusals(folder: string, draft: string, erased: ReadonlySet<string>): Promise<void> {
  const file = await read(folder);
  if (file === null) return;
  const refusals = file.refusals.filter(({ person_id }) => !erased.has(person_id));
  await writeFile(join(draft, fileName), `${JSON.stringify({ ...file, refusals }, null, 2)}\n`, { mode: 0o600 });
}

async function read(folder: string): Promise<{ readonly refusals: readonly Refusal[] } | null> {
  try {
    return JSON.parse(await readFile(join(folder, fileName), 'utf8')) as { refusals: Refusal[] };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
