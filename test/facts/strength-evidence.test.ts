import { describe, expect, it } from 'vitest';
import { tieParameters } from '../../server/contract/tie-parameters.ts';
import { nodeOfNumber } from '../../server/facts/node-of-number.ts';
import type { Snapshot } from '../../server/facts/open.ts';
import { sql } from '../../server/facts/sql.ts';
import { givenEvidence, threadEvidence } from '../../server/facts/strength-evidence.ts';
import { stablePart, stableSum } from '../../server/facts/tie-events.ts';
import { directedEvidence, sharedThreadEvidence } from '../../server/facts/tie-strength.ts';
import { resolveFilter } from '../../server/resolve-filter.ts';
import { addAnswer, type House } from '../synthetic/house.ts';
import { drawOrganisation } from '../synthetic/organisation.ts';
import { asked } from '../synthetic/top-people.ts';

/** An organisation in which many answer, mention and react to the same person in the same thread again and again. */
function repetitive(seed: number): House {
  const { house } = drawOrganisation(seed, { people: 40, departments: 3, communities: 6, ambassadors: 4, weeks: 8 });
  for (const answer of house.events.filter(({ kind }) => kind === 'reply')) {
    if (answer.parent === null) continue;
    for (let k = 1; k < 4; k++) {
      const reply = addAnswer(house, 'reply', answer.actor, answer.parent, answer.second + 60 * k);
      addAnswer(house, 'reaction', answer.actor, answer.parent, answer.second + 90 * k);
      // One whose message answers as well, and others beside an answer of the same moment and alone.
      house.events.push({ ...answer, kind: 'mention', parent: reply, second: answer.second + 200 * k });
      house.events.push({ ...answer, kind: 'mention', parent: null, second: answer.second + 60 });
    }
  }
  return house;
}

/** What both ways of finding it give for each pair, and the nodes. */
async function bothWays(snapshot: Snapshot, parameters = tieParameters) {
  const { db, time_zone: timeZone } = snapshot;
  const filter = await resolveFilter(snapshot, {}, 'strength');
  const nodeOf = await nodeOfNumber(db, filter);
  const n = nodeOf.filter((node) => node >= 0).length;
  const strength = { timeZone, filter, parameters };
  const graph = await givenEvidence(db, n, nodeOf, strength);
  const given = new Map<string, number>();
  for (let v = 0; v < n; v++) {
    for (let k = graph.offsets[v] ?? 0; k < (graph.offsets[v + 1] ?? 0); k++) {
      given.set(`${v} ${graph.targets[k]}`, graph.weights[k] ?? Number.NaN);
    }
  }
  const pairs = await threadEvidence(db, nodeOf, strength);
  const together = new Map<string, number>();
  pairs.weight.forEach((weight, k) => {
    const key = `${pairs.one[k]} ${pairs.other[k]}`;
    together.set(key, (together.get(key) ?? 0) + weight);
  });
  const bySql = async (query: ReturnType<typeof sql>) => {
    const [one, other, weight] = await db.columns(3, query);
    return new Map(Array.from(one ?? [], (i, k) => [`${i} ${other?.[k]}`, weight?.[k]] as const));
  };
  return {
    given,
    together,
    givenBySql: await bySql(directedEvidence(timeZone, filter, parameters)),
    togetherBySql: await bySql(sharedThreadEvidence(timeZone, filter, parameters)),
  };
}

const sorted = (ties: ReadonlyMap<string, number | undefined>) => [...ties].sort(([a], [b]) => (a < b ? -1 : 1));

describe('evidence read event by event', () => {
  it.each([
    ['by default', {}],
    ['where nothing counts often', { replies_per_thread: 1, reactions_per_week: 1 }],
    ['where mentions count for nothing and three reactions do', { mentions_per_thread: 0, reactions_per_thread: 3 }],
    ['where an old event fades to nothing', { half_life_days: 0.05, shared_thread_people: 3 }],
  ])('is that of all the rules, %s', async (_, changed) => {
    await asked(repetitive(7), async (snapshot) => {
      const found = await bothWays(snapshot, { ...tieParameters, ...changed });
      expect(found.given.size).toBeGreaterThan(3);
      expect(sorted(found.given)).toEqual(sorted(found.givenBySql));
      expect(found.together.size).toBeGreaterThan(3);
      expect(sorted(found.together)).toEqual(sorted(found.togetherBySql));
    });
  });
});

it('takes a value by itself as the database takes it in a sum', async () => {
  await asked(repetitive(3), async ({ db }) => {
    const values = Array.from({ length: 2000 }, (_, k) => 2 ** (k / 7 - 60) * 1.000_000_123 ** k).filter((x) => x < 64);
    const list = values.map((value) => value.toString()).join(',');
    const [found] = await db.columns(
      1,
      sql`select ${stableSum(sql`v`)} from (
            select unnest(generate_series(1, ${values.length}::integer)) as k, unnest(string_split(${list}, ','))::double as v)
          group by k order by k`,
    );
    expect(values.map(stablePart)).toEqual([...(found ?? [])]);
  });
});
