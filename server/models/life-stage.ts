import { firstNotBelow } from '../graph/first-not-below.ts';
import type { OperationalClock } from './operational-clock.ts';
import { poissonTrend, type Trend, trendLengths } from './poisson-trend.ts';

/** From before the first word to the last; `small_group`: too few people for stages. */
export const lifeStages = ['preparation', 'launch', 'growth', 'maturity', 'decline', 'dormant', 'small_group'] as const;
export type LifeStage = (typeof lifeStages)[number];
type ObservedStage = Exclude<LifeStage, 'preparation' | 'dormant'>;

/** The thresholds, public in the handbook. Days and weeks of people are operational. */
export const stageRules = {
  /** Calendar days of a launch, and those after which a community that never took off is a small group by nature. */
  launchDays: 90,
  longestLaunch: 365,
  /** Days in which people are counted together. */
  togetherDays: 28,
  /** With never that many people together, a community is a small group. */
  fewestPeople: 5,
  /** Taken off: this many weeks in a row with `fewestPeople`, of whom `guests` do not animate it. */
  takeOffWeeks: 3,
  guests: 3,
  /** In decline below this share of the most people together of the last year. */
  declineShare: 0.6,
} as const;

/** Who wrote in a community on which day, an entry per person and day, sorted by day; and how its time passes. */
export interface Attendance {
  readonly day: Int32Array;
  readonly person: Int32Array;
  /** 1 where the person animated the community on that day. */
  readonly animates: Uint8Array;
  readonly clock: OperationalClock;
  /** Day number on which it was created or first spoke; null when that was before the data begin. */
  readonly bornOn: number | null;
}

export interface Stage {
  readonly stage: ObservedStage;
  /** Distinct people of the last 28 operational days, and the most in any 28 of the last year. */
  readonly people: number;
  readonly mostPeople: number;
  /** Distinct people a week, over 12 operational weeks. */
  readonly trend: Trend | null;
  /** Day number on which it had taken off; null when it has not. */
  readonly tookOffOn: number | null;
  /** Day number (out) on which the figures stand and the stage was decided. */
  readonly decidedOn: number;
}

/**
 * The stage of a community that has spoken, as of a day number (out). Looked at every Monday; it changes when two Mondays
 * in a row agree, so that a single week moves nothing. After the stages of Iriberri & Leroy 2009.
 */
export function lifeStage(attendance: Attendance, asOf: number): Stage {
  const milestones = milestonesOf(attendance);
  const lastMonday = Math.floor((asOf + 3) / 7) * 7 - 3;
  const firstDay = attendance.day[0] ?? asOf;
  // Before a first Monday, the launch is judged on the day itself.
  let decidedOn = lastMonday > firstDay ? lastMonday : asOf;
  let stage = stageOn(attendance, milestones, decidedOn);
  for (let monday = lastMonday - 7; monday > firstDay; monday -= 7) {
    const earlier = stageOn(attendance, milestones, monday);
    if (earlier === stage) break;
    stage = earlier;
    decidedOn = monday;
  }
  return { stage, ...figuresOn(attendance, decidedOn), tookOffOn: milestones.tookOffOn, decidedOn };
}

function stageOn(attendance: Attendance, { grewOn, tookOffOn }: Milestones, asOf: number): ObservedStage {
  const { bornOn } = attendance;
  if (bornOn !== null && asOf - bornOn < stageRules.launchDays) return 'launch';
  if (grewOn === null || grewOn >= asOf) return 'small_group';
  if (tookOffOn === null || tookOffOn > asOf) {
    return bornOn !== null && asOf - bornOn < stageRules.longestLaunch ? 'launch' : 'small_group';
  }
  const { people, mostPeople, trend } = figuresOn(attendance, asOf);
  if (trend === null) return 'maturity';
  if (trend.high < 0 && people < stageRules.declineShare * mostPeople) return 'decline';
  return trend.low > 0 ? 'growth' : 'maturity';
}

interface Milestones {
  /** First day with five people together within 28 days. */
  readonly grewOn: number | null;
  /** Day on which the third of three weeks in a row with enough people and guests was over. */
  readonly tookOffOn: number | null;
}

/** Read once off the whole life: both are reached for good. O(entries). */
function milestonesOf({ day, person, animates, clock }: Attendance): Milestones {
  let grewOn: number | null = null;
  eachTogether({ day, person, clock }, 0, day.length, (people, at) => {
    if (people < stageRules.fewestPeople) return true;
    grewOn = day[at] ?? null;
    return false;
  });
  const firstDay = day[0] ?? 0;
  const weekOf = (at: number): number => Math.floor(clock.between(firstDay, day[at] as number) / 7);
  let inARow = 0;
  for (let begin = 0, lastWeek = -2; begin < day.length; ) {
    const week = weekOf(begin);
    const people = new Set<number>();
    const guests = new Set<number>();
    let end = begin;
    for (; end < day.length && weekOf(end) === week; end++) {
      people.add(person[end] as number);
      if (animates[end] === 0) guests.add(person[end] as number);
    }
    const isFull = people.size >= stageRules.fewestPeople && guests.size >= stageRules.guests;
    inARow = isFull ? (week === lastWeek + 1 ? inARow + 1 : 1) : 0;
    if (inARow === stageRules.takeOffWeeks) return { grewOn, tookOffOn: (day[end - 1] as number) + 1 };
    lastWeek = week;
    begin = end;
  }
  return { grewOn, tookOffOn: null };
}

function figuresOn(attendance: Attendance, asOf: number): Pick<Stage, 'people' | 'mostPeople' | 'trend'> {
  const { day, person, clock } = attendance;
  const end = firstNotBelow(day, asOf, 0, day.length);
  const firstDay = day[0] ?? asOf;
  const weeks = Math.min(trendLengths.most, Math.floor(clock.between(firstDay, asOf) / 7));
  const inWeek = Array.from({ length: weeks }, () => new Set<number>());
  const together = new Set<number>();
  for (let at = end - 1; at >= 0; at--) {
    const ago = clock.between((day[at] as number) + 1, asOf);
    if (ago < stageRules.togetherDays) together.add(person[at] as number);
    else if (ago >= trendLengths.most * 7) break;
    inWeek[weeks - 1 - Math.floor(ago / 7)]?.add(person[at] as number);
  }
  const mostPeople = Math.max(together.size, mostTogether(attendance, firstNotBelow(day, asOf - 365, 0, end), end));
  const trend = poissonTrend(inWeek.map(({ size }) => size));
  return { people: together.size, mostPeople, trend };
}

/** Most distinct people in any 28 consecutive operational days, among entries `begin` to `end` (out). */
export function mostTogether(
  attendance: Pick<Attendance, 'day' | 'person' | 'clock'>,
  begin: number,
  end: number,
): number {
  let most = 0;
  eachTogether(attendance, begin, end, (people) => {
    most = Math.max(most, people);
    return true;
  });
  return most;
}

/**
 * Calls `seen` at each entry with how many people wrote in the 28 operational days that end with its day, until it returns
 * false. O(entries + largest number of a person).
 */
function eachTogether(
  { day, person, clock }: Pick<Attendance, 'day' | 'person' | 'clock'>,
  begin: number,
  end: number,
  seen: (people: number, at: number) => boolean,
): void {
  let largest = -1;
  for (let at = begin; at < end; at++) largest = Math.max(largest, person[at] as number);
  if (entriesOf.length <= largest) entriesOf = new Uint32Array(2 * (largest + 1));
  const times = entriesOf;
  let people = 0;
  let oldest = begin;
  let goesOn = true;
  let at = begin;
  for (; at < end && goesOn; at++) {
    const who = person[at] as number;
    if (times[who] === 0) people += 1;
    times[who] = (times[who] as number) + 1;
    const today = day[at] as number;
    if (at === begin || day[at - 1] !== today) {
      for (; clock.between(day[oldest] as number, today) >= stageRules.togetherDays; oldest++) {
        const left = person[oldest] as number;
        times[left] = (times[left] as number) - 1;
        if (times[left] === 0) people -= 1;
      }
    }
    goesOn = seen(people, at);
  }
  for (; oldest < at; oldest++) times[person[oldest] as number] = 0;
}

/** Entries of each person in the window of `eachTogether`, all 0 between two calls: thousands of them would make it anew. */
let entriesOf = new Uint32Array(0);
