import { describe, expect, it } from 'vitest';
import activity from '../../fixtures/oracle/activity-windows.json' with { type: 'json' };
import { wau } from '../../server/metrics/wau.ts';
import { ask, at } from '../support/ask.ts';
import { openActivityWindows } from '../support/oracle-logs.ts';
import { openWorld } from '../support/world.ts';

describe('wau', () => {
  it('counts the people of the 7 days that end with the day', async () => {
    const result = await ask(wau, await openWorld('first-weeks'));
    expect(result.rows).toHaveLength(60);
    expect(at(result, '2026-03-02')).toEqual({
      date: '2026-03-02',
      group: null,
      value: 2,
      numerator: 2,
      denominator: null,
    });
    expect(at(result, '2026-03-08')).toMatchObject({ value: 3, numerator: 3 });
    expect(at(result, '2026-03-09').value).toBe(2); // 2 March is out: a week has 7 days, not 8
    expect(at(result, '2026-03-17').value).toBe(3);
    expect(at(result, '2026-04-07').value).toBe(2);
    expect(at(result, '2026-04-08').value).toBe(0);
    expect(at(result, '2026-04-30').value).toBe(2);
  });

  it('equals the reference value', async () => {
    expect(at(await ask(wau, await openActivityWindows()), activity.as_of).value).toBe(activity.WAU_7);
  });

  it('looks back before the period asked for', async () => {
    const weeks = await openWorld('first-weeks');
    const result = await ask(wau, weeks, { from: '2026-03-17', to: '2026-03-18' });
    expect(result.rows).toHaveLength(1);
    expect(at(result, '2026-03-17').value).toBe(3);
    expect(result.meta.warnings).toEqual([]);
  });

  it('warns when its first windows begin before the data', async () => {
    const { meta } = await ask(wau, await openWorld('first-weeks'));
    expect(meta.warnings).toHaveLength(1);
    expect(meta.warnings[0]?.en).toContain('before 2026-03-08 the window of 7 days is not yet full');
  });

  it('counts somebody in the department of each day', async () => {
    const weeks = await openWorld('first-weeks');
    expect(at(await ask(wau, weeks, { department: 'IT' }), '2026-04-23').value).toBe(2); // ben, dov
  });
});
