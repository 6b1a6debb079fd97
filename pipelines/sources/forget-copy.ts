import { rm } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import type { StagingContext } from './define.ts';

/**
 * Removes a file that was unpacked or re-encoded to be read (`Delivery.onDisk`), once its facts are taken: texts don't
 * wait in the work folder for the end of the import. What the user gave is never touched.
 */
export async function forgetCopy(context: StagingContext, path: string): Promise<void> {
  if (resolve(path).startsWith(resolve(context.workFolder) + sep)) await rm(path, { force: true });
}
