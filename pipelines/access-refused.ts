import { fileURLToPath } from 'node:url';
import { ImportError } from './import-error.ts';
import type { Words } from './words.ts';

const denied: Words = { fr: 'l’accès est refusé', en: 'permission denied' };
const fileInTheWay: Words = {
  fr: 'un fichier occupe la place d’un dossier',
  en: 'a file stands where a folder is needed',
};

const reasons: Readonly<Record<string, Words>> = {
  EACCES: denied,
  EPERM: denied,
  EROFS: { fr: 'ce système de fichiers est en lecture seule', en: 'the file system is read-only' },
  ENOENT: {
    fr: 'ce fichier n’est plus là : il a été déplacé ou supprimé pendant le travail',
    en: 'this file is no longer there: it was moved or removed meanwhile',
  },
  ELOOP: { fr: 'ce lien ne mène qu’à lui-même', en: 'this link leads to nothing but itself' },
  EIO: { fr: 'le disque ou le réseau ne rend pas ce fichier', en: 'the disk or the network does not give this file' },
  ESTALE: { fr: 'le partage réseau a été coupé', en: 'the network share was cut off' },
  ENOTDIR: fileInTheWay,
  EEXIST: fileInTheWay,
};

/** A file of the program itself that can't be read is a fault of ours, not of what was given. */
const ownFolder = fileURLToPath(new URL('.', import.meta.url));

/** What the system refused, as a message for the user; null when the error is of another kind. */
export function accessRefused(error: unknown): ImportError | null {
  if (!(error instanceof Error)) return null;
  const { code, path } = error as NodeJS.ErrnoException;
  const reason = reasons[code ?? ''];
  if (reason === undefined || path === undefined || path.startsWith(ownFolder)) return null;
  return new ImportError(
    path,
    null,
    reason,
    {
      fr: 'Vérifiez le chemin et ses droits d’accès, puis recommencez',
      en: 'Check the path and its permissions, then start again',
    },
    { cause: error },
  );
}
