import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ImportError } from '../import-error.ts';
import { writeDurably } from './durable.ts';

/**
 * The installation's secret: 32 bytes, written as hex in a file that only its owner reads, created once.
 * Every pseudonym depends on it: with another key the same person gets another id. Throws ImportError when the file
 * holds something else, or is missing where imports rest on it (`isUsed`), rather than quietly starting a second set of
 * pseudonyms.
 */
export async function loadSecretKey(path: string, tempFolder: string, isUsed: boolean): Promise<Buffer> {
  const existing = await readSecretKey(path);
  if (existing !== null) return existing;
  if (isUsed) throw keyMissing(path);
  const key = randomBytes(32);
  await writeDurably(path, `${key.toString('hex')}\n`, tempFolder, 0o600);
  return key;
}

/** The key, or null when there is none yet. Throws ImportError when the file does not hold 32 bytes of hex. */
export async function readSecretKey(path: string): Promise<Buffer | null> {
  let text: string;
  try {
    text = (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  if (!/^[0-9a-f]{64}$/i.test(text)) {
    throw new ImportError(
      path,
      null,
      {
        fr: 'ce fichier de clé ne contient pas 64 caractères hexadécimaux',
        en: 'this key file does not hold 64 hexadecimal characters',
      },
      {
        fr: 'Remettez la clé d’origine : les pseudonymes faits avec une autre clé ne correspondraient pas aux données déjà importées',
        en: 'Put the original key back: pseudonyms made with another key would not match the data already imported',
      },
    );
  }
  return Buffer.from(text, 'hex');
}

function keyMissing(path: string): ImportError {
  return new ImportError(
    path,
    null,
    {
      fr: 'la clé secrète n’est plus là, alors que les imports de ce dossier reposent sur elle',
      en: 'the secret key is no longer there, though the imports of this folder rest on it',
    },
    {
      fr: 'Remettez ce fichier depuis une sauvegarde, ou dites où il est par VIGIE_KEY_FILE. S’il est perdu, importez de nouveau tous les exports dans un dossier de données neuf',
      en: 'Put this file back from a backup, or say where it is by VIGIE_KEY_FILE. If it is lost, import all exports again into a new data folder',
    },
  );
}
