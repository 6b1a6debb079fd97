import { ImportError } from '../import-error.ts';

/** What a Parquet file of which the engine can read nothing, or not all, is called. */
export function damagedParquetFile(path: string, cause: unknown): ImportError {
  return new ImportError(
    path,
    null,
    {
      fr: 'ce fichier Parquet est tronqué ou abîmé, ou n’en est pas un',
      en: 'this Parquet file is cut short or damaged, or is none',
    },
    {
      fr: 'Copiez-le de nouveau et comparez sa taille à celle de l’original ; sinon, écrivez-le à nouveau',
      en: 'Copy it again and compare its size with the original; failing that, write it again',
    },
    { cause },
  );
}
