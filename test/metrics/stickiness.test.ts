import { describe, expect, it } from 'vitest';
import activity from '../../fixtures/oracle/activity-windows.json' with { type: 'json' };
import { stickiness } from '../../server/metrics/stickiness.ts';
import { ask, at, openTables } from '../support/ask.ts';
import { openActivityWindows } from '../support/oracle-logs.ts';
import { openWorld } from '../support/world.ts';

describe('stickiness', () => {
  it('is the person-days of 28 days over 28 times their people', async () => {
    const result = await ask(stickiness, await openWorld('first-weeks'));
    expect(result.rows).toHaveLength(60);
    expect(at(result, '2026-03-29')).toMatchObject({ group: null, numerator: 8, denominator: 140 });
    expect(at(result, '2026-03-29').value).toBeCloseTo(0.057142857143, 9);
    expect(at(result, '2026-04-14').value).toBeCloseTo(0.047619047619, 9);
    expect(at(result, '2026-04-30')).toMatchObject({ numerator: 5, denominator: 112 });
    expect(at(result, '2026-04-30').value).toBeCloseTo(0.044642857143, 9);
  });

  it('equals the reference value', async () => {
    const row = at(await ask(stickiness, await openActivityWindows()), activity.as_of);
    expect(row.value).toBeCloseTo(activity.stickiness_meanDAU_over_MAU, 9);
    expect(row).toMatchObject({ numerator: 5, denominator: 28 * activity.MAU_28 });
    expect(Number(row.numerator) / 28).toBeCloseTo(activity.mean_DAU_28, 9);
  });

  it('is 1 when the only person comes every day, and null once 28 days are silent', async () => {
    const days = Array.from({ length: 28 }, (_, k) => `2026-06-${String(k + 1).padStart(2, '0')}`);
    const events = ['kind,occurred_at,actor_id', ...days.map((day) => `post,${day}T10:00:00Z,ann`)];
    // A view is presence: it makes the data last until August without making anybody active.
    const result = await ask(stickiness, await openTables({ events: [...events, 'view,2026-08-01T10:00:00Z,ann'] }));
    expect(at(result, '2026-06-28')).toMatchObject({ value: 1, numerator: 28, denominator: 28 });
    expect(at(result, '2026-07-25').value).toBeCloseTo(1 / 28, 12);
    expect(at(result, '2026-07-26')).toMatchObject({ value: null, numerator: 0, denominator: 0 });
  });
});
