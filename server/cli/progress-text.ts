import type { Language } from '../contract/text.ts';
import { timeLeft } from '../contract/time-left.ts';

/** What was read in a step so far. */
export interface ReadInStep {
  readonly bytes?: { readonly done: number; readonly total: number } | null | undefined;
  readonly records?: number | null | undefined;
}

/** How far a step is that runs for `seconds`, in one line: bytes, records and the reading time left, as far as they are known; null when nothing is. */
export function progressText({ bytes, records }: ReadInStep, seconds: number, language: Language): string | null {
  const french = language === 'fr';
  const figure = (n: number, digits: number): string =>
    n.toLocaleString(french ? 'fr-FR' : 'en-GB', { maximumFractionDigits: digits });
  const size = (n: number): string => `${figure(n / 1e6, n < 1e7 ? 1 : 0)}\u00a0${french ? 'Mo' : 'MB'}`;
  const words: string[] = [];
  if (bytes) words.push(`${size(bytes.done)} ${french ? 'sur' : 'of'} ${size(bytes.total)}`);
  if (records) words.push(`${figure(records, 0)} ${french ? 'enregistrements lus' : 'records read'}`);
  const left = bytes && bytes.done < bytes.total ? timeLeft(bytes.done, bytes.total, seconds) : null;
  if (left !== null) {
    const minutes = figure(Math.ceil(left / 60), 0);
    words.push(french ? `encore environ ${minutes}\u00a0min de lecture` : `about ${minutes}\u00a0min of reading left`);
  }
  return words.length === 0 ? null : words.join(', ');
}
