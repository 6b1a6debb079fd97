import { ImportError } from '../import-error.ts';
import { figure } from '../words.ts';

/** What an archive may grow to. Real exports compress 3 to 30 times; a bomb a thousand times or more. */
export interface ArchiveLimits {
  readonly inflatedBytes: number;
  readonly ratio: number;
  readonly entries: number;
}

export const defaultArchiveLimits: ArchiveLimits = { inflatedBytes: 64 * 2 ** 30, ratio: 250, entries: 2_000_000 };

/** Below this size no ratio is suspicious: a file of blanks compresses well. */
const ratioFloorBytes = 64 * 2 ** 20;

/** Throws ImportError as soon as what was inflated so far passes a limit. */
export function checkInflated(archive: string, packed: number, inflated: number, limits: ArchiveLimits): void {
  if (inflated > limits.inflatedBytes || (inflated > ratioFloorBytes && inflated > packed * limits.ratio)) {
    throw new ImportError(
      archive,
      null,
      {
        fr: `cette archive passe de ${mebibytes(packed).fr} Mio à plus de ${mebibytes(inflated).fr} Mio, ce qui ressemble à une bombe de décompression`,
        en: `this archive inflates from ${mebibytes(packed).en} MiB to more than ${mebibytes(inflated).en} MiB, which looks like a decompression bomb`,
      },
      {
        fr: 'Si l’archive est authentique, décompressez-la, puis importez le dossier obtenu',
        en: 'If the archive is genuine, unpack it, then import the folder',
      },
    );
  }
}

/** Throws ImportError when an archive holds more entries than any export does. */
export function checkEntryCount(archive: string, entries: number, limits: ArchiveLimits): void {
  if (entries > limits.entries) {
    const most = figure(limits.entries);
    throw new ImportError(
      archive,
      null,
      {
        fr: `cette archive contient plus de ${most.fr} entrées`,
        en: `this archive holds more than ${most.en} entries`,
      },
      { fr: 'Décompressez-la, puis importez le dossier obtenu', en: 'Unpack it, then import the folder' },
    );
  }
}

const mebibytes = (bytes: number) => figure(bytes / 2 ** 20, 1);
