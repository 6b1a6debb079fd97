import { describe, expect, it } from 'vitest';
import { byMonth, byRevision, type RevisedLine, revisedLines } from '../../client/pages/data/revised-lines.ts';
import type { Restatement } from '../../server/contract/restatements.ts';

const row = (
  to_snapshot: string,
  month: string,
  figure: string,
  why: Restatement['why'],
  from: number | null,
  to: number | null,
): Restatement => ({
  recorded_at: '2026-11-22T00:00:00.000Z',
  month,
  figure,
  from,
  to,
  hidden: from === null,
  why,
  from_snapshot: 'former',
  to_snapshot,
  imports: [],
});
const told = ({ figures, from, to }: RevisedLine): string => `${figures.join('+')} ${from} ${to}`;

describe('the list of revised figures', () => {
  const lines = revisedLines([
    row('second', '2026-02', 'events.reply', 'erasure', null, null),
    row('second', '2026-02', 'events.post', 'erasure', null, null),
    row('second', '2026-02', 'active_people', 'erasure', null, null),
    row('second', '2026-01', 'events.post', 'erasure', null, null),
    row('first', '2026-02', 'new_contributors', 'people_mapped', 6, 7),
    row('first', '2026-01', 'events.post', 'late_rows', 20, 21),
    row('first', '2026-01', 'contributors', 'late_rows', null, 8),
  ]);

  it('names people before events, and in one line what is withheld of a month before and after', () => {
    expect(lines.map(told)).toEqual([
      'active_people+events.post+events.reply null null',
      'events.post null null',
      'new_contributors 6 7',
      'contributors null 8',
      'events.post 20 21',
    ]);
  });

  it('stands by publication and reason, then by month', () => {
    expect(
      byRevision(lines).map(({ first, lines: of }) => [
        first.to_snapshot,
        first.why,
        byMonth(of).map(({ key, lines: ofMonth }) => `${key} ${ofMonth.length}`),
      ]),
    ).toEqual([
      ['second', 'erasure', ['2026-02 1', '2026-01 1']],
      ['first', 'people_mapped', ['2026-02 1']],
      ['first', 'late_rows', ['2026-01 2']],
    ]);
  });
});
