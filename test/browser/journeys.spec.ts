import { expect, test } from '@playwright/test';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addressOf, open } from './pages.ts';
import { start } from './serve-folder.ts';

test('a sponsor reads the adoption rate, its definition, and takes the figures to a French Excel', async ({ page }) => {
  await open(page, 'demo', '/');
  await expect(page.locator('h1')).toContainText(/\d+\s?%/);
  const panel = page.locator('section', { hasText: 'Taux d’adoption' }).first();
  await panel.getByRole('button', { name: 'Comment est-ce calculé' }).click();
  const drawer = page.getByRole('dialog');
  await expect(drawer).toContainText('Formule');
  await expect(drawer).toContainText(/s_[0-9a-f]+/);
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    panel.getByRole('link', { name: 'CSV (Excel)' }).first().click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^vigie_adoption-rate_.*\.csv$/);
  const csv = readFileSync(await download.path());
  expect([...csv.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(csv.toString('utf8')).toMatch(/;0,\d+;/);
});

test('an animator sees whom to invite and why, and hides the names in one gesture', async ({ page }) => {
  await open(page, 'demo', '/ambassadors');
  const main = page.locator('main');
  await expect(main).toContainText(/personnes différentes|différentes personnes/);
  const named = await main.innerText();
  expect(named).not.toMatch(/\bp_[0-9a-f]{4}/);
  await page.getByText('Noms masqués').click();
  await expect(page).toHaveURL(/masked=1/);
  await expect(main).toContainText(/\bp_[0-9a-f]{4}/, { timeout: 30_000, useInnerText: true });
});

test('filters live in the address: a link shows the same to somebody else', async ({ page, context }) => {
  await open(page, 'demo', '/adoption?department=Logistique&lang=fr');
  const headline = await page.locator('h1').innerText();
  const other = await context.newPage();
  await open(other, 'demo', new URL(page.url()).pathname + new URL(page.url()).search);
  await expect(other.locator('h1')).toHaveText(headline);
});

test('the keyboard reaches the content first', async ({ page }) => {
  await open(page, 'demo', '/method');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Aller au contenu' });
  await expect(skip).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
});

test('undated data say so instead of showing 0', async ({ page }) => {
  await open(page, 'undated', '/adoption');
  await expect(page.locator('main')).toContainText(/n’ont pas de dates|sans dates/);
  await open(page, 'undated', '/ties');
  await expect(page.getByRole('table').first()).toBeVisible();
});

test('a steward drops a file, follows it, and a bad one breaks nothing', async ({ page }) => {
  const data = mkdtempSync(join(tmpdir(), 'vigie-upload-'));
  const server = await start(data);
  try {
    await page.goto(`${server.address}/data`);
    const files = page.locator('input[type=file]').first();
    await files.setInputFiles({
      name: 'ties.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('source,target\nana,bo\nbo,cy\ncy,ana\n'),
    });
    await expect(page.locator('main')).toContainText('3 enregistrements lus', { timeout: 45_000 });
    await page.getByRole('button', { name: 'Fermer' }).click();
    await files.setInputFiles({
      name: 'holiday.jpg',
      mimeType: 'image/jpeg',
      buffer: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]),
    });
    await expect(page.getByRole('alert')).toContainText('holiday.jpg', { timeout: 45_000 });
    const after = (await (await fetch(`${server.address}/api/snapshot`)).json()) as { loaded: { events: number } };
    expect(after.loaded.events).toBe(3);
  } finally {
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  }
});

test('what a browser once fetched of the dashboard is not asked again', async ({ page }) => {
  const kept = page.waitForResponse((response) => response.url().includes('/assets/'));
  await page.goto(`${addressOf('empty')}/method`);
  expect((await (await kept).allHeaders())['cache-control']).toBe('public, max-age=31536000, immutable');
  const start = await page.request.get(`${addressOf('empty')}/method`);
  expect(start.headers()['cache-control']).toBe('public, max-age=0');
});

test('the English reader gets English', async ({ page }) => {
  await page.goto(`${addressOf('demo')}/communities?lang=en`);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('navigation').first()).toContainText('Communities');
});
