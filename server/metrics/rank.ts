import type { Row } from '../contract/results.ts';
import type { Network } from '../facts/network.ts';

export interface Ranked {
  readonly subject_id: string;
  readonly name: string;
  /** Null: not defined for this subject; such rows come last and have no rank. */
  readonly value: number | null;
  /** False keeps the value but gives no rank: too uncertain to be put in an order. Ranked unless said. */
  readonly isOrdered?: boolean;
  /** What the metric adds after `rank`. */
  readonly columns?: Row;
}

/**
 * Rows of a ranking: largest value first, equal values (to a relative 1e-12) share a rank as in 1, 2, 2, 4 and are
 * then in the order of `subject_id`.
 */
export function rank(subjects: readonly Ranked[]): Row[] {
  const byId = (a: Ranked, b: Ranked) => compare(a.subject_id, b.subject_id);
  const ordered = subjects
    .flatMap((subject) =>
      subject.value === null || subject.isOrdered === false ? [] : [{ subject, value: subject.value }],
    )
    .sort((a, b) => b.value - a.value);
  const rows: Row[] = [];
  for (let begin = 0; begin < ordered.length; ) {
    const first = ordered[begin]?.value ?? 0;
    const reach = 1e-12 * Math.max(1, Math.abs(first));
    let end = begin + 1;
    while (first - (ordered[end]?.value ?? Number.NEGATIVE_INFINITY) <= reach) end++;
    const equal = ordered.slice(begin, end).map(({ subject }) => subject);
    for (const subject of equal.sort(byId)) rows.push(row(subject, begin + 1));
    begin = end;
  }
  const unranked = subjects.filter(({ value, isOrdered }) => value === null || isOrdered === false);
  const last = unranked.sort((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity) || byId(a, b));
  return [...rows, ...last.map((subject) => row(subject, null))];
}

/**
 * A ranking of the people of a network that the filter shows, isolates included; `measure` gets the index of a node.
 * Who is measured null is not listed.
 */
export function rankPeople(
  network: Pick<Network, 'people' | 'inScope'>,
  measure: (node: number) => Pick<Ranked, 'value' | 'columns' | 'isOrdered'> | null,
): Row[] {
  return rank(
    network.people.flatMap((person, node) => {
      const measured = network.inScope[node] === 1 ? measure(node) : null;
      return measured === null ? [] : [{ subject_id: person, name: person, ...measured }];
    }),
  );
}

const row = ({ subject_id, name, value, columns }: Ranked, rank: number | null): Row => ({
  subject_id,
  name,
  value,
  rank,
  ...columns,
});

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
