import { mostAmbassadorsListed } from '../contract/ambassadors.ts';
import type { Text } from '../contract/text.ts';
import { tierOf } from '../models/bootstrap-tiers.ts';
import type { AmbassadorScores } from './ambassador-scoring.ts';

/**
 * All of some positions when they are few, else those in tiers A and B and, up to `mostAmbassadorsListed`, the others that most
 * resamples found in the top, higher scores first among equal ones.
 */
export function mostStable(
  positions: readonly number[],
  { stability, value }: Pick<AmbassadorScores, 'stability' | 'value'>,
): readonly number[] {
  if (positions.length <= mostAmbassadorsListed) return positions;
  const sorted = positions.toSorted(
    (a, b) =>
      (stability[b] as number) - (stability[a] as number) || (value[b] as number) - (value[a] as number) || a - b,
  );
  const recruits = sorted.filter((position) => tierOf(stability[position] as number) !== 'C').length;
  return sorted.slice(0, Math.max(mostAmbassadorsListed, recruits));
}

/** Says how many people the list leaves out, if any. */
export function notAllListed(above: number, listed: number): Text[] {
  if (listed === above) return [];
  const [fr = '', en = ''] = ['fr', 'en'].map((language) => above.toLocaleString(language));
  return [
    {
      fr: `${fr} personnes dépassent la médiane : la liste en montre ${listed.toLocaleString('fr')}, celles que le plus de rééchantillonnages placent en tête. Choisissez un service pour voir les siennes.`,
      en: `${en} people are above the median: the list shows ${listed.toLocaleString('en')} of them, those whom most resamples place in the top. Choose a department to see its own.`,
    },
  ];
}
