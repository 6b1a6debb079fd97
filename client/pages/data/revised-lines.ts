import type { Restatement } from '../../../server/contract/restatements.ts';

/** Figures of a month that one publication revised, for one reason: a line of the list. */
export interface RevisedLine {
  readonly recorded_at: string;
  readonly why: Restatement['why'];
  readonly to_snapshot: string;
  readonly month: string;
  /** One; several where nothing is told of any of them but that it changed. */
  readonly figures: readonly string[];
  readonly from: number | null;
  readonly to: number | null;
  readonly hidden: boolean;
}

/** Lines that stand under one heading, and within it under one month. */
export interface RevisedGroup {
  readonly key: string;
  readonly first: RevisedLine;
  readonly lines: readonly RevisedLine[];
}

const figureOrder = [
  'active_people',
  'contributors',
  'new_contributors',
  'events.post',
  'events.message',
  'events.reply',
  'events.reaction',
  'events.mention',
  'events.share',
];

/** The lines of what was revised, the latest publication first, each of its months together and people before events. */
export function revisedLines(rows: readonly Restatement[]): RevisedLine[] {
  return groupsOf(rows, (row) => `${revisionOf(row)} ${row.month}`).flatMap(([, ofMonth]) => {
    const ordered = ofMonth.toSorted((a, b) => placeOf(a) - placeOf(b));
    const told = ordered.filter((row) => !isUntold(row)).map((row) => ({ ...row, figures: [row.figure] }));
    const untold = ordered.filter(isUntold);
    const [first] = untold;
    if (first === undefined) return told;
    return [...told, { ...first, figures: untold.map(({ figure }) => figure) }];
  });
}

/** Lines by publication and reason. */
export function byRevision(lines: readonly RevisedLine[]): RevisedGroup[] {
  return inGroups(lines, revisionOf);
}

/** Lines by month. */
export function byMonth(lines: readonly RevisedLine[]): RevisedGroup[] {
  return inGroups(lines, ({ month }) => month);
}

const revisionOf = ({ to_snapshot, why }: Pick<RevisedLine, 'to_snapshot' | 'why'>): string => `${to_snapshot} ${why}`;

/** Withheld before and after: such figures of a month make one line. */
const isUntold = ({ hidden, from, to }: Restatement): boolean => hidden && from === null && to === null;

function placeOf({ figure }: Restatement): number {
  const place = figureOrder.indexOf(figure);
  return place < 0 ? figureOrder.length : place;
}

function inGroups(lines: readonly RevisedLine[], key: (line: RevisedLine) => string): RevisedGroup[] {
  return groupsOf(lines, key).flatMap(([name, of]) => {
    const [first] = of;
    return first === undefined ? [] : [{ key: name, first, lines: of }];
  });
}

function groupsOf<T>(rows: readonly T[], key: (row: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group === undefined) groups.set(key(row), [row]);
    else group.push(row);
  }
  return [...groups];
}
