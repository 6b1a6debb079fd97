import { describe, expect, it } from 'vitest';
import activity from '../../fixtures/oracle/activity-windows.json' with { type: 'json' };
import { mau } from '../../server/metrics/mau.ts';
import { ask, at } from '../support/ask.ts';
import { openActivityWindows } from '../support/oracle-logs.ts';
import { openWorld } from '../support/world.ts';

describe('mau', () => {
  it('counts the people of the 28 days that end with the day', async () => {
    const result = await ask(mau, await openWorld('first-weeks'));
    expect(result.rows).toHaveLength(60);
    expect(at(result, '2026-03-29')).toEqual({
      date: '2026-03-29',
      group: null,
      value: 5,
      numerator: 5,
      denominator: null,
    });
    expect(at(result, '2026-04-14').value).toBe(3);
    expect(at(result, '2026-04-30').value).toBe(4);
  });

  it('equals the reference value', async () => {
    expect(at(await ask(mau, await openActivityWindows()), activity.as_of).value).toBe(activity.MAU_28);
  });

  it('counts inside a community', async () => {
    const weeks = await openWorld('first-weeks');
    // Python, 3 to 30 April: eli and dov.
    expect(at(await ask(mau, weeks, { community: 'python' }), '2026-04-30').value).toBe(2);
  });
});
