import { readFile, stat } from 'node:fs/promises';
import type { DataFolder } from '../store/data-folder.ts';
import { openDuckDb } from '../store/duckdb.ts';
import { queryRows } from '../store/run-sql.ts';
import { readSecretKey } from '../store/secret-key.ts';
import { openIdentities } from '../store/vault.ts';
import { neutral, type Words } from '../words.ts';
import { bareIds, type Check, nothingYet } from './check-imports.ts';

const vaultOpens: Words = {
  fr: 'le coffre des identités s’ouvre et connaît chaque personne',
  en: 'the identity vault opens and knows every person',
};

/** The vault opens with the key, knows every person of the snapshot, and neither it nor the key is open to others. */
export async function checkVault(folder: DataFolder, keyPath: string, scratch: string): Promise<Check[]> {
  const key = await readSecretKey(keyPath);
  if (key === null) {
    const untouched = !(await isThere(folder.vault));
    return [
      {
        name: { fr: 'la clé secrète est là', en: 'the secret key is there' },
        ok: untouched,
        detail: untouched ? nothingYet : { fr: `introuvable : ${keyPath}`, en: `${keyPath} is missing` },
      },
    ];
  }
  const openToOthers = ((await stat(keyPath)).mode & 0o077) !== 0;
  const checks: Check[] = [
    {
      name: {
        fr: 'la clé secrète n’est lisible que par son propriétaire',
        en: 'the secret key is readable by its owner alone',
      },
      ok: !openToOthers,
      detail: neutral(keyPath),
    },
  ];
  if (!(await isThere(folder.facts))) return checks;
  try {
    const known = new Set(openIdentities(await readFile(folder.vault), key).map((identity) => identity.person_id));
    const database = await openDuckDb(folder.facts, { tempFolder: scratch, readOnly: true });
    try {
      const people = await queryRows(
        database.db,
        `select person_id from people union select actor_id from events union select target_id from events where target_id is not null`,
      );
      const ids = people.map((row) => String(row['person_id']));
      const missing = ids.filter((id) => !known.has(id)).length;
      const bare = ids.filter((id) => !/^p_[0-9a-f]{20}$/.test(id)).length;
      checks.push(
        {
          name: vaultOpens,
          ok: missing === 0,
          detail: {
            fr: `identités : ${known.size} ; manquantes : ${missing}`,
            en: `${known.size} identities, ${missing} missing`,
          },
        },
        {
          name: {
            fr: 'les identifiants de personnes de l’instantané sont des pseudonymes',
            en: 'person ids of the snapshot are pseudonyms',
          },
          ok: bare === 0,
          detail: bareIds(bare),
        },
      );
    } finally {
      await database.close();
    }
  } catch (error) {
    checks.push({
      name: vaultOpens,
      ok: false,
      detail: neutral(error instanceof Error ? error.message : String(error)),
    });
  }
  return checks;
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}
