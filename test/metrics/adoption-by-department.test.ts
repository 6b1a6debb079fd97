import { describe, expect, it } from 'vitest';
import { answer } from '../../server/answer.ts';
import { adoptionByDepartment } from '../../server/metrics/adoption-by-department.ts';
import { ask, cells, openTables, visitor } from '../support/ask.ts';
import { openWorld } from '../support/world.ts';

const columns = ['subject_id', 'rank', 'value', 'numerator', 'denominator', 'previous', 'change'];

describe('adoption-by-department', () => {
  it('is a share of the people of the department on the last day', async () => {
    const weeks = await openWorld('first-weeks');
    // 30 April: cleo has left Sales, ben has gone to IT; since 3 April ada, ben, dov and eli were active.
    const { rows } = await ask(adoptionByDepartment, weeks);
    expect(cells(rows, ...columns)).toEqual([
      ['Sales', 1, 1, 1, 1, null, null],
      ['IT', 2, 0.75, 3, 4, null, null],
      ['HR', 3, 0, 0, 1, null, null],
    ]);
    // Wilson's interval of 3 in 4, computed apart from its formula.
    const lab = rows.find((row) => row['subject_id'] === 'IT');
    expect(lab?.['lower']).toBeCloseTo(0.30064184258240184, 9);
    expect(lab?.['upper']).toBeCloseTo(0.9544127391902995, 9);
    // 31 March: ben is still in Sales, eli and ivo have not arrived; active since 4 March: ada, ben, cleo, dov.
    const march = await ask(adoptionByDepartment, weeks, { from: '2026-03-02', to: '2026-04-01' });
    expect(cells(march.rows, ...columns)).toEqual([
      ['Sales', 1, 1, 3, 3, null, null],
      ['IT', 2, 0.5, 1, 2, null, null],
    ]);
  });

  it('narrows to a department, and to the activity inside a community', async () => {
    const weeks = await openWorld('first-weeks');
    const it = await ask(adoptionByDepartment, weeks, { department: 'IT', community: 'garden' });
    expect(cells(it.rows, ...columns)).toEqual([['IT', 1, 0.5, 2, 4, null, null]]); // ben and eli
  });

  it('compares with 84 days earlier, among those employed then', async () => {
    const people = ['ann', 'bob', 'cat', 'dan', 'eve'].map((name) => `${name},Lab,,2020-01-01`);
    const log = await openTables({
      people: ['person_id,department,left_on,joined_on', ...people, 'fay,Lab,,2026-05-01', 'gil,Shop,,'],
      events: [
        'kind,occurred_at,actor_id',
        'post,2026-01-01T08:00:00Z,cat',
        'post,2026-03-10T08:00:00Z,bob', // 28 days before 7 April: out
        'post,2026-03-11T08:00:00Z,ann', // the first day of the window
        'post,2026-06-03T08:00:00Z,ann',
        'post,2026-06-10T08:00:00Z,bob',
        'post,2026-06-30T08:00:00Z,fay',
      ],
    });
    // 30 June: ann, bob, fay of six. 7 April: ann of five, fay had not arrived. One person is too few to look back.
    const { rows } = await ask(adoptionByDepartment, log);
    expect(cells(rows, 'subject_id', 'numerator', 'denominator', 'previous', 'previous_day')).toEqual([
      ['Lab', 3, 6, 0.2, '2026-04-07'],
      ['Shop', 0, 1, null, null],
    ]);
    expect(rows[0]?.value).toBeCloseTo(0.5, 12);
    expect(rows[0]?.change).toBeCloseTo(0.3, 12);
    expect((await ask(adoptionByDepartment, log, { from: '2026-01-01', to: '2026-03-31' })).rows[0]).toMatchObject({
      numerator: 2,
      denominator: 5,
      previous: null, // 5 January less 28 days: the data begin later
    });
  });

  it('hides small departments from a visitor, and has no answer without departments', async () => {
    const shown = await answer(adoptionByDepartment, await openWorld('first-weeks'), {}, visitor);
    expect(shown.rows.map(({ value }) => value)).toEqual([null, null, null]);
    const bare = await openTables({
      people: ['person_id', 'ann'],
      events: ['kind,occurred_at,actor_id', 'post,2026-06-05T08:00:00Z,ann'],
    });
    expect((await ask(adoptionByDepartment, bare)).reason?.code).toBe('no_departments');
  });
});
