import { type AmbassadorEvidence, facetIds, type Facets, facetsWithout } from './ambassador-facets.ts';
import { logFloor, percentileInstead } from './composite.ts';
import { everyWeekOnce, exchangeOn, strongestWriters } from './written-exchange.ts';

/** Where more people than this write as much as the one who writes most, nobody stands out. */
const mostStrongest = 3;
const nobody = [-1];

/**
 * Writes each person's score as if the one who writes most to them had never exchanged with them, the others unchanged: the
 * lowest where up to three write as much, NaN where more do, and the score itself where nobody writes.
 * @returns what writes the scores of the people from position `begin` to `end` (out).
 */
export function withoutStrongest({
  evidence,
  people,
  raw,
  weights,
}: {
  readonly evidence: AmbassadorEvidence;
  readonly people: Uint32Array;
  readonly raw: Facets;
  readonly weights: Float64Array;
}): (begin: number, end: number, scores: Float64Array) => void {
  const once = everyWeekOnce(evidence.written.weeks);
  const exchange = exchangeOn(evidence.written, once);
  const without = facetsWithout(evidence, exchange, people, once);
  const sorted = facetIds.map((id) => Float64Array.from(raw[id]).sort());
  const scoreWithout = (position: number, writer: number): number => {
    const values = without(people[position] as number, writer);
    let logs = 0;
    facetIds.forEach((id, f) => {
      const own = raw[id][position] as number;
      const percentile = percentileInstead(sorted[f] as Float64Array, own, values[f] as number);
      logs += (weights[f] as number) * logFloor(percentile);
    });
    return Math.exp(logs);
  };
  return (begin, end, scores) => {
    for (let position = begin; position < end; position++) {
      const { writers } = strongestWriters(exchange, people[position] as number);
      const left = writers.length === 0 ? nobody : writers;
      scores[position] =
        left.length > mostStrongest ? Number.NaN : Math.min(...left.map((writer) => scoreWithout(position, writer)));
    }
  };
}
