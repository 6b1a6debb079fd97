import type { Row } from '../contract/results.ts';
import type { Text } from '../contract/text.ts';
import type { MetricDefinition, Part } from '../metrics/define.ts';

/** A verdict made of measures: it names its parts and their weights, and says why each row stands where it stands. */
export interface ScoreDefinition extends MetricDefinition {
  readonly family: 'scores';
  readonly parts: readonly Part[];
  /** In plain words with raw counts, the strongest first. A figure that the viewer may not see (null) is in none. */
  reasons(row: Row): readonly Text[];
  /** What to do about the row; null when nothing needs doing. */
  action(row: Row): Text | null;
}

/** Keeps the literal id and shape of a score, so that a misspelt id does not compile. */
export function defineScore<const S extends ScoreDefinition>(score: S): S {
  return score;
}

/** The number in a cell, or null when it holds none. */
export function numberIn(row: Row, key: string): number | null {
  const value = row[key];
  return typeof value === 'number' ? value : null;
}

/** `one` for 0 and 1 in French and for 1 in English, else `many`; `#` stands for the number. */
export function counted(
  count: number,
  fr: readonly [one: string, many: string],
  en: readonly [one: string, many: string],
): Text {
  const shown = String(count);
  return {
    fr: (count < 2 ? fr[0] : fr[1]).replace('#', shown),
    en: (count === 1 ? en[0] : en[1]).replace('#', shown),
  };
}

/** The order of a score of people: by tier, then by id, so that nobody stands above another of the same tier. */
export function byTierThenId(a: Row, b: Row): number {
  const [tier, other] = [String(a.tier), String(b.tier)];
  if (tier !== other) return tier < other ? -1 : 1;
  return String(a.subject_id) < String(b.subject_id) ? -1 : 1;
}
