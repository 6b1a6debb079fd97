import { readdir } from 'node:fs/promises';
import type { DataFolder } from '../store/data-folder.ts';
import type { Manifest } from '../store/manifest.ts';
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
    { name: 'imports holds nothing but imports', ok: strays.length === 0, detail: strays.join(', ') || 'nothing else' },
    {
      name: 'work in progress is set apart',
      ok: true,
      detail:
        leftovers.length === 0 ? 'none' : `${leftovers.length} in tmp/import: an import is running, or was stopped`,
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
