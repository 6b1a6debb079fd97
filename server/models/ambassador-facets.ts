import { effectiveNumber } from './effective-number.ts';
import { opennessWithout, partnerShrinkage } from './openness.ts';
import type { WeekCounts } from './bootstrap-tiers.ts';
import { type DatedPartners, partnerDepartments } from './dated-partners.ts';
import { type Exchange, everyWeekOnce, type WrittenEvidence } from './written-exchange.ts';

/** The six facets of an ambassador, in the order of the handbook. */
export const facetIds = ['reach', 'responsiveness', 'consistency', 'cross', 'dialogue', 'openness'] as const;
export type FacetId = (typeof facetIds)[number];

/** Everything the facets look at, in typed arrays; people are indices, weeks are indices of the window's ISO weeks. */
export interface AmbassadorEvidence {
  readonly written: WrittenEvidence;
  /** Departments of people, those of movers on the day of each exchange. */
  readonly partnersAt: DatedPartners;
  /** Per person and week (row-major), 1 when something visible was written. */
  readonly visible: Uint8Array;
  /** Per person and week (row-major), operational weeks of presence: 0 before arrival. */
  readonly present: Float64Array;
  /** Replies to others: one line per (person, community, week), sorted; the lines of a person by `replyOffsets`. */
  readonly replyOffsets: Uint32Array;
  readonly replyCommunity: Uint32Array;
  readonly replyWeek: Uint8Array;
  readonly replyCount: Uint32Array;
  /** Null when the source does not tell questions from other posts. */
  readonly questions: QuestionEvidence | null;
}

export interface QuestionEvidence {
  /** Others' questions answered within seven days: one line each, the lines of a person by `answerOffsets`. */
  readonly answerOffsets: Uint32Array;
  readonly answerWeek: Uint8Array;
  readonly asker: Uint32Array;
  /** Per person and week (row-major), others' questions in the communities where the person writes. */
  readonly opportunities: Float64Array;
}

/** Raw values of the six facets for the people asked for, in their order. */
export type Facets = Readonly<Record<FacetId, Float64Array>>;

/** The facets of one person, in the order of `facetIds`, as if a partner had never exchanged with them. */
export function facetsWithout(
  evidence: AmbassadorEvidence,
  exchange: Exchange,
  people: Uint32Array,
  counts: WeekCounts,
): (person: number, except: number) => readonly number[] {
  const responsiveness = responsivenessOf(evidence, people, counts, (person, except) =>
    peopleRepliedTo(exchange, person, except),
  );
  const cross = crossOf(evidence, exchange, counts);
  const openness = opennessWithout(exchange);
  return (person, except) => [
    reach(exchange, person, except),
    responsiveness(except)(person),
    consistency(evidence, person, counts),
    cross(person, except),
    dialogue(exchange, person, except),
    openness(person, except),
  ];
}

/** Effective number of people who wrote to the person, each weighing ln(1 + W). */
function reach({ evidence, strength }: Exchange, person: number, except: number): number {
  const { incomingOffsets, incoming, sources } = evidence;
  const begin = incomingOffsets[person] as number;
  const end = incomingOffsets[person + 1] as number;
  const amounts = new Float64Array(end - begin);
  for (let k = begin; k < end; k++) {
    const arc = incoming[k] as number;
    if (sources[arc] !== except) amounts[k - begin] = Math.log1p(strength[arc] as number);
  }
  return effectiveNumber(amounts);
}

/**
 * People replied to; once questions are known, the shrunk share of others' questions answered within seven days times
 * ln(1 + answers), so that neither many answers out of many chances nor one lucky answer is enough.
 * @param people who the usual share is taken over; nobody else is asked for.
 * @param repliedTo how many people a person replied to, leaving out one.
 */
export function responsivenessOf(
  { questions, written: { weeks, people: everyone } }: AmbassadorEvidence,
  people: Uint32Array,
  counts: WeekCounts,
  repliedTo: (person: number, except: number) => number,
): (except: number) => (person: number) => number {
  if (questions === null) return (except) => (person) => repliedTo(person, except);
  const { answerOffsets, answerWeek, asker, opportunities } = questions;
  const answers = (person: number, except: number): number => {
    let sum = 0;
    const end = answerOffsets[person + 1] as number;
    for (let k = answerOffsets[person] as number; k < end; k++) {
      if (asker[k] !== except) sum += counts[answerWeek[k] as number] as number;
    }
    return sum;
  };
  const chances = new Float64Array(everyone);
  let answered = 0;
  let possible = 0;
  for (const person of people) {
    let sum = 0;
    for (let w = 0; w < weeks; w++) {
      if (counts[w] !== 0) sum += (counts[w] as number) * (opportunities[person * weeks + w] as number);
    }
    chances[person] = sum;
    answered += answers(person, -1);
    possible += sum;
  }
  const usual = possible === 0 ? 0 : answered / possible;
  return (except) => (person) => {
    const given = answers(person, except);
    return ((given + 20 * usual) / ((chances[person] as number) + 20)) * Math.log1p(given);
  };
}

/** Distinct people whom the person has replied to. */
export function peopleRepliedTo({ evidence, replied }: Exchange, person: number, except: number): number {
  let count = 0;
  const end = evidence.offsets[person + 1] as number;
  for (let k = evidence.offsets[person] as number; k < end; k++) {
    if (evidence.targets[k] !== except) count += replied[k] as number;
  }
  return count;
}

/** Share of the operational weeks of presence in which something visible was written. */
export function consistency(
  { written, visible, present }: AmbassadorEvidence,
  person: number,
  counts: WeekCounts,
): number {
  let active = 0;
  let possible = 0;
  for (let w = 0; w < written.weeks; w++) {
    if (counts[w] === 0) continue;
    const time = (counts[w] as number) * (present[person * written.weeks + w] as number);
    possible += time;
    active += time * (visible[person * written.weeks + w] as number);
  }
  return possible === 0 ? 0 : active / possible;
}

/** Effective number of partners' departments · ln(1 + communities with at least two replies) · t ÷ (t + 5). */
function crossOf(
  evidence: AmbassadorEvidence,
  exchange: Exchange,
  counts: WeekCounts,
): (person: number, except: number) => number {
  const { partnerOffsets, partners } = exchange;
  const perDepartment = new Float64Array(evidence.partnersAt.departments);
  const addDepartments = partnerDepartments(
    evidence.partnersAt,
    evidence.written.people,
    counts,
    (department, part) => {
      perDepartment[department] = (perDepartment[department] as number) + part;
    },
  );
  return (person, except) => {
    perDepartment.fill(0);
    let circle = 0;
    const end = partnerOffsets[person + 1] as number;
    for (let k = partnerOffsets[person] as number; k < end; k++) {
      const partner = partners[k] as number;
      if (partner === except) continue;
      circle++;
      addDepartments(person, partner);
    }
    if (circle === 0) return 0;
    // Partners of unknown department are one voice more, not one department more.
    const diversity = Math.max(1, effectiveNumber(perDepartment));
    return diversity * Math.log1p(communitiesAnswered(evidence, person, counts)) * partnerShrinkage(circle);
  };
}

/** Communities in which the person replied to others at least twice. */
export function communitiesAnswered(evidence: AmbassadorEvidence, person: number, counts: WeekCounts): number {
  const { replyOffsets, replyCommunity, replyWeek, replyCount } = evidence;
  let communities = 0;
  let current = -1;
  let replies = 0;
  const end = replyOffsets[person + 1] as number;
  for (let k = replyOffsets[person] as number; k < end; k++) {
    if (replyCommunity[k] !== current) {
      current = replyCommunity[k] as number;
      replies = 0;
    }
    const before = replies;
    replies += (counts[replyWeek[k] as number] as number) * (replyCount[k] as number);
    if (before < 2 && replies >= 2) communities++;
  }
  return communities;
}

/** (two-way pairs + 1) ÷ (pairs + 4): half-way between nothing and everything for whom little is known. */
function dialogue(exchange: Exchange, person: number, except: number): number {
  const { pairs, twoWay } = pairsOf(exchange, person, except);
  return (twoWay + 1) / (pairs + 4);
}

/** People with whom at least one wrote to the other, and those with whom both did. */
export function pairsOf(
  { evidence, strength }: Exchange,
  person: number,
  except: number,
): { pairs: number; twoWay: number } {
  const { offsets, sources, targets, reverse, incomingOffsets, incoming } = evidence;
  const written = (arc: number) => arc >= 0 && (strength[arc] as number) > 0;
  let pairs = 0;
  let twoWay = 0;
  const end = offsets[person + 1] as number;
  for (let k = offsets[person] as number; k < end; k++) {
    if (targets[k] === except || !written(k)) continue;
    pairs++;
    if (written(reverse[k] as number)) twoWay++;
  }
  const stop = incomingOffsets[person + 1] as number;
  for (let k = incomingOffsets[person] as number; k < stop; k++) {
    const arc = incoming[k] as number;
    if (!written(arc) || written(reverse[arc] as number)) continue;
    if (sources[arc] !== except) pairs++;
  }
  return { pairs, twoWay };
}

/** Departments of the two-way partners when both exchanged, and the partners themselves. */
export function partnersOf(
  evidence: AmbassadorEvidence,
  { partnerOffsets, partners }: Exchange,
  person: number,
): { partners: number; departments: number } {
  const row = partners.subarray(partnerOffsets[person], partnerOffsets[person + 1]);
  const departments = new Set<number>();
  const once = everyWeekOnce(evidence.written.weeks);
  const add = partnerDepartments(evidence.partnersAt, evidence.written.people, once, (each) => departments.add(each));
  for (const partner of row) add(person, partner);
  return { partners: row.length, departments: departments.size };
}
