import { forecastInUse } from '../../../server/contract/proof-words.ts';
import type { Row } from '../../../server/contract/results.ts';
import type { FindingTools } from '../../panels/finding-tools.ts';

/** The verdict of the page in one sentence; null until something was tried. */
export function proofHeadline(
  silence: readonly Row[],
  ambassadors: readonly Row[],
  { t }: Pick<FindingTools, 't'>,
): string | null {
  const first = silenceState(silence);
  const second = ambassadorState(ambassadors);
  const silenceText = first === null ? null : t(`backtest.headline.silence.${first}`);
  const ambassadorText = second === null ? null : t(`backtest.headline.ambassadors.${second}`);
  if (silenceText === null) return ambassadorText === null ? null : capital(ambassadorText);
  return ambassadorText === null
    ? silenceText
    : t('backtest.headline.both', { silence: silenceText, ambassadors: ambassadorText });
}

/** Whether the forecast is better than its best baseline for both kinds, for one, or for none. */
function silenceState(rows: readonly Row[]): 'holds' | 'partly' | 'fails' | null {
  const verdicts = ['community', 'member'].flatMap((kind) => forecastInUse(rows, kind)?.['verdict'] ?? []);
  const better = verdicts.filter((verdict) => verdict === 'better').length;
  if (verdicts.length === 0) return null;
  return better === verdicts.length ? 'holds' : better > 0 ? 'partly' : 'fails';
}

/** Whether the score beats a count on every outcome, chance on every one, or not even that. */
function ambassadorState(rows: readonly Row[]): 'holds' | 'chance' | 'fails' | null {
  const beats = (ranking: string): boolean =>
    rows.filter((row) => row['ranking'] === ranking).every((row) => row['verdict'] === 'better');
  if (rows.length === 0) return null;
  return beats('contributions') ? 'holds' : beats('random') ? 'chance' : 'fails';
}

const capital = (text: string): string => `${text.charAt(0).toLocaleUpperCase()}${text.slice(1)}`;
