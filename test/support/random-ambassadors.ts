import { random } from '../../server/graph/random.ts';
import type { AmbassadorEvidence } from '../../server/models/ambassador-facets.ts';
import { datedExchanges, noneMoved, pairOf } from '../../server/models/dated-partners.ts';
import { writtenEvidence } from '../../server/models/written-exchange.ts';

/** What facets look at of people drawn at random; some of them moved, some wrote to nobody, questions are known or not. */
export function randomEvidence(
  seed: number,
  people: number,
  weeks: number,
  knowsQuestions: boolean,
): AmbassadorEvidence {
  const draw = random(seed);
  const someone = () => Math.floor((people - 2) * draw.next() ** 2);
  const lines = new Map<number, readonly [number, number, number]>();
  for (let k = 0; k < 6 * people; k++) {
    const [from, to, week] = [someone(), someone(), draw.below(weeks)];
    if (from !== to) lines.set(pairOf(people, from, to) * weeks + week, [from, to, week]);
  }
  const sorted = [...lines].sort(([a], [b]) => a - b).map(([, line]) => line);
  const written = writtenEvidence(
    people,
    weeks,
    sorted.map(([from]) => from),
    sorted.map(([, to]) => to),
    sorted.map(([, , week]) => week),
    sorted.map(() => 0.01 + draw.next()),
    sorted.map(() => draw.below(2)),
  );
  const pairs = [...written.targets]
    .map((to, arc) => pairOf(people, written.sources[arc] as number, to))
    .filter((_, arc) => (written.reverse[arc] as number) >= 0 && draw.below(4) === 0);
  const dated = pairs.flatMap((pair) => Array.from({ length: weeks }, (_, week) => ({ pair, week })));
  const replies = Array.from({ length: people }, () =>
    [0, 1, 2].flatMap((community) => (draw.below(2) === 0 ? [] : [{ community, week: draw.below(weeks), count: 2 }])),
  );
  const answers = Array.from({ length: people }, () => (draw.below(2) === 0 ? [] : [someone(), someone()]));
  return {
    written,
    partnersAt: {
      departmentOf: Int32Array.from({ length: people }, () => draw.below(6) - 1),
      departments: 5,
      moved:
        pairs.length === 0
          ? noneMoved()
          : datedExchanges(
              dated.map(({ pair }) => pair),
              dated.map(({ week }) => week),
              dated.map(() => draw.below(6) - 1),
              dated.map(() => 0.1 + draw.next()),
            ),
    },
    visible: Uint8Array.from({ length: people * weeks }, () => draw.below(2)),
    present: Float64Array.from({ length: people * weeks }, () => draw.next()),
    replyOffsets: offsetsOf(replies),
    replyCommunity: Uint32Array.from(replies.flat(), ({ community }) => community),
    replyWeek: Uint8Array.from(replies.flat(), ({ week }) => week),
    replyCount: Uint32Array.from(replies.flat(), ({ count }) => count),
    questions: knowsQuestions
      ? {
          answerOffsets: offsetsOf(answers),
          answerWeek: Uint8Array.from(answers.flat(), () => draw.below(weeks)),
          asker: Uint32Array.from(answers.flat()),
          opportunities: Float64Array.from({ length: people * weeks }, () => draw.below(5)),
        }
      : null,
  };
}

function offsetsOf(rows: readonly (readonly unknown[])[]): Uint32Array {
  const offsets = new Uint32Array(rows.length + 1);
  rows.forEach((row, k) => (offsets[k + 1] = (offsets[k] as number) + row.length));
  return offsets;
}
