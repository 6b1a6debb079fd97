import { ImportError } from './import-error.ts';

/** Whether an error, ours or the engine's, comes from a disk (or a quota) that takes no more bytes. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return (
    ['ENOSPC', 'EFBIG', 'EDQUOT'].includes(code) ||
    /no space left|file too large|disk quota|could not write (all|file)|max_temp_directory_size|failed to offload/i.test(
      error.message,
    ) ||
    isDiskFull(error.cause)
  );
}

/** The one message for a full disk. */
export function diskFull(folder: string, error: unknown): ImportError {
  return new ImportError(
    folder,
    null,
    {
      fr: 'le disque est plein, ou une limite de taille de fichier est atteinte',
      en: 'the disk is full, or a limit on file size was reached',
    },
    {
      fr: 'Rien n’a été publié et les données précédentes restent servies. Libérez de la place, puis importez à nouveau',
      en: 'Nothing was published and the former data are still served. Free some space, then import again',
    },
    { cause: error },
  );
}
