import { join } from 'node:path';
import { accountIsErased, readErasures } from '../erase/erased-accounts.ts';
import { readIdentities } from '../erase/find-people.ts';
import { retainedFrom } from '../retain/leave-out-old.ts';
import { partitions } from '../steps/rewrite-import.ts';
import type { DataFolder } from '../store/data-folder.ts';
import type { Manifest } from '../store/manifest.ts';
import { isRewriting } from '../store/rewrite.ts';
import { readSecretKey } from '../store/secret-key.ts';
import { neutral } from '../words.ts';
import type { Check } from './check-imports.ts';

/** Whoever was erased and whatever is too old did not come back, and no erasure stopped half-way. Silent in a folder from which nothing was ever removed. */
export async function checkRemovals(
  folder: DataFolder,
  manifests: readonly Manifest[],
  keyPath: string,
): Promise<Check[]> {
  const checks: Check[] = [];
  if (await isRewriting(folder)) {
    checks.push({
      name: {
        fr: 'aucun effacement n’est resté inachevé',
        en: 'no erasure was left unfinished',
      },
      ok: false,
      detail: {
        fr: 'interrompu pendant la mise en place ; la même commande, ou un import, l’achève',
        en: 'stopped while being put in place; the same command, or an import, finishes it',
      },
    });
  }
  const from = retainedFrom(manifests);
  if (from !== null) checks.push(await checkOldest(folder, manifests, from));
  const key = await readSecretKey(keyPath);
  if (key === null) return checks;
  const name = { fr: 'aucun compte effacé n’est revenu', en: 'no erased account came back' };
  try {
    const erasures = await readErasures(folder.erased);
    if (erasures.length === 0) return checks;
    const identities = await readIdentities(folder, manifests, key);
    const back = identities.filter((identity) => accountIsErased(erasures, identity, key)).length;
    checks.push({
      name,
      ok: back === 0,
      detail: {
        fr: `effacements : ${erasures.length} ; comptes revenus : ${back}`,
        en: `${erasures.length} erasures, ${back} accounts back`,
      },
    });
  } catch (error) {
    checks.push({ name, ok: false, detail: neutral(error instanceof Error ? error.message : String(error)) });
  }
  return checks;
}

async function checkOldest(folder: DataFolder, manifests: readonly Manifest[], from: string): Promise<Check> {
  const months = await Promise.all(
    manifests
      .filter(({ clock }) => clock === 'absolute')
      .map(({ import_id }) => partitions(join(folder.imports, import_id))),
  );
  const old = months.flat().filter((partition) => partition < `month=${from}`).length;
  return {
    name: {
      fr: 'aucun événement n’est plus ancien que la durée de conservation',
      en: 'no event is older than the retention period',
    },
    ok: old === 0,
    detail: {
      fr: `gardés depuis ${from} ; mois plus anciens : ${old}`,
      en: `kept from ${from} on; months before: ${old}`,
    },
  };
}
