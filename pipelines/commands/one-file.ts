import { ImportError } from '../import-error.ts';

/** The one file that a call is about. @throws ImportError when it names none, or several. */
export function oneFile(positionals: readonly string[]): string {
  const [path] = positionals;
  if (path === undefined || positionals.length > 1) {
    throw new ImportError(
      null,
      null,
      { fr: 'il faut un fichier, et un seul', en: 'one file is needed, and one only' },
      { fr: 'Indiquez-le', en: 'Give it' },
    );
  }
  return path;
}
