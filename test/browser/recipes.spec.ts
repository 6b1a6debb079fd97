import { expect, test } from '@playwright/test';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { followRecipes } from '../support/recipes.ts';
import { start } from './serve-folder.ts';

test('the three recipes of the README, followed to the letter, reach catalogue, API, export and page', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const { folder, run } = followRecipes();
  try {
    const types = run('node_modules/typescript/bin/tsc', '-p', '.');
    expect(types.out).not.toContain('error TS');

    const tests = [
      'test/metrics/newcomers.test.ts',
      'test/sources/every-case.test.ts',
      'test/sources/recognition.test.ts',
      'test/architecture.test.ts',
    ];
    const tested = run('node_modules/vitest/vitest.mjs', 'run', ...tests);
    expect(tested.status, tested.out).toBe(0);

    const data = join(folder, 'data');
    const vigie = (...args: string[]) => run('server/cli/vigie.mjs', ...args, '--data', data);
    const loaded = vigie('import', '--timezone', 'UTC', 'fixtures/sources/room-log/two-rooms/export/rooms.csv');
    expect(loaded.status, loaded.out).toBe(0);
    expect(loaded.out).toContain('(room-log): 3 records read = 3 used');
    expect(vigie('verify').status).toBe(0);
    expect(vigie('catalogue').out).toContain('newcomers (metric, series)');
    // ana and bo both start in March 2026.
    expect(vigie('export', 'newcomers').out).toBe('date,group,value,numerator,denominator\n2026-03-01,,2,,\n');

    expect(run('node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn').status).toBe(0);
    const server = await start(data, { tree: folder });
    try {
      const reply = await fetch(`${server.address}/api/results/newcomers`);
      expect(await reply.json()).toMatchObject({ meta: { id: 'newcomers' }, rows: [{ date: '2026-03-01', value: 2 }] });
      await page.goto(`${server.address}/newcomers`);
      await expect(page.getByRole('navigation').getByRole('link', { name: 'Arrivées' }).first()).toBeVisible();
      await page.getByRole('button', { name: 'Voir en tableau' }).click();
      await expect(page.getByRole('table')).toContainText('2');
      await page.goto(`${server.address}/method#newcomers`);
      await expect(page.getByText('Nouveaux contributeurs').first()).toBeVisible();
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
