import { describe, expect, it } from 'vitest';
import {
  type Decision,
  decide,
  decisionsDigest,
  onAccount,
  onDepartment,
  onPair,
  pairId,
  undo,
} from '../../../pipelines/identities/decisions.ts';

const now = new Date('2026-11-21T12:00:00Z');
const how = { origin: 'steward', decided_at: now.toISOString() } as const;

describe('the file of decisions', () => {
  const [ana, bob, cy] = ['a', 'b', 'c'].map((letter) => `p_${letter.repeat(20)}`) as [string, string, string];

  it('has one standing decision on each subject, and remembers the others', () => {
    const once = decide([], [onPair('same-person', bob, ana, how)]);
    expect(once).toMatchObject([{ id: pairId(ana, bob), accounts: [ana, bob], undone_at: null }]);
    expect(decide(once, [onPair('same-person', ana, bob, { ...how, decided_at: '2027-01-01T00:00:00Z' })])).toEqual(
      once,
    );
    const changed = decide(once, [onPair('different-people', ana, bob, how)]);
    expect(changed.map(({ kind, undone_at }) => [kind, undone_at === null])).toEqual([
      ['same-person', false],
      ['different-people', true],
    ]);
    expect(undo(once, pairId(ana, cy), now)).toBeNull();
  });

  it('lets the decision whose place was taken stand again once the other is taken back', () => {
    const at = (day: string) => ({ ...how, decided_at: `2026-11-${day}T12:00:00.000Z` });
    const id = pairId(ana, bob);
    const same = decide([], [onPair('same-person', ana, bob, { ...at('01'), origin: 'alias-file' })]);
    const apart = decide(same, [onPair('different-people', ana, bob, at('02'))]);
    const restored = undo(apart, id, new Date(at('03').decided_at)) ?? [];
    expect(restored.map(({ kind, undone_at }) => [kind, undone_at])).toEqual([
      ['same-person', at('02').decided_at],
      ['different-people', at('03').decided_at],
      ['same-person', null],
    ]);
    expect(decisionsDigest(restored)).toBe(decisionsDigest(same));
    const none = undo(restored, id, new Date(at('04').decided_at)) ?? [];
    expect(decisionsDigest(none)).toBe(decisionsDigest([]));
    // Taken again and taken back again, it has nothing left to restore.
    const again = decide(none, [onPair('different-people', ana, bob, at('05'))]);
    expect(decisionsDigest(undo(again, id, now) ?? again)).toBe(decisionsDigest([]));
  });

  it('lets the steward have the last word over a file', () => {
    const said = [onPair('different-people', ana, bob, how)];
    expect(decide(said, [onPair('same-person', ana, bob, { ...how, origin: 'alias-file' })])).toEqual(said);
  });

  it('amounts to the same in any order and at any time, and to nothing once all is undone', () => {
    const taken = [
      onPair('same-person', ana, bob, how),
      onAccount('not-a-person', cy, how),
      onDepartment('RH', { division: 'Support', department: 'Human resources', team: null }, how),
    ];
    const later = taken.map((decision) => ({ ...decision, decided_at: '2027-01-01T00:00:00Z' }));
    expect(decisionsDigest(decide([], later.toReversed()))).toBe(decisionsDigest(decide([], taken)));
    const undone = taken.reduce<Decision[]>((all, { id }) => undo(all, id, now) ?? all, decide([], taken));
    expect(decisionsDigest(undone)).toBe(decisionsDigest([]));
    expect(undone).toHaveLength(3);
  });
});
