import { basename } from 'node:path';
import { isDiskFull } from '../disk-full.ts';
import { ImportError } from '../import-error.ts';

/** Turns what an unpacker threw into one message for the user; errors that already say what to do pass unchanged. */
export function damagedArchive(path: string, error: unknown): Error {
  if (error instanceof ImportError || isDiskFull(error)) return error as Error;
  const cause = error instanceof Error ? error.message : String(error);
  if (cause.startsWith('multi-disk')) return splitArchive(path, error);
  return new ImportError(
    basename(path),
    null,
    {
      fr: `cette archive est tronquée ou abîmée (détail technique : ${cause})`,
      en: `this archive is cut short or damaged (${cause})`,
    },
    {
      fr: 'Copiez-la ou téléchargez-la de nouveau, comparez sa taille à celle de l’original, puis importez-la à nouveau. Si elle ne s’ouvre toujours pas, l’export lui-même s’est interrompu : demandez-le de nouveau à la plateforme',
      en: 'Copy or download it again, compare its size with the original, then import it again. If it still does not open, the export itself broke off: ask the platform for it again',
    },
    { cause: error },
  );
}

function splitArchive(path: string, cause: unknown): ImportError {
  return new ImportError(
    basename(path),
    null,
    {
      fr: 'cette archive est coupée en plusieurs morceaux (.z01, .z02…), dont celui-ci n’est que le dernier',
      en: 'this archive was split into several parts (.z01, .z02…), of which this is only the last',
    },
    {
      fr: 'Réunissez tous les morceaux dans un dossier, décompressez-les ensemble (7-Zip ouvre le .zip), puis importez le dossier obtenu',
      en: 'Put all the parts into one folder, unpack them together (7-Zip opens the .zip), then import the folder',
    },
    { cause },
  );
}
