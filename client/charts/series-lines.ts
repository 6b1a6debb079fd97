import type { Result, Unit } from '../../server/contract/results.ts';
import type { Text } from '../../server/contract/text.ts';
import { dayTime } from '../lib/format.ts';
import { hasColumn, linesOf, type Point } from '../lib/rows.ts';

export interface Line {
  readonly key: string;
  readonly name: string;
  readonly points: readonly Point[];
  readonly tone: 'accent' | 'ink' | 'grey' | 'second' | 'third';
}

/** Small multiples are for what comes after: four lines in one picture can still be told apart. */
export const mostLines = 4;

/** The lines of one or several answers, the weightiest first and in the accent colour. */
export function seriesLines(
  results: readonly Result[],
  say: (text: Text) => string,
  groupName: (code: string) => string,
): Line[] {
  const tones = ['accent', 'ink', 'second', 'third'] as const;
  const lines = results.flatMap((result) =>
    [...linesOf(result)].map(([group, points]) => ({
      key: `${result.meta.id}/${group ?? ''}`,
      name: group === null ? say(result.meta.label) : groupName(group),
      points,
    })),
  );
  const weight = (line: { points: readonly Point[] }) =>
    line.points.reduce((sum, { value }) => sum + Math.abs(value ?? 0), 0);
  return lines.toSorted((a, b) => weight(b) - weight(a)).map((line, i) => ({ ...line, tone: tones[i] ?? 'grey' }));
}

/** One datum per day with a value for each line, as the chart library wants it. Days without a value stay null: gaps. */
export function chartRows(lines: readonly Line[]): Record<string, number | null>[] {
  const byDay = new Map<string, Record<string, number | null>>();
  for (const line of lines) {
    for (const { date, value } of line.points) {
      const row = byDay.get(date) ?? { time: dayTime(date) };
      row[line.key] = value;
      byDay.set(date, row);
    }
  }
  return [...byDay.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

/** The band that chance or uncertainty gives, when the answer has one. */
export function bandOf(result: Result | undefined): { time: number; band: [number, number] | null }[] | null {
  if (result === undefined) return null;
  const [low, high] = hasColumn(result, 'lower') ? ['lower', 'upper'] : ['expected_lower', 'expected_upper'];
  if (!hasColumn(result, low) || !hasColumn(result, high)) return null;
  const lower = linesOf(result, low).get(null);
  const upper = linesOf(result, high).get(null);
  if (lower === undefined || upper === undefined) return null;
  return lower.map(({ date, value }, i) => {
    const top = upper[i]?.value ?? null;
    return { time: dayTime(date), band: value === null || top === null ? null : [value, top] };
  });
}

export const isWhole = (unit: Unit): boolean => unit === 'people' || unit === 'count';
