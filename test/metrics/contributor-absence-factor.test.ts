import { describe, expect, it } from 'vitest';
import concentration from '../../fixtures/oracle/concentration.json' with { type: 'json' };
import { contributorAbsenceFactor } from '../../server/metrics/contributor-absence-factor.ts';
import { ask, cells } from '../support/ask.ts';
import { openCounts } from '../support/counts.ts';
import { openToyLog } from '../support/oracle-logs.ts';
import { openWorld } from '../support/world.ts';

const columns = ['subject_id', 'value', 'rank', 'people', 'contributors', 'contributions', 'replies_factor'];

describe('contributor-absence-factor', () => {
  it('says on how few people each community of the first weeks rests', async () => {
    const { rows } = await ask(contributorAbsenceFactor, await openWorld('first-weeks'));
    expect(cells(rows, ...columns)).toEqual([
      ['garden', 2, 1, 6, 5, 12, 2],
      ['python', 2, 1, 5, 4, 5, 1],
      ['lost', null, null, 0, 0, 0, null],
    ]);
  });

  it('equals the published example, with or without dates', async () => {
    const { counts, caf_50, sum } = concentration.chaoss_example;
    for (const dated of [true, false]) {
      const { rows } = await ask(contributorAbsenceFactor, await openCounts(counts, dated));
      expect(rows[0]).toMatchObject({ value: caf_50, people: 8, contributions: sum, replies_factor: null });
    }
  });

  it('counts neither bots nor deleted accounts', async () => {
    const { rows } = await ask(contributorAbsenceFactor, await openToyLog());
    // run: ana 3, cat, bob, eve, dan. python: dan 4 (a post, a mention, two reactions), eve 2, cat and fay 1: 4 people.
    const found = new Map(rows.map((row) => [row.subject_id, row]));
    expect(found.get('run')).toMatchObject({ value: 2, people: 5, contributions: 7, replies_factor: 1 });
    expect(found.get('python')).toMatchObject({ value: null, people: 4, contributions: 8 });
    expect(found.get('crm')).toMatchObject({ value: null, people: 2, contributions: 2 }); // gil and bob
  });
});
