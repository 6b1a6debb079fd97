import { UserError } from '../errors.ts';
import { openSnapshot, type Snapshot } from '../facts/open.ts';

/** Opens the published snapshot for one command. @throws UserError when nothing was imported yet. */
export async function withSnapshot<T>(dataFolder: string, use: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  const snapshot = await openSnapshot(dataFolder);
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
