import { ImportError } from '../../import-error.ts';
import type { StagingContext } from '../define.ts';

/** A file beside the tables whose only line names the server's time zone: `Europe/Paris`. */
const zoneFile = 'timezone.txt';

/** The zone that the server's dates are in: what timezone.txt says, else UTC with a warning. Throws ImportError for a name that isn't a zone's. */
export async function serverZone(context: StagingContext): Promise<string> {
  const { delivery } = context;
  if (!delivery.files.some(({ path }) => path === zoneFile)) {
    context.warn({
      fr: `dates lues comme du temps universel (UTC) : si le serveur est à une autre heure, ajoutez un fichier ${zoneFile} qui contient le nom de son fuseau, comme Europe/Paris`,
      en: `dates read as universal time (UTC): if the server keeps another, add a file ${zoneFile} with the name of its zone, such as Europe/Paris`,
    });
    return 'UTC';
  }
  const zone = (await delivery.head(zoneFile)).trim();
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch (error) {
    throw new ImportError(
      zoneFile,
      1,
      { fr: 'ce n’est pas le nom d’un fuseau horaire', en: 'this is not the name of a time zone' },
      {
        fr: 'Écrivez un nom comme Europe/Paris ou UTC, seul sur la première ligne',
        en: 'Write a name such as Europe/Paris or UTC, alone on the first line',
      },
      { cause: error },
    );
  }
}
