import { UserError } from '../errors.ts';

/** What is left free for everything else on the disk. */
const reserve = 256 * 1024 ** 2;

/**
 * Whether a delivery of so many bytes can be taken: within the limit, and with room for it on the disk.
 * @throws UserError that says how much there is and how much is asked.
 */
export function roomFor(bytes: number, { maxBytes, free }: { maxBytes: number; free: number }): void {
  if (bytes > maxBytes) {
    throw new UserError(
      'too_large',
      {
        fr: `Cette livraison fait ${gigabytes(bytes, 'fr')} Go ; la limite est de ${gigabytes(maxBytes, 'fr')} Go. Déposez-la en plusieurs fois, ou lancez Vigie avec --max-upload et une limite plus haute.`,
        en: `This delivery is ${gigabytes(bytes, 'en')} GB; the limit is ${gigabytes(maxBytes, 'en')} GB. Drop it in several parts, or start Vigie with --max-upload and a higher limit.`,
      },
      413,
    );
  }
  if (bytes + reserve > free) {
    throw new UserError(
      'disk_full',
      {
        fr: `Cette livraison fait ${gigabytes(bytes, 'fr')} Go et le disque de Vigie n’a que ${gigabytes(Math.max(0, free), 'fr')} Go libres. Faites de la place, puis recommencez.`,
        en: `This delivery is ${gigabytes(bytes, 'en')} GB and the disk of Vigie has only ${gigabytes(Math.max(0, free), 'en')} GB free. Make room, then try again.`,
      },
      507,
    );
  }
}

/** Whether a write failed because the disk, a quota or a limit on file size takes no more. */
export function isDiskFull(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG';
}

/** What to say when the disk took no more half-way: `missing` bytes are still to come, and it has `free` bytes left. */
export function fullDisk({ missing, free }: { missing: number; free: number }): UserError {
  const wanted = missing + reserve - free;
  const text =
    wanted > 0
      ? {
          fr: `Le disque de Vigie est plein\u00a0: libérez ${gigabytes(wanted, 'fr')}\u00a0Go, puis reprenez l’envoi, qui continuera où il s’est arrêté.`,
          en: `The disk of Vigie is full: free ${gigabytes(wanted, 'en')} GB, then resume the upload; it goes on where it stopped.`,
        }
      : {
          fr: 'Le disque de Vigie n’accepte plus rien (un quota, ou une limite de taille de fichier)\u00a0: levez cette limite, puis reprenez l’envoi, qui continuera où il s’est arrêté.',
          en: 'The disk of Vigie takes no more (a quota, or a limit on file size): lift that limit, then resume the upload; it goes on where it stopped.',
        };
  return new UserError('disk_full', text, 507);
}

function gigabytes(bytes: number, language: 'fr' | 'en'): string {
  return (bytes / 1000 ** 3).toLocaleString(language === 'fr' ? 'fr-FR' : 'en-GB', { maximumSignificantDigits: 2 });
}
