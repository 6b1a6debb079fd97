import { expect, type Locator, type Page, test } from '@playwright/test';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importInTurn } from '../support/import-request.ts';
import { faults } from './faults.ts';
import { type Served, start } from './serve-folder.ts';

const longest = 'Maximiliane-Alexandrina de la Rochefoucauld-Montmorency-Laval';

// One after the other on one server: what is decided comes last.
test.describe.configure({ mode: 'default' });

let folder: string;
let server: Served;
/** Two platforms: Ana by her address in both, Bo by his name alone, Cy under names that nothing brings together. */
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-who-page-'));
  const write = (name: string, content: string): void => {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), content);
  };
  write(
    'one/events.csv',
    `event_id,kind,occurred_at,actor_id\n${['ana', 'bo', 'cy', 'max'].map((id, at) => `${at},post,2026-03-0${at + 1}T10:00:00Z,${id}`).join('\n')}\n`,
  );
  write(
    'one/people.csv',
    `person_id,display_name,email\nana,Ana Alma,ana@x.example\nbo,Bo Berg,\ncy,Cy Corr,\nmax,${longest},max@x.example\n`,
  );
  const users = [
    { id: 'U1', name: 'aalma', profile: { real_name: 'Ana Alma', email: 'ana@x.example' } },
    { id: 'U2', name: 'berg', profile: { real_name: 'Bo Berg' } },
    { id: 'U3', name: 'nemo', profile: { real_name: 'Captain Nemo' } },
    { id: 'U4', name: 'mm', profile: { real_name: longest, email: 'max@x.example' } },
  ];
  write('two/users.json', JSON.stringify(users));
  write('two/channels.json', JSON.stringify([{ id: 'C1', name: 'general', members: users.map(({ id }) => id) }]));
  write(
    'two/general/2026-03-09.json',
    JSON.stringify(users.map(({ id }, at) => ({ type: 'message', user: id, text: 'x', ts: `177305${at}000.0001` }))),
  );
  await importInTurn(join(folder, 'data'), [join(folder, 'one'), join(folder, 'two')]);
  server = await start(join(folder, 'data'));
});
test.afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const panel = (page: Page, title: string): Locator => page.getByRole('region', { name: title, exact: true });

test('the page fits a phone, names masked or not, without an accessibility violation', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const [language, colorScheme, masked] of [
    ['fr', 'light', ''],
    ['en', 'dark', '&masked=1'],
  ] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto(`${server.address}/data/identities?lang=${language}${masked}`);
    const joined = panel(page, language === 'fr' ? 'Comptes réunis' : 'Joined accounts');
    await expect(joined.getByRole('button', { name: /^(Séparer|Split)/ })).toHaveCount(2);
    await expect(joined).toContainText(masked === '' ? longest : /p_[0-9a-f]{6}/);
    expect(await page.locator('main').innerText()).not.toMatch(masked === '' ? /undefined/ : /Alma|Berg|Corr/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await faults(page), `${language}, ${colorScheme}${masked}`).toEqual([]);
  }
});

test('the steward splits, confirms and joins people, and takes each back', async ({ page }) => {
  await page.goto(`${server.address}/data/identities`);
  const [joined, decided] = [panel(page, 'Comptes réunis'), panel(page, 'Ce qui a été décidé')];
  const said = page.locator('.identities-said');
  await expect(joined.getByRole('listitem').filter({ hasText: 'Ana Alma' }).first()).toContainText('adresse e-mail');
  await expect(joined).toContainText('U1');
  await expect(decided).toHaveCount(0);

  await joined.getByRole('searchbox').fill('ALMA');
  await expect(joined).not.toContainText('Max');
  await joined.getByRole('button', { name: 'Séparer les deux comptes de Ana Alma' }).press('Enter');
  await expect(said).toContainText('le compte est séparé');
  await expect(joined).toContainText('Personne ne correspond');
  await expect(joined.getByRole('heading')).toBeFocused();
  await expect(decided).toContainText('Personnes différentes');
  await expect(decided).toContainText('Ana Alma');
  await decided.getByRole('button', { name: /^Annuler/ }).press('Enter');
  await expect(said).toContainText('C’est annulé');
  await expect(joined).toContainText('Ana Alma');
  await expect(decided).toHaveCount(0);
  await expect(page.locator('h1')).toBeFocused();

  await page.getByRole('button', { name: 'Même personne Bo Berg, Bo Berg' }).click();
  await expect(said).toContainText('une seule personne');
  await expect(joined.locator('.panel-subtitle')).toContainText('3 personnes');
  await decided.getByRole('button', { name: /^Annuler/ }).click();
  await expect(joined.locator('.panel-subtitle')).toContainText('2 personnes');

  const hand = panel(page, 'Réunir deux personnes');
  await hand.getByLabel('Première personne').fill('corr');
  await page.getByRole('option', { name: /^Cy Corr/ }).click();
  await hand.getByLabel('Seconde personne').fill('U3');
  await page.getByRole('option', { name: /^Captain Nemo/ }).click();
  await hand.getByRole('button', { name: 'Réunir', exact: true }).click();
  await expect(said).toContainText('une seule personne');
  await expect(hand.getByLabel('Première personne')).toHaveValue('');
  await joined.getByRole('searchbox').fill('nemo');
  await expect(joined).toContainText('votre décision');
});
