import { describe, expect, it } from 'vitest';
import { replyRate } from '../../server/metrics/reply-rate.ts';
import { timeToFirstResponse } from '../../server/metrics/time-to-first-response.ts';
import { ask, at, cells, openTables } from '../support/ask.ts';
import { openToyLog } from '../support/oracle-logs.ts';
import { openWorld } from '../support/world.ts';

describe('time-to-first-response', () => {
  it('reads the median on the curve of the first weeks', async () => {
    const { rows } = await ask(timeToFirstResponse, await openWorld('first-weeks'));
    expect(cells(rows, 'date', 'group', 'value', 'numerator', 'denominator', 'p90')).toEqual([
      ['2026-03-01', null, 96, 2, 3, null],
      ['2026-04-01', null, 240, 2, 3, 240],
      ['2026-03-02', 'period', 96, 4, 6, null],
    ]);
    const shares = [
      [0, 1 / 3, 2 / 3],
      [1 / 3, 1 / 3, 1 / 3],
      [1 / 6, 1 / 3, 5 / 9],
    ];
    rows.forEach(({ answered_1h, answered_24h, answered_7d }, row) => {
      [answered_1h, answered_24h, answered_7d].forEach((share, k) => {
        expect(share).toBeCloseTo(shares[row]?.[k] ?? -1, 12);
      });
    });
  });

  it('keeps the unanswered posts of the toy log in', async () => {
    // Hours: e01 1, e18 1, e07 4, e15 48; e20 waits since 39 hours, e12 since 591; the bot's post is out.
    // S(1) = 4/6, S(4) = 1/2, e20 leaves at 39, S(48) = 1/4.
    const row = at(await ask(timeToFirstResponse, await openToyLog()), '2026-03-02', 'period');
    expect(row).toMatchObject({ value: 4, numerator: 4, denominator: 6, p90: null });
    expect(row.answered_1h).toBeCloseTo(1 / 3, 12);
    expect(row.answered_24h).toBeCloseTo(1 / 2, 12);
    expect(row.answered_7d).toBeCloseTo(3 / 4, 12);
  });

  it('is null while nobody has answered, and says nothing of what was not followed long enough', async () => {
    const log = await openTables({
      events: [
        'event_id,kind,occurred_at,actor_id,thread_id',
        'a,post,2026-06-01T12:00:00Z,ann,t',
        'b,reply,2026-06-01T13:00:00Z,ann,t',
      ],
    });
    // The data end 12 hours after the post, which only its author answered.
    expect(at(await ask(timeToFirstResponse, log), '2026-06-01')).toMatchObject({
      value: null,
      numerator: 0,
      denominator: 1,
      p90: null,
      answered_1h: 0,
      answered_24h: null,
      answered_7d: null,
    });
  });

  it('has an empty curve for a month without posts', async () => {
    const weeks = await openWorld('first-weeks');
    const python = await ask(timeToFirstResponse, weeks, { community: 'Lost and found' });
    expect(at(python, '2026-03-01')).toMatchObject({ value: null, numerator: 0, denominator: 0, answered_7d: null });
  });

  it('agrees with the reply rate where every post is old enough', async () => {
    const march = { from: '2026-03-02', to: '2026-04-01' };
    const weeks = await openWorld('first-weeks');
    const curve = at(await ask(timeToFirstResponse, weeks, march), '2026-03-01');
    const share = at(await ask(replyRate, weeks, march), '2026-03-01');
    expect(curve.answered_7d).toBeCloseTo(Number(share.value), 12);
  });
});
