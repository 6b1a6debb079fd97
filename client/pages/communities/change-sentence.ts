import type { Row } from '../../../server/contract/results.ts';
import { numberAt, textAt } from '../../lib/rows.ts';
import type { FindingTools } from '../../panels/finding-tools.ts';

type Tools = Pick<FindingTools, 't' | 'format'>;

/** From this level on, a tenth of a contributor is no news. */
const wholeFrom = 10;

export const isFalling = (row: Row): boolean => textAt(row, 'direction') === 'falling';

/** What changed, without its date: "4 contributors a week instead of 11". */
export function changeWords(row: Row, { t, format }: Tools): string {
  const before = shown(numberAt(row, 'contributors_before'));
  const after = shown(numberAt(row, 'contributors_after'));
  if (before === null || after === null) {
    return t(isFalling(row) ? 'communitiesPage.changes.hiddenFall' : 'communitiesPage.changes.hiddenRise');
  }
  const was = format.cell(before, 'people');
  const is = format.cell(after, 'people');
  if (after === 0) return t('communitiesPage.changes.nobodySince', { before: was });
  if (before === 0) return t('communitiesPage.changes.nobodyBefore', { count: after, after: is });
  return t('communitiesPage.changes.levels', { count: after, after: is, before: was });
}

/** The whole sentence: "Since the week of 3 March 2026, 4 contributors a week instead of 11". */
export const changeSentence = (row: Row, tools: Tools): string =>
  tools.t('communitiesPage.changes.since', {
    day: tools.format.day(textAt(row, 'since') ?? ''),
    what: changeWords(row, tools),
  });

/** A level as it is read: whole from ten on. */
const shown = (level: number | null): number | null =>
  level === null ? null : level >= wholeFrom ? Math.round(level) : Math.round(level * 10) / 10;
