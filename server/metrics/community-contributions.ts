import { z } from 'zod';
import type { ResolvedFilter } from '../contract/filters.ts';
import type { Snapshot } from '../facts/open.ts';
import { nothing, sql } from '../facts/sql.ts';
import { AnswerCache } from '../state/answer-cache.ts';
import { eachCommunity, loadContributionLines } from './community-contributors.ts';
import { loadCommunityMembers } from './community-members.ts';
import { type DepartmentMix, loadDepartments } from './department-mixes.ts';

const Row = z.object({ community_id: z.string(), name: z.string(), type: z.string().nullable() });

/** How many people made how many contributions, counts ascending and each once: a few numbers for any number of people. */
export interface CountsOfPeople {
  readonly count: Uint32Array;
  readonly people: Uint32Array;
}

/** What each person of a community made; members who made nothing stand as 0. */
export interface CommunityContributions extends z.infer<typeof Row> {
  readonly contributions: CountsOfPeople;
  /** Replies among the contributions, by the same people. */
  readonly replies: CountsOfPeople;
  /** Posts among the contributions. */
  readonly posts: number;
  /** The departments of those who contributed. */
  readonly departments: DepartmentMix;
}

export interface AllContributions {
  /** Every community of the registry that the filter lets through, silent ones without anybody, by id. */
  readonly communities: readonly CommunityContributions[];
  /** People of each department of the whole organisation in the period, in the order of the mixes. */
  readonly departmentSizes: Float64Array;
}

type Where = Pick<ResolvedFilter, 'from' | 'to' | 'department' | 'community'>;

/**
 * What was contributed to each community. Its people are its human members during the period and whoever contributed
 * there; without dates, members and contributors ever.
 */
export function communityContributions(snapshot: Snapshot, filter: Where): Promise<AllContributions> {
  let asked = known.get(snapshot);
  if (asked === undefined) {
    asked = new AnswerCache(mostKept);
    known.set(snapshot, asked);
  }
  const { from, to, department, community } = filter;
  return asked.get(JSON.stringify([from, to, department, community]), () => load(snapshot, filter));
}

/** Measures of concentration and of mix are asked together: they share what they look at. */
const known = new WeakMap<Snapshot, AnswerCache<AllContributions>>();
const mostKept = 2;

async function load({ db }: Snapshot, filter: Where): Promise<AllContributions> {
  const only = filter.community === null ? nothing : sql`where community_id = ${filter.community}`;
  const registry = await db.all(
    Row,
    sql`select community_id, name, type from communities ${only} order by community_id`,
  );
  const members = await loadCommunityMembers(db, filter);
  const departments = await loadDepartments(db, filter);
  const communities: CommunityContributions[] = [];
  eachCommunity(await loadContributionLines(db, filter), registry.length, (contributors, place) => {
    const community = registry[place];
    if (community === undefined) return;
    const { count, contributions, posts, replies } = contributors;
    const silent = members.silent(place, contributors);
    communities.push({
      ...community,
      contributions: countsOfPeople(contributions.subarray(0, count), silent),
      replies: countsOfPeople(replies.subarray(0, count), silent),
      posts: posts.subarray(0, count).reduce((sum, own) => sum + own, 0),
      departments: departments.mixOf(contributors),
    });
  });
  return { communities, departmentSizes: departments.people };
}

/** @param counts one per person; `zeros` more people made nothing. O(people + largest count). */
export function countsOfPeople(counts: Int32Array, zeros: number): CountsOfPeople {
  const people = new Uint32Array(1 + counts.reduce((most, own) => Math.max(most, own), 0));
  people[0] = zeros;
  for (const own of counts) people[own] = (people[own] as number) + 1;
  const count = Uint32Array.from(people.keys()).filter((own) => (people[own] as number) > 0);
  return { count, people: count.map((own) => people[own] as number) };
}

/** One count per person, ascending. */
export function eachOf({ count, people }: CountsOfPeople): Float64Array {
  const each = new Float64Array(people.reduce((sum, some) => sum + some, 0));
  let begin = 0;
  count.forEach((own, k) => {
    const end = begin + (people[k] as number);
    each.fill(own, begin, end);
    begin = end;
  });
  return each;
}

/** What all of them made together. */
export const sumOf = ({ count, people }: CountsOfPeople): number =>
  count.reduce((sum, own, k) => sum + own * (people[k] as number), 0);

/** Columns that say on how many people and contributions a measure of concentration stands. */
export function basis({ contributions }: Pick<CommunityContributions, 'contributions'>) {
  const people = contributions.people.reduce((sum, some) => sum + some, 0);
  const silent = contributions.count[0] === 0 ? (contributions.people[0] as number) : 0;
  return { people, contributors: people - silent, contributions: sumOf(contributions) };
}

/** The columns of `basis`, as the contract wants them. */
export const basisColumns = [
  { key: 'people', label: { fr: 'Membres et contributeurs', en: 'Members and contributors' }, unit: 'people' },
  { key: 'contributors', label: { fr: 'Contributeurs', en: 'Contributors' }, unit: 'people' },
  { key: 'contributions', label: { fr: 'Contributions', en: 'Contributions' }, unit: 'count' },
] as const;
