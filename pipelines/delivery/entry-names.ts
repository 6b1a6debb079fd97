import { ImportError } from '../import-error.ts';

/** Whether an entry is a leftover of an operating system or of a file manager rather than part of an export. */
export function isLeftover(path: string): boolean {
  const segments = path.split('/');
  const name = segments.at(-1) ?? '';
  return (
    segments.includes('__MACOSX') ||
    name === '.DS_Store' ||
    name.toLowerCase() === 'thumbs.db' ||
    name.toLowerCase() === 'desktop.ini' ||
    segments.some((segment) => segment.startsWith('._'))
  );
}

/** An entry's path with `/` throughout. Throws ImportError on a name that would climb out of the archive. */
export function safeEntryName(name: string, archive: string): string {
  const path = name.replaceAll('\\', '/').replace(/^(\.\/)+/, '');
  if (path.startsWith('/') || /^[a-z]:/i.test(path) || path.split('/').includes('..') || path.includes('\0')) {
    const shown = JSON.stringify(name.slice(0, 80));
    throw new ImportError(
      archive,
      null,
      {
        fr: `cette archive contient une entrée qui pointe hors d’elle-même : ${shown}`,
        en: `this archive holds an entry that points outside it: ${shown}`,
      },
      {
        fr: 'Un export ne fait jamais cela : récupérez de nouveau l’archive sur sa plateforme',
        en: 'An export never does this: get the archive again from its platform',
      },
    );
  }
  return path;
}

/** The folder that all paths share at the top, or null when there is none (or when only one loose file is left). */
export function commonTopFolder(paths: readonly string[]): string | null {
  const [first] = paths;
  if (first === undefined || !first.includes('/')) return null;
  const top = first.slice(0, first.indexOf('/'));
  return paths.every((path) => path.startsWith(`${top}/`)) ? top : null;
}
