import { expect, test } from 'vitest';
import { isAllHidden } from '../../client/lib/rows.ts';

const answer = (key: string, cells: readonly (number | null)[]) => ({
  columns: [{ key: 'name' }, { key }],
  rows: cells.map((cell, at) => ({ name: `n${at}`, [key]: cell })),
  meta: { suppressed: cells.filter((cell) => cell === null).length },
});

test('all is hidden when no row shows its figure, whatever the figure is called', () => {
  for (const key of ['value', 'people', 'forecast']) {
    expect([key, isAllHidden(answer(key, [null, null]))]).toEqual([key, true]);
    expect([key, isAllHidden(answer(key, [0.2, null]))]).toEqual([key, false]);
    expect([key, isAllHidden(answer(key, [0.2, 0]))]).toEqual([key, false]);
  }
});
