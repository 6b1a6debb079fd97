import { incompleteGamma } from './statistics.ts';

/**
 * How likely a tie is to count at least so many events, if all events fell on pairs at random and everyone kept the number of
 * theirs (marginal likelihood filter: Dianati 2016; Poisson for its binomial, which it meets as networks grow). The smaller,
 * the more the tie stands out: a single event of two people who have hardly any other is no wonder among many pairs.
 * @param events counted on the tie, at least 1
 * @param expected events of the one × events of the other ÷ events of all, each event counted at both ends
 */
export function marginalLikelihood(events: number, expected: number): number {
  return incompleteGamma(events, expected).lower;
}
