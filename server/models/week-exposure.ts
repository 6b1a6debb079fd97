/** How the activity of weeks of leave is learnt, public in the handbook. */
export const exposureRules = {
  /** A week of which the calendar expects less than this share of an ordinary one is a week of leave. */
  leaveBelow: 0.75,
  /** Ordinary weeks on either side with which weeks of leave are compared. */
  neighbours: 4,
  /** Contributors of a week that what the calendar expects of it weighs as much as. */
  priorWeight: 20,
} as const;

/**
 * How much of an ordinary week each week stands for: what the calendar expects, and around a leave what the people of the
 * source show. Leaves begin before the calendar says and differ between organisations, so that a leave and as many weeks on
 * either side are each multiplied by observed ÷ expected contributors, shrunk to 1 (Gamma–Poisson); expected on a line between
 * the ordinary weeks before and after. All other weeks are the calendar's, or the fall of a large community would hide itself.
 * @param calendar what the calendar expects of each week in a row, above 0, 1 when ordinary.
 * @param contributors of the same weeks, all communities of a source together.
 */
export function weekExposure(calendar: ArrayLike<number>, contributors: ArrayLike<number>): Float64Array {
  const exposure = Float64Array.from(calendar);
  const learnt = aroundLeaves(calendar);
  const { neighbours, priorWeight } = exposureRules;
  for (let begin = 0; begin < exposure.length; begin++) {
    if (learnt[begin] === 0) continue;
    let end = begin;
    while (learnt[end] === 1) end++;
    const ordinary = Array.from(learnt.keys()).filter((week) => learnt[week] === 0);
    const before = levelOf(ordinary.filter((week) => week < begin).slice(-neighbours), calendar, contributors);
    const after = levelOf(ordinary.filter((week) => week >= end).slice(0, neighbours), calendar, contributors);
    for (let week = begin; week < end; week++) {
      const usual = between(before, after, week);
      if (usual === null) continue;
      const expected = usual * (calendar[week] as number);
      const factor = ((contributors[week] as number) + priorWeight) / (expected + priorWeight);
      exposure[week] = (exposure[week] as number) * factor;
    }
    begin = end;
  }
  return exposure;
}

/** 1 for weeks of leave and for as many weeks before and after as each leave lasts. */
function aroundLeaves(calendar: ArrayLike<number>): Uint8Array {
  const learnt = new Uint8Array(calendar.length);
  const isLeave = (week: number): boolean => (calendar[week] ?? 1) < exposureRules.leaveBelow;
  for (let begin = 0; begin < calendar.length; begin++) {
    let end = begin;
    while (isLeave(end)) end++;
    if (end > begin) learnt.fill(1, Math.max(0, 2 * begin - end), 2 * end - begin);
    begin = end;
  }
  return learnt;
}

/** Contributors per ordinary week of some weeks, and where the middle of these weeks is. */
interface OrdinaryLevel {
  readonly rate: number;
  readonly middle: number;
}

function levelOf(
  weeks: readonly number[],
  calendar: ArrayLike<number>,
  contributors: ArrayLike<number>,
): OrdinaryLevel | null {
  if (weeks.length === 0) return null;
  const sum = (value: (week: number) => number): number => weeks.reduce((all, week) => all + value(week), 0);
  const rate = sum((week) => contributors[week] as number) / sum((week) => calendar[week] as number);
  return { rate, middle: sum((week) => week) / weeks.length };
}

/** The rate on the line between two levels; that of the only one; null without any. */
function between(before: OrdinaryLevel | null, after: OrdinaryLevel | null, week: number): number | null {
  if (before === null || after === null) return before?.rate ?? after?.rate ?? null;
  const share = (week - before.middle) / (after.middle - before.middle);
  return before.rate + share * (after.rate - before.rate);
}
