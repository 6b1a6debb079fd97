import { ImportError } from '../import-error.ts';

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
      `inflates to more than ${Math.round(inflated / 2 ** 20)} MiB from ${Math.round(packed / 2 ** 20)} MiB, which looks like a decompression bomb`,
      'If the archive is genuine, unpack it and give the folder',
    );
  }
}

/** Throws ImportError when an archive holds more entries than any export does. */
export function checkEntryCount(archive: string, entries: number, limits: ArchiveLimits): void {
  if (entries > limits.entries) {
    throw new ImportError(archive, null, `holds more than ${limits.entries} entries`, 'Unpack it and give the folder');
  }
}
