import { describe, expect, it } from 'vitest';
import type { CommunityFacts } from '../../server/models/community-state.ts';
import { lifetimeOf, type WatchedCommunity } from '../../server/models/community-survival-lifetime.ts';
import { operationalClock } from '../../server/models/operational-clock.ts';

/** Every calendar day counts as one. */
const clock = operationalClock([], [], 0, 2000, 7);

const facts: CommunityFacts = {
  isArchived: false,
  isSourceSilent: false,
  rhythm: null,
  isSeasonal: false,
  mostPeople: 6,
  lifeDays: 200,
  contributions: 200,
  recentPeople: 3,
  recentContributions: 9,
  broadcast: null,
};

/** Writes every other day from 100 to 300, of data from day 0 to day 1000. */
const watched = (changes: Partial<WatchedCommunity> = {}): WatchedCommunity => ({
  activeDays: Array.from({ length: 101 }, (_, k) => 100 + 2 * k),
  createdOn: null,
  archivedOn: null,
  sourceFirstDay: 0,
  knownUntil: 1000,
  clock,
  facts,
  ...changes,
});

describe('the life of a community', () => {
  it('ends on the sixtieth day of a silence that is improbable', () => {
    // Sixty days of silence, 301 to 360, are over as of 361; born on 100.
    expect(lifetimeOf(watched())).toEqual({ entered: 0, left: 261, ended: true });
  });

  it('waits for the silence to be improbable at a slow rhythm', () => {
    // Five days in 200: ((8 + 200) ÷ (8 + 200 + s))^5 is below 0.01 from s = 208 (100^(1/5) − 1), 314.5 days, on.
    const slow = lifetimeOf(watched({ activeDays: [100, 150, 200, 250, 300] }));
    expect(slow).toEqual({ entered: 0, left: 301 + 315 - 100, ended: true });
  });

  it('ends after 28 days when it never took off', () => {
    const never = { ...facts, mostPeople: 2, contributions: 3, lifeDays: 10 };
    expect(lifetimeOf(watched({ activeDays: [100, 105, 110], facts: never }))).toEqual({
      entered: 0,
      left: 111 + 28 - 100,
      ended: true,
    });
  });

  it('lives on until the end of what is known', () => {
    expect(lifetimeOf(watched({ knownUntil: 360 }))).toEqual({ entered: 0, left: 260, ended: false });
    expect(lifetimeOf(watched({ knownUntil: 361 }))).toEqual({ entered: 0, left: 261, ended: true });
  });

  it('lives all along when it wakes up', () => {
    const { activeDays } = watched();
    const awake = lifetimeOf(watched({ activeDays: [...activeDays, 900, 902, 904], knownUntil: 910 }));
    expect(awake).toEqual({ entered: 0, left: 810, ended: false });
  });

  it('leaves on the day of its archival, unless it was over before', () => {
    expect(lifetimeOf(watched({ archivedOn: 320 }))).toEqual({ entered: 0, left: 220, ended: false });
    expect(lifetimeOf(watched({ archivedOn: 500 }))).toEqual({ entered: 0, left: 261, ended: true });
    // Somebody wrote on 300: it was open then.
    expect(lifetimeOf(watched({ archivedOn: 200 }))).toEqual({ entered: 0, left: 201, ended: false });
  });

  it('is as old as its creation when it is older than the data, and watched from the first word on', () => {
    const old = { createdOn: -200, sourceFirstDay: 95 };
    expect(lifetimeOf(watched(old))).toEqual({ entered: 300, left: 561, ended: true });
    // Created within the data, it is born when somebody writes.
    expect(lifetimeOf(watched({ createdOn: 40 }))).toEqual({ entered: 0, left: 261, ended: true });
  });

  it('has no age when it may be older than the data and nobody knows since when', () => {
    expect(lifetimeOf(watched({ sourceFirstDay: 73 }))).toBe('unknown_age');
    expect(lifetimeOf(watched({ sourceFirstDay: 72 }))).toMatchObject({ entered: 0 });
    expect(lifetimeOf(watched({ activeDays: [] }))).toBe('silent');
  });

  it('rests in its off season, and ends when it does not come back from it', () => {
    // Silent from day 300 to 500 of one year, and again a year later.
    const winters = Array.from({ length: 101 }, (_, k) => 100 + 2 * k);
    const days = [...winters, ...Array.from({ length: 83 }, (_, k) => 500 + 2 * k)];
    const resting = watched({ activeDays: days, knownUntil: 850 });
    expect(lifetimeOf(resting)).toEqual({ entered: 0, left: 750, ended: false });
    // Silent since 664: longer than the 200 days before and 35 of tolerance as of 900.
    expect(lifetimeOf({ ...resting, knownUntil: 1200 })).toEqual({ entered: 0, left: 800, ended: true });
  });
});
