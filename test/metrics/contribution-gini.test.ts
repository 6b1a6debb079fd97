import { describe, expect, it } from 'vitest';
import concentration from '../../fixtures/oracle/concentration.json' with { type: 'json' };
import { contributionGini } from '../../server/metrics/contribution-gini.ts';
import { ask, cells } from '../support/ask.ts';
import { openCounts } from '../support/counts.ts';
import { openWorld } from '../support/world.ts';

const columns = ['subject_id', 'name', 'rank', 'people', 'contributors', 'contributions'];

describe('contribution-gini', () => {
  it('ranks the communities of the first weeks, silent members included', async () => {
    const { rows } = await ask(contributionGini, await openWorld('first-weeks'));
    expect(cells(rows, ...columns)).toEqual([
      ['garden', 'Garden', 1, 6, 5, 12],
      ['python', 'Python', 2, 5, 4, 5],
      ['lost', 'Lost and found', null, 0, 0, 0],
    ]);
    expect(rows[0]?.value).toBeCloseTo(5 / 12, 12);
    expect(rows[1]?.value).toBeCloseTo(8 / 25, 12);
    expect(rows[2]?.value).toBeNull();
  });

  it('equals the published example, with or without dates', async () => {
    const { counts, gini, sum } = concentration.chaoss_example;
    for (const dated of [true, false]) {
      const { rows } = await ask(contributionGini, await openCounts(counts, dated));
      expect(rows[0]).toMatchObject({ people: 8, contributors: 8, contributions: sum, rank: 1 });
      expect(rows[0]?.value).toBeCloseTo(gini, 9);
    }
  });

  it('follows the period and the department', async () => {
    const weeks = await openWorld('first-weeks');
    const april = await ask(contributionGini, weeks, { from: '2026-04-01', to: '2026-05-01', community: 'garden' });
    // ada 2, ben 1, dov 1, eli 1, cleo 0, fay 0: Σ i·x = 3 + 4 + 5 + 12 = 24, 48/30 − 7/6.
    expect(cells(april.rows, ...columns)).toEqual([['garden', 'Garden', 1, 6, 4, 5]]);
    expect(april.rows[0]?.value).toBeCloseTo(13 / 30, 12);
    const sales = await ask(contributionGini, weeks, { department: 'Sales', community: 'garden' });
    // ada 4, ben 3 (his mention came from IT), cleo 2: under 5 people.
    expect(cells(sales.rows, ...columns)).toEqual([['garden', 'Garden', null, 3, 3, 9]]);
    expect(sales.rows[0]?.value).toBeNull();
  });
});
