import type { Text } from '../contract/text.ts';
import { lastReorganisation, type TieLog } from '../facts/tie-log.ts';
import { type Groups, groupSizes } from '../graph/groups.ts';
import { dayNumber, dayText } from '../models/day-number.ts';

/** Share of the people who change department on one day from which it is a reorganisation, after which nothing compares. */
const reorganisedFrom = 0.1;

/** The windows that begin after the last reorganisation, and what is to be said of it. All of them when none does yet. */
export function sinceReorganisation(
  log: TieLog,
  ends: readonly string[],
  windowDays: number,
): { ends: readonly string[]; warnings: Text[] } {
  const begin = dayNumber(ends[0] ?? '') - windowDays;
  const found = lastReorganisation(log, begin, dayNumber(ends.at(-1) ?? ''), reorganisedFrom);
  if (found === null) return { ends, warnings: [] };
  const after = ends.filter((end) => dayNumber(end) - windowDays >= found.day);
  const day = dayText(found.day);
  const percent = Math.floor(100 * found.share);
  const isOver = after.length > 0;
  return {
    ends: isOver ? after : ends,
    warnings: [
      {
        fr: `Réorganisation le ${day} : ${percent} % des personnes ont changé de service. ${isOver ? 'La série repart après elle.' : 'Ce qui la précède et ce qui la suit ne se comparent pas.'}`,
        en: `Reorganisation on ${day}: ${percent}% of people changed department. ${isOver ? 'The series starts anew after it.' : 'What comes before and after it does not compare.'}`,
      },
    ],
  };
}

/** 1 for the departments that have people in every window. */
export function inEveryWindow(windows: readonly Groups[]): Uint8Array {
  const sizes = windows.map(groupSizes);
  return Uint8Array.from({ length: windows[0]?.count ?? 0 }, (_, g) =>
    Number(sizes.every((size) => (size[g] ?? 0) > 0)),
  );
}

/** The same groups, those that are not kept set apart as unknown. */
export const restricted = ({ of, count }: Groups, kept: Uint8Array): Groups => ({
  of: of.map((group) => (group >= 0 && kept[group] === 1 ? group : -1)),
  count,
});

/** What is to be said of departments that are not in every window. */
export function departmentsLeftOut(windows: readonly Groups[], kept: Uint8Array): Text[] {
  const sizes = windows.map(groupSizes);
  const left = [...kept.keys()].filter((g) => kept[g] === 0 && sizes.some((size) => (size[g] ?? 0) > 0)).length;
  if (left === 0) return [];
  return [
    {
      fr: `Services laissés de côté parce qu’ils apparaissent ou disparaissent en cours de série : ${left}.`,
      en: `Departments left out because they appear or disappear along the series: ${left}.`,
    },
  ];
}
