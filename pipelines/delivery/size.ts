import type { Delivery } from '../sources/define.ts';

/** A delivery of fewer bytes is read sooner by one thread. */
const smallDelivery = 500_000;

/** Bytes of a delivery's files, unpacked. */
export function bytesOf({ files }: Pick<Delivery, 'files'>): number {
  return files.reduce((sum, file) => sum + file.size, 0);
}

/** Whether there is so little to read that one thread does it sooner than several. */
export function isSmallDelivery(delivery: Pick<Delivery, 'files'>): boolean {
  return bytesOf(delivery) < smallDelivery;
}
