import { readFile } from 'node:fs/promises';
import { ImportError } from '../import-error.ts';
import { type Mapping, readMapping } from '../mapping/document.ts';

/** A mapping read from a file. @throws ImportError when there is none, or it makes no sense. */
export async function mappingAt(path: string): Promise<Mapping> {
  let source: string;
  try {
    source = await readFile(path, 'utf8');
  } catch (error) {
    throw new ImportError(
      path,
      null,
      { fr: 'cette association de colonnes ne peut pas être lue', en: 'this mapping cannot be read' },
      { fr: 'Vérifiez le chemin et son orthographe', en: 'Check the path and its spelling' },
      { cause: error },
    );
  }
  return readMapping(source, path);
}
