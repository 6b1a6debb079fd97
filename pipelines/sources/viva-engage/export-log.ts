import type { StagingContext } from '../define.ts';
import { figure } from '../../words.ts';
import { findNamed } from './find-tables.ts';

/** What a log of an export says of things gone wrong. */
export interface ExportErrors {
  readonly count: number;
  /** The first line that tells of an error, without what could name somebody; null when there is none. */
  readonly first: string | null;
}

/** More than any log has shown; the rest of a longer one is not counted. */
const logBytes = 4 * 2 ** 20;
const tellsOfError = /\b(errors?|failed|failures?|exceptions?|timed out|time-?out|unable|could not|cannot)\b/i;
/** The log also counts: `Errors: 2`, `2 errors`, `0 errors`, `no failures`. */
const onlyCounts =
  /\b(errors?|failures?|exceptions?)\b\W{0,3}(0|none)\b|\b(0|no|without)\s+(errors?|failures?|exceptions?)\b|\berrors\W{1,3}\d+\s*$|^\W*\d+\s+(errors?|failures?|exceptions?)\W*$/i;
const stated = /\berrors\W{1,3}(\d{1,9})\s*$|^\W*(\d{1,9})\s+(?:errors?|failures?|exceptions?)\W*$/i;

/** The only words that are repeated: any other may be a name or a login. */
const plainWords = new Set(
  `a access after an and at attachment attachments be been before by can cannot connection could data date denied
  download downloaded downloading during error errors exceeded exception export exported exporting failed failure fatal
  fetch fetching file files for found from group groups has have image images in incomplete info internal is large limit
  many message messages missing network networks no not of on or out page pages partial process processing range read
  reading record records request response retries retry retrieve retrieving row rows server service size skipped
  skipping the thread threads timed timeout to too topic topics unable user users version versions warn warning was were
  while with write writing`.split(/\s+/),
);

/** Reads a log.txt: how many lines tell of an error, or how many it says where none does; and the first of them. */
export function exportErrors(log: string): ExportErrors {
  const telling = log.split(/\r\n|\n|\r/).filter((line) => tellsOfError.test(line));
  const lines = telling.filter((line) => !onlyCounts.test(line));
  const [first] = lines;
  if (first !== undefined) return { count: lines.length, first: withoutPeople(first) };
  const counts = telling.map((line) => stated.exec(line)).map((found) => Number(found?.[1] ?? found?.[2] ?? 0));
  return { count: Math.max(0, ...counts), first: null };
}

/** Says how many errors the exports met, by their own logs, and the first of them. */
export async function warnOfLogs(context: StagingContext): Promise<void> {
  let count = 0;
  let first: string | null = null;
  for (const { path } of findNamed(context.delivery, 'log.txt')) {
    const errors = exportErrors(await context.delivery.head(path, logBytes));
    count += errors.count;
    first ??= errors.first;
  }
  if (count === 0) return;
  const errors = figure(count);
  const said = first === null ? { fr: '', en: '' } : { fr: `. La première : ${first}`, en: `. The first: ${first}` };
  context.warn({
    fr: `l’export signale lui-même des erreurs (${errors.fr} dans log.txt) : il peut être incomplet${said.fr}`,
    en: `the export itself reports errors (${errors.en} in log.txt): it may be incomplete${said.en}`,
  });
}

/** A line with anything that could be a name, an address, a link or an id replaced by an ellipsis; 160 characters. */
function withoutPeople(line: string): string {
  return line
    .trim()
    .split(/\s+/)
    .map((word) => (isHarmless(word.replace(/^\W+|\W+$/g, '')) ? word : '…'))
    .join(' ')
    .replace(/…( …)+/g, '…')
    .slice(0, 160);
}

function isHarmless(word: string): boolean {
  return (
    word === '' ||
    plainWords.has(word.toLowerCase()) ||
    /^(messages|users|groups|networks|topics|files|pages|messageversions|messagethreadsoutbound)\.csv$/i.test(word) ||
    /^\d{1,4}$/.test(word) ||
    /^\d{4}[-/]\d{2}[-/]\d{2}(T[\d:.]+)?Z?$/.test(word) ||
    /^\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/.test(word)
  );
}
