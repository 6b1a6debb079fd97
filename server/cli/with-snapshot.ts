import { UserError } from '../errors.ts';
import { QueryError } from '../facts/db.ts';
import { openSnapshot, type Snapshot, snapshotPath } from '../facts/open.ts';

/** Opens the published snapshot for one command; `country` as in `openSnapshot`. @throws UserError when nothing was imported yet, or the file can't be read. */
export async function withSnapshot<T>(
  dataFolder: string,
  use: (snapshot: Snapshot) => Promise<T>,
  country?: string,
): Promise<T> {
  const snapshot = await snapshotOf(dataFolder, country);
  if (snapshot === null) {
    throw new UserError('nothing_loaded', {
      fr: `Aucune donnée dans ${dataFolder} : chargez un export par « vigie import ».`,
      en: `No data in ${dataFolder}: load an export with "vigie import".`,
    });
  }
  try {
    return await use(snapshot);
  } finally {
    snapshot.close();
  }
}

/** The published snapshot, or null when nothing was imported yet. @throws UserError when the file can't be read. */
export async function snapshotOf(dataFolder: string, country?: string): Promise<Snapshot | null> {
  return openSnapshot(dataFolder, country).catch((error: unknown) => {
    throw error instanceof QueryError ? unreadable(dataFolder) : error;
  });
}

function unreadable(dataFolder: string): UserError {
  const path = snapshotPath(dataFolder);
  return new UserError('snapshot_unreadable', {
    fr: `Illisible, abîmé ou fait par une autre version : ${path}. Chargez un export par « vigie import », même déjà chargé : ce fichier est alors refait à partir des imports.`,
    en: `Unreadable, damaged or made by another version: ${path}. Load an export with "vigie import", even one loaded before: this file is then made again from the imports.`,
  });
}
