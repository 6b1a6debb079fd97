import { readdir } from 'node:fs/promises';
import type { DataFolder } from '../store/data-folder.ts';
import type { Manifest } from '../store/manifest.ts';
import { neutral } from '../words.ts';
import type { Check } from './check-imports.ts';

/**
 * Nothing stands in `imports/` but whole imports. What a killed writer left in `tmp/` is told but is no fault: it is
 * never read, and the next writer removes it.
 */
export async function checkLeftovers(folder: DataFolder, manifests: readonly Manifest[]): Promise<Check[]> {
  const known = new Set(manifests.map((manifest) => manifest.import_id));
  const strays = (await names(folder.imports)).filter((name) => !known.has(name));
  const leftovers = await names(folder.tmp);
  return [
    {
      name: {
        fr: 'le dossier imports ne contient que des imports',
        en: 'the folder imports holds nothing but imports',
      },
      ok: strays.length === 0,
      detail: strays.length > 0 ? neutral(strays.join(', ')) : { fr: 'rien d’autre', en: 'nothing else' },
    },
    {
      name: { fr: 'le travail en cours est à part', en: 'work in progress is set apart' },
      ok: true,
      detail:
        leftovers.length === 0
          ? { fr: 'aucun', en: 'none' }
          : {
              fr: `dans tmp/import : ${leftovers.length} ; un import est en cours, ou a été interrompu`,
              en: `${leftovers.length} in tmp/import: an import is running, or was stopped`,
            },
    },
  ];
}

async function names(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch {
    return [];
  }
}
