import { statfs, stat } from 'node:fs/promises';
import { ImportError } from '../import-error.ts';
import type { DataFolder } from '../store/data-folder.ts';
import { figure, type Words } from '../words.ts';

/** What an import may write at once beside a copy of the snapshot: tables, engine files, logs. */
const fixedBytes = 32 * 2 ** 20;

/**
 * An estimate of the disk that an import uses at its peak, in bytes: what is unpacked or rewritten of the delivery and
 * becomes Parquet (together never more than the delivery unpacked, as measured on exports with message texts), and the
 * new snapshot beside the former.
 */
export async function diskNeeded(folder: DataFolder, unpackedBytes: number): Promise<number> {
  return fixedBytes + unpackedBytes + 1.2 * (await sizeOf(folder.facts));
}

/** Throws ImportError, before anything is read, when the data folder's disk has less left than the import will need. */
export async function requireDisk(folder: DataFolder, delivery: string, unpackedBytes: number): Promise<void> {
  const needed = await diskNeeded(folder, unpackedBytes);
  const { bavail, bsize } = await statfs(folder.root);
  const free = bavail * bsize;
  if (free >= needed) return;
  const [wants, has] = [megabytes(needed), megabytes(free)];
  throw new ImportError(
    delivery,
    null,
    {
      fr: `cet import demande environ ${wants.fr} Mo de disque et il en reste ${has.fr} dans ${folder.root}`,
      en: `this import takes about ${wants.en} MB of disk and ${has.en} are left in ${folder.root}`,
    },
    {
      fr: 'Libérez de la place ou choisissez un autre dossier de données, puis importez à nouveau ; rien n’a été lu ni changé',
      en: 'Free some space or choose another data folder, then import again; nothing was read or changed',
    },
  );
}

const megabytes = (bytes: number): Words => figure(Math.ceil(bytes / 1e6));

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch {
    // Nothing is published yet.
    return 0;
  }
}
