import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../contract/text.ts';
import { failedFolder, processedFolder } from './inbox.ts';
import { type Outcome, outcomeText } from './outcome.ts';

/**
 * Moves a delivery out of the watched folder by one rename, under the day's date, so that it stands in one place or the
 * other and never in both. Why it failed is written beside it first: a delivery in `failed/` always has its report.
 */
export function fileAway(folder: string, found: Omit<Outcome, 'moved_to'>, language: Language): Outcome {
  const shelf = found.error === null ? processedFolder : failedFolder;
  mkdirSync(join(folder, shelf), { recursive: true });
  const outcome: Outcome = {
    ...found,
    moved_to: freeName(folder, `${shelf}/${found.at.slice(0, 10)}-${found.delivery}`),
  };
  const target = join(folder, outcome.moved_to);
  if (outcome.error !== null) {
    writeFileSync(`${target}.report.json`, `${JSON.stringify(outcome, null, 2)}\n`);
    writeFileSync(`${target}.report.txt`, outcomeText(outcome, language));
  }
  renameSync(join(folder, found.delivery), target);
  return outcome;
}

/** The name, or the name with a number when a delivery of that name came on the same day. */
function freeName(folder: string, name: string): string {
  if (!existsSync(join(folder, name))) return name;
  for (let again = 2; ; again++) {
    const numbered = name.replace(/((?:\.[a-z]{2,8})*)$/i, ` (${again})$1`);
    if (!existsSync(join(folder, numbered))) return numbered;
  }
}
