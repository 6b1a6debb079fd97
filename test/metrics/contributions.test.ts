import { describe, expect, it } from 'vitest';
import { contributions } from '../../server/metrics/contributions.ts';
import { ask, at, cells, openTables } from '../support/ask.ts';
import { openToyLog } from '../support/oracle-logs.ts';
import { openWorld } from '../support/world.ts';

describe('contributions', () => {
  it('counts each kind in each ISO week of the first weeks', async () => {
    const { rows, meta } = await ask(contributions, await openWorld('first-weeks'));
    expect(rows).toHaveLength(9 * 4);
    expect([...new Set(rows.map(({ group }) => group))]).toEqual(['post', 'reply', 'reaction', 'mention']);
    const line = (group: string) =>
      cells(
        rows.filter((row) => row.group === group),
        'value',
        'numerator',
        'denominator',
      );
    const counts = (...values: number[]) => values.map((value) => [value, value, null]);
    expect(rows.filter(({ group }) => group === 'post').map(({ date }) => date)).toEqual([
      '2026-03-02',
      '2026-03-09',
      '2026-03-16',
      '2026-03-23',
      '2026-03-30',
      '2026-04-06',
      '2026-04-13',
      '2026-04-20',
      '2026-04-27',
    ]);
    expect(line('post')).toEqual(counts(1, 1, 1, 0, 1, 0, 1, 0, 1)); // the bot's post of 14 April is out
    expect(line('reply')).toEqual(counts(2, 2, 0, 0, 1, 0, 0, 1, 0)); // ben's reply to himself is activity
    expect(line('reaction')).toEqual(counts(1, 0, 1, 0, 1, 0, 0, 0, 1));
    expect(line('mention')).toEqual(counts(0, 0, 0, 0, 0, 0, 0, 1, 0));
    expect(meta.warnings[0]?.en).toContain('incomplete'); // 30 April is a Thursday
  });

  it('keeps what a deleted account wrote and drops what a bot did', async () => {
    const result = await ask(contributions, await openToyLog());
    // Week of 2 March: posts of ana, dan, gil (not the bot). Week of 9 March: the external and the deleted account.
    expect(at(result, '2026-03-02', 'post').value).toBe(3);
    expect(at(result, '2026-03-09', 'post').value).toBe(2);
    expect(at(result, '2026-03-02', 'reaction').value).toBe(4);
    expect(at(result, '2026-03-02', 'mention').value).toBe(2);
  });

  it('follows the period, the department and the community', async () => {
    const weeks = await openWorld('first-weeks');
    const march = await ask(contributions, weeks, { from: '2026-03-03', to: '2026-03-16', department: 'Sales' });
    expect(
      cells(
        march.rows.filter(({ value }) => value !== 0),
        'date',
        'group',
        'value',
      ),
    ).toEqual([
      ['2026-03-02', 'reply', 1], // 2 March is before the period
      ['2026-03-02', 'reaction', 1],
      ['2026-03-09', 'post', 1],
      ['2026-03-09', 'reply', 2],
    ]);
    const python = await ask(contributions, weeks, { community: 'python' });
    expect(python.rows.filter(({ value }) => value !== 0)).toHaveLength(5);
  });

  it('counts messages and shares apart, over a whole week without warning', async () => {
    const network = await openTables({
      events: [
        'kind,occurred_at,actor_id,target_id',
        'message,2026-06-01T08:00:00Z,ann,bob',
        'share,2026-06-02T08:00:00Z,bob,',
        'message,2026-06-07T08:00:00Z,bob,ann',
      ],
    });
    const { rows, meta } = await ask(contributions, network);
    expect(cells(rows, 'date', 'group', 'value')).toEqual([
      ['2026-06-01', 'message', 2],
      ['2026-06-01', 'share', 1],
    ]);
    expect(meta.warnings).toEqual([]);
  });
});
