import { expectedActivity } from '../../server/calendar/expected-activity.ts';
import { random } from '../../server/graph/random.ts';
import { type CommunityFacts, communityState } from '../../server/models/community-state.ts';
import { dayNumber, dayText } from '../../server/models/day-number.ts';
import { type OperationalClock, operationalClock } from '../../server/models/operational-clock.ts';
import { ownRhythm } from '../../server/models/own-rhythm.ts';
import { isSeasonalSilence } from '../../server/models/seasonal-silence.ts';

/** What a rule has done in the simulated years. */
export interface RuleTally {
  /** Alarms on a community that spoke again within 120 days. */
  falseAlarms: number;
  /** Those of them that were raised from 1 August to 15 September. */
  inAugust: number;
  /** Days from each death to its alarm; a death without an alarm is not in it. */
  readonly delays: number[];
}

const start = dayNumber('2024-01-01');
export const simulatedYears = 2;
const days = 731;
/** What follows the last day that is judged tells false alarms from true ones. */
const epilogue = 120;
const communities = 200;
export const simulatedDeaths = 40;

/** How much is written on a day, 1 on a working day: week-ends 0.15, August and the turn of the year 0.2. */
function season(day: number): number {
  const monthDay = dayText(day).slice(5);
  const isLull = (monthDay >= '08-01' && monthDay < '09-01') || monthDay >= '12-20' || monthDay < '01-04';
  const isWeekEnd = (day + 3) % 7 >= 5;
  return (isLull ? 0.2 : 1) * (isWeekEnd ? 0.15 : 1);
}

interface SimulatedCommunity {
  readonly activeDays: readonly number[];
  /** Null when it lives on. */
  readonly diesOn: number | null;
}

/** Communities of steady rhythm, from once in twenty working days to three times in ten; the first of them die. */
function simulatedCommunities(seed: number): SimulatedCommunity[] {
  const draw = random(seed);
  return Array.from({ length: communities }, (_, nth) => {
    const rate = 0.05 * 6 ** draw.next();
    const diesOn = nth < simulatedDeaths ? start + 120 + draw.below(days - 180) : null;
    const activeDays: number[] = [];
    for (let day = start; day < (diesOn ?? start + days + epilogue); day++) {
      if (draw.next() < 1 - Math.exp(-rate * season(day))) activeDays.push(day);
    }
    return { activeDays, diesOn };
  });
}

/**
 * Two years of 200 communities, judged every day on what was known that day alone: by a fixed number of days of silence
 * and by the verdict of this product (alarm or dormant), with its own clock.
 */
export function simulateAugust(seed: number): {
  readonly fixed30: RuleTally;
  readonly fixed60: RuleTally;
  readonly own: RuleTally;
} {
  const world = simulatedCommunities(seed);
  const tallies = { fixed30: newTally(), fixed60: newTally(), own: newTally() };
  const seen = world.map(() => 0);
  const raised = { fixed30: new Set<number>(), fixed60: new Set<number>(), own: new Set<number>() };
  // The calendar of France, whose public holidays the simulated people do not keep.
  const expected = expectedActivity({ country: 'FR', region: null }, start, start + days);
  const entity: number[] = [];
  const day: number[] = [];
  for (let today = start; today < start + days; today++) {
    world.forEach(({ activeDays }, nth) => {
      if (activeDays[seen[nth] ?? 0] !== today) return;
      seen[nth] = (seen[nth] ?? 0) + 1;
      entity.push(nth);
      day.push(today);
      for (const rule of Object.values(raised)) rule.delete(nth);
    });
    const clock = operationalClock(entity, day, start, today + 1, 7, expected);
    world.forEach((community, nth) => {
      const past = community.activeDays.slice(0, seen[nth]);
      const silent = today - (past.at(-1) ?? today);
      const raise = (rule: keyof typeof tallies, isAlarm: () => boolean): void => {
        if (raised[rule].has(nth) || !isAlarm()) return;
        raised[rule].add(nth);
        record(tallies[rule], community, today);
      };
      raise('fixed30', () => silent >= 30);
      raise('fixed60', () => silent >= 60);
      raise('own', () => silent > 0 && isJudgedSilent(past, today + 1, clock));
    });
  }
  return tallies;
}

const newTally = (): RuleTally => ({ falseAlarms: 0, inAugust: 0, delays: [] });

function record(tally: RuleTally, { activeDays, diesOn }: SimulatedCommunity, today: number): void {
  if (diesOn !== null && (activeDays.at(-1) ?? 0) < today && today >= diesOn) {
    tally.delays.push(today - diesOn);
    return;
  }
  const next = activeDays.find((active) => active > today);
  if (next === undefined || next > today + 120) return;
  tally.falseAlarms += 1;
  const monthDay = dayText(today).slice(5);
  if (monthDay >= '08-01' && monthDay <= '09-15') tally.inAugust += 1;
}

/** The verdict of the product on a community of which only the active days are known. */
function isJudgedSilent(activeDays: readonly number[], asOf: number, clock: OperationalClock): boolean {
  const facts: CommunityFacts = {
    isArchived: false,
    isSourceSilent: false,
    rhythm: ownRhythm(activeDays, asOf, clock),
    isSeasonal: isSeasonalSilence(activeDays, asOf, clock),
    mostPeople: 10,
    lifeDays: 1000,
    contributions: 1000,
    recentPeople: 10,
    recentContributions: 10,
    broadcast: null,
  };
  const state = communityState(facts);
  return state === 'alarm' || state === 'dormant';
}
