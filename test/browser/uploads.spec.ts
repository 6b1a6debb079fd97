import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start } from './serve-folder.ts';

/** Holds what a page sends to so many bytes a second; -1 for no limit. */
async function slowly(page: Page, uploadThroughput: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const limits = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput };
  await session.send('Network.emulateNetworkConditions', limits);
}

test('an upload cut by a reload goes on where it was; the load goes on without its tab', async ({ page, context }) => {
  const data = mkdtempSync(join(tmpdir(), 'vigie-upload-'));
  const file = join(data, '..', `ties-${data.slice(-6)}.csv`);
  const pairs = Array.from({ length: 240_000 }, (_, i) => `p${i % 997},p${(i * 7 + 1) % 991}`);
  writeFileSync(file, `source,target\n${pairs.join('\n')}\n`);
  const server = await start(data);
  try {
    await page.goto(`${server.address}/data`);
    await slowly(page, 700_000);
    const files = page.locator('input[type=file]').first();
    await files.setInputFiles(file);
    const bar = page.getByRole('progressbar');
    const sent = async () => Number(await bar.getAttribute('value'));
    await expect.poll(sent, { timeout: 15_000 }).toBeGreaterThan(25);
    await expect(bar).toHaveAttribute('aria-valuetext', /Mo sur/);
    await page.reload();
    await expect(page.locator('main')).toContainText('déposez de nouveau les mêmes fichiers');
    await files.setInputFiles(file);
    const resumed = page.getByText(/Reprise à \d+\s%/);
    await expect(resumed).toBeVisible();
    expect(Number(/\d+/.exec(await resumed.innerText())?.[0])).toBeGreaterThan(5);
    await slowly(page, -1);
    await expect(page.locator('main')).toContainText('Vous pouvez fermer cet onglet', { timeout: 20_000 });
    await page.close();
    const other = await context.newPage();
    await other.goto(`${server.address}/data`);
    await expect(other.locator('main')).toContainText(/Chargement de ties-|enregistrements lus/);
    await expect(other.locator('main')).toContainText(/240\s000 enregistrements lus/, { timeout: 45_000 });
    await other.getByRole('link', { name: 'Voir l’adoption' }).click();
    await expect(other.locator('main h1')).toBeVisible();
    const after = (await (await fetch(`${server.address}/api/snapshot`)).json()) as { loaded: { events: number } };
    expect(after.loaded.events).toBe(240_000);
  } finally {
    await server.stop();
    rmSync(data, { recursive: true, force: true });
    rmSync(file, { force: true });
  }
});

test('a load is cancelled while it is sent, and leaves nothing', async ({ page }) => {
  const data = mkdtempSync(join(tmpdir(), 'vigie-upload-'));
  const server = await start(data);
  try {
    await page.goto(`${server.address}/data?lang=en`);
    await slowly(page, 200_000);
    const buffer = Buffer.from(`source,target\n${'ana,bo\n'.repeat(400_000)}`);
    await page.locator('input[type=file]').first().setInputFiles({ name: 'ties.csv', mimeType: 'text/csv', buffer });
    await expect(page.getByRole('button', { name: 'Cancel ties.csv' })).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await page.getByRole('button', { name: 'Cancel ties.csv' }).click();
    await expect(page.getByRole('heading', { name: 'Load cancelled' })).toBeVisible();
    await page.getByRole('button', { name: 'Close' }).click();
    await expect(page.getByRole('heading', { name: 'Load cancelled' })).toBeHidden();
    expect(await (await fetch(`${server.address}/api/imports`)).json()).toEqual([]);
  } finally {
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  }
});

test('an upload that fills the disk says what to do, and goes on from there once there is room', async ({ page }) => {
  test.skip(process.platform !== 'linux', 'the limit on file size of a running process is lifted on Linux alone');
  const data = mkdtempSync(join(tmpdir(), 'vigie-upload-'));
  const server = await start(data, { fileLimit: 1024 });
  try {
    await page.goto(`${server.address}/data`);
    const buffer = Buffer.from(`source,target\n${'ana,bo\nbo,cy\n'.repeat(100_000)}`);
    await page.locator('input[type=file]').first().setInputFiles({ name: 'ties.csv', mimeType: 'text/csv', buffer });
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('reprenez l’envoi, qui continuera où il s’est arrêté');
    await expect(page.getByRole('heading', { name: 'L’envoi s’est arrêté' })).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    server.liftFileLimit();
    await page.getByRole('button', { name: 'Reprendre l’envoi' }).click();
    await expect(page.locator('main')).toContainText(/200\s000 enregistrements lus/, { timeout: 45_000 });
  } finally {
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  }
});
