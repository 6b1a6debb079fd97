import { readdir, readFile } from 'node:fs/promises';
import { columnKey } from '../sources/csv-header.ts';
import { type Mapping, readMapping } from './document.ts';

const folder = new URL('./presets/', import.meta.url);

/** The mappings that ship with Vigie, by id. Each is a suggestion that nobody has checked against a real export. */
export async function readPresets(): Promise<ReadonlyMap<string, Mapping>> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  const presets = await Promise.all(
    files.map(
      async (file) =>
        [file.replace(/\.yaml$/, ''), readMapping(await readFile(new URL(file, folder), 'utf8'), file)] as const,
    ),
  );
  return new Map(presets);
}

/** The columns of a file that answer to a mapping's roles: of several spellings, the first that is there. */
export function columnsPresent(mapping: Mapping, names: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [role, column] of Object.entries(mapping.columns)) {
    for (const choice of typeof column === 'string' ? [column] : column) {
      const name = names.find((each) => columnKey(each) === columnKey(choice));
      if (name === undefined) continue;
      found[role] = name;
      break;
    }
  }
  return found;
}
