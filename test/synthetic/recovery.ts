import { answer } from '../../server/answer.ts';
import type { Row } from '../../server/contract/results.ts';
import { leiden } from '../../server/graph/leiden.ts';
import { partitionAgreement } from '../../server/graph/partition-agreement.ts';
import { judgedPairs } from '../../server/metrics/group-matrix.ts';
import { departmentPairs, pairAbsenceFactor } from '../../server/models/department-pairs.ts';
import { dormancy } from '../../server/scores/dormancy.ts';
import { buildDirected, undirected } from '../../server/graph/graph.ts';
import { drawStaff, drawTies, networkOf } from './departments.ts';
import { draws } from './draws.ts';
import { drawLives } from './lives.ts';
import { communityId, openHouse } from './open-house.ts';

const people = 600;
const departments = 8;
const meanContacts = 12;

/** Two pairs of departments exchange at 0.3 of what their people's sociability gives. */
const silos = new Set(['0,1', '2,3']);
const keyOf = (a: number, b: number): string => `${Math.min(a, b)},${Math.max(a, b)}`;

/** How the ratios of departments with two planted silos compare with the truth of the draw. */
export function departmentRatios(seed: number): { intervals: number; covering: number; silosFound: number } {
  const stream = draws(seed);
  const staff = drawStaff(stream, people, departments);
  const { graph, ratio } = drawTies(stream, staff, (a, b) => (silos.has(keyOf(a, b)) ? 0.3 : 1), meanContacts);
  const { pairs, verdicts } = judgedPairs(networkOf(staff, graph));
  const told = pairs.filter(({ ratio: found }) => found !== null);
  const covers = ({ from, to, lower, upper }: (typeof pairs)[number]): boolean => {
    const truth = ratio[from * departments + to] ?? Number.NaN;
    return (lower ?? Number.NaN) <= truth && truth <= (upper ?? Number.NaN);
  };
  return {
    intervals: told.length,
    covering: told.filter(covers).length,
    silosFound: [...silos].filter((pair) => verdicts.get(pair) === 'silo').length,
  };
}

/** Pairs of departments judged and those found to stand out when departments are shuffled over the people. */
export function chanceDiscoveries(seed: number, contacts = meanContacts): { judged: number; found: number } {
  const stream = draws(seed);
  const staff = drawStaff(stream, people, departments);
  const { graph } = drawTies(stream, staff, () => 1, contacts);
  const departmentOf = staff.departmentOf.slice();
  stream.shuffle(departmentOf);
  const verdicts = [...judgedPairs(networkOf({ ...staff, departmentOf }, graph)).verdicts.values()];
  return { judged: verdicts.length, found: verdicts.filter((verdict) => verdict !== 'as_expected').length };
}

/** Pairs of departments held by one person: the planted one is the first two, all others have many ties. */
export function fragilePairs(seed: number): string[] {
  const stream = draws(seed);
  const staff = drawStaff(stream, people, departments);
  const { graph } = drawTies(stream, staff, (a, b) => (keyOf(a, b) === '0,1' ? 0 : 1), meanContacts);
  const members = (department: number) =>
    [...staff.departmentOf.keys()].filter((v) => staff.departmentOf[v] === department);
  const holder = members(0)[0] ?? 0;
  const others = stream.some(members(1), 6);
  const from = [...graph.targets.keys()].flatMap((k) => source(graph.offsets, k));
  const arcs = buildDirected(
    people,
    Uint32Array.from([...from, ...others.map(() => holder)]),
    Uint32Array.from([...graph.targets, ...others]),
    null,
  );
  return departmentPairs(undirected(arcs, 'max'), staff.departmentOf)
    .filter((pair) => pairAbsenceFactor(pair) === 1)
    .map(({ a, b }) => keyOf(a, b));
}

/** The person whose row holds arc k. */
function source(offsets: Uint32Array, k: number): number {
  let person = 0;
  while ((offsets[person + 1] ?? Infinity) <= k) person++;
  return person;
}

/** Agreement of the communities found with the planted groups when this share of everyone's ties leaves their group. */
export function groupAgreement(seed: number, leaving: number): number {
  const stream = draws(seed);
  const staff = drawStaff(stream, people, 12);
  const total = staff.sociability.reduce((sum, value) => sum + value, 0);
  const inside = new Float64Array(staff.departments);
  staff.departmentOf.forEach((group, v) => {
    inside[group] = (inside[group] ?? 0) + (staff.sociability[v] ?? 0);
  });
  const share = (group: number): number => (inside[group] ?? 0) / total;
  const { graph } = drawTies(
    stream,
    staff,
    (a, b) => (a === b ? (1 - leaving) / share(a) : leaving / Math.sqrt((1 - share(a)) * (1 - share(b)))),
    meanContacts,
  );
  const found = leiden(graph, { seed });
  return partitionAgreement(found, { of: staff.departmentOf, count: staff.departments })?.ami ?? Number.NaN;
}

/** Communities said to be silent for good, by what became of them. `missed` have died and are not. */
export interface Deaths {
  readonly rightly: number;
  readonly wrongly: number;
  readonly missed: number;
}

/**
 * What the verdict on communities makes of drawn lives, beside the rules of 30 and 60 days of silence, and how many of
 * those that never took off are said so.
 */
export async function communityDeaths(
  seed: number,
  weeks: number,
): Promise<Readonly<Record<'verdict' | 'days30' | 'days60', Deaths>> & { readonly stillborn: number }> {
  const { house, lives } = drawLives(seed, weeks);
  const snapshot = await openHouse(house);
  try {
    const { rows } = await answer(dormancy, snapshot, {}, { identities: null, unsuppressed: true });
    const rowOf = new Map(rows.map((row) => [row.subject_id, row]));
    const judged = (says: (row: Row | undefined) => boolean): Deaths => {
      const isSilent = (community: number): boolean => says(rowOf.get(communityId(community)));
      const rightly = [...lives.died.keys()].filter(isSilent).length;
      const wrongly = [...lives.lively, ...lives.quiet].filter(isSilent).length;
      return { rightly, wrongly, missed: lives.died.size - rightly };
    };
    return {
      verdict: judged((row) => ['alarm', 'dormant'].includes(String(row?.state))),
      days30: judged((row) => row?.dormant_30 === true),
      days60: judged((row) => row?.dormant_60 === true),
      stillborn:
        lives.stillborn.filter((community) => rowOf.get(communityId(community))?.state === 'never_started').length /
        lives.stillborn.length,
    };
  } finally {
    snapshot.close();
  }
}
