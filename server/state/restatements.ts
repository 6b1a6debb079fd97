import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Restatement, restatementSchema } from '../contract/restatements.ts';

/**
 * The figures that were revised after they were published, the latest first: the pipeline appends them to `ledger.jsonl`.
 * Figures of fewer than five people are already withheld there. @throws ZodError on a line that is none of ours.
 */
export function readRestatements(dataFolder: string): Restatement[] {
  const path = join(dataFolder, 'ledger.jsonl');
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => restatementSchema.parse(JSON.parse(line)))
    .toReversed();
}
