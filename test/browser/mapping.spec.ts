import { expect, type Page, test } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { faults } from './faults.ts';
import { addressOf } from './pages.ts';
import { start } from './serve-folder.ts';

const people = ['ana', 'bo', 'cy', 'di', 'eva', 'fay'];
const month = (name: string): string =>
  ['Qui;Quand;Salon;Geste;Sur']
    .concat(
      people.flatMap((person, at) => [
        `${person}@acme.example;0${at + 1}/0${name}/2026 09:0${at};Vélo;Billet;`,
        `${person}@acme.example;0${at + 1}/0${name}/2026 10:0${at};Vélo;Remarque;`,
      ]),
    )
    .join('\r\n');

async function choose(page: Page, name: string, text: string): Promise<void> {
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({
      name,
      mimeType: 'text/csv',
      buffer: Buffer.from(text, 'latin1'),
    });
}

test('a stranger’s table is mapped, loaded, and recognised by itself the month after', async ({ page }) => {
  test.setTimeout(150_000);
  const data = mkdtempSync(join(tmpdir(), 'vigie-mapping-'));
  const server = await start(data);
  try {
    await page.goto(`${server.address}/data`);
    await choose(page, 'salons-2026-03.csv', month('3'));
    await page.getByRole('button', { name: 'Associer les colonnes' }).click({ timeout: 45_000 });
    const preview = page.getByRole('region', { name: /tableau qui défile/ });
    await expect(preview).toContainText('eva@acme.example', { timeout: 45_000 });
    const main = page.locator('main');
    // Neither the order of 01/03/2026 nor the word "Geste" can be told from the file: both are asked.
    await expect(main).toContainText('peut mettre en premier le jour ou le mois');
    await expect(page.getByRole('button', { name: /^Charger/ })).toBeDisabled();
    await page.getByLabel('ce qui vient en premier').selectOption('day-first');
    await page.getByLabel(/^Quoi/).selectOption('Geste');
    await page.getByLabel('Ce que veut dire Billet').selectOption('post');
    await expect(main).toContainText('12 lignes lues : 6 comprises, 6 rejetées', {
      timeout: 45_000,
      useInnerText: true,
    });
    await page.getByLabel('Ce que veut dire Remarque').selectOption('reply');
    await expect(main).toContainText('12 lignes lues : 12 comprises, 0 rejetées', { timeout: 45_000 });
    await expect(main).toContainText('1 mars 2026');
    expect(await faults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Charger avec cette association' }).click();
    await expect(main).toContainText('12 enregistrements lus', { timeout: 45_000 });
    await page.getByRole('link', { name: 'Données' }).first().click();
    await expect(page.locator('h1')).toContainText('6 personnes et 12 événements', { timeout: 45_000 });
    await choose(page, 'salons-2026-04.csv', month('4'));
    await expect(page.locator('h1')).toContainText('6 personnes et 24 événements', { timeout: 45_000 });
  } finally {
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  }
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`on a phone, ${colorScheme}`, () => {
    test.use({ viewport: { width: 390, height: 844 }, colorScheme });

    test('the screen opened by its address says what it cannot read, and maps what it can', async ({ page }) => {
      await page.goto(`${addressOf('empty')}/data/mapping?lang=en`);
      await expect(page.locator('h1')).toHaveText('Say what your file holds');
      await choose(page, 'letter.json', '{"nothing": 1}');
      await expect(page.getByRole('alert')).toContainText('holds no list of records', { timeout: 45_000 });
      await page.getByRole('button', { name: 'Choose another file' }).click();
      await choose(page, 'ids.csv', 'user_id,created_at,group,type\n1,2026-03-01,A,post\n2,2026-03-02,A,reply\n');
      await expect(page.locator('main')).toContainText('2 rows read: 2 understood, 0 rejected', { timeout: 45_000 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      expect(await faults(page)).toEqual([]);
    });
  });
}
