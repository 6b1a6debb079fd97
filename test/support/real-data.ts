import { describe } from 'vitest';
import { realData } from './world.ts';

/**
 * A `describe` over one real export, given its path. Without the file it is skipped on a user's machine, the title
 * saying why, and fails where CI=true promises that the data are there.
 */
export function describeRealData(file: string, tests: (path: string) => void): void {
  const path = realData(file);
  if (path !== null) describe(`real data: ${file}`, () => tests(path));
  // Real exports are too large for this repository, and not all ours to give: who has none can run all the rest.
  else describe.skip(`real data: ${file} (absent; VIGIE_REAL_DATA names its folder)`, () => tests(file));
}
