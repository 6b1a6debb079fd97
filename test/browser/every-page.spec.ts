import { expect, type Page, test } from '@playwright/test';
import { faults } from './faults.ts';
import { states } from './global-setup.ts';
import { open, pages, settled } from './pages.ts';

/** Each page is opened twice: in either language, in either theme, and at either width before the other. */
const openings = [
  { language: 'fr', theme: 'light', widths: [390, 1440] },
  { language: 'en', theme: 'dark', widths: [1440, 390] },
] as const;

for (const state of states) {
  for (const { language, theme, widths } of openings) {
    test.describe(`${state}, ${language}, ${theme}`, () => {
      // In one tab, one after the other: a browser that has just compiled the dashboard need not do so for each page.
      test.describe.configure({ mode: 'default' });
      let page: Page;
      const complaints: string[] = [];
      test.beforeAll(async ({ browser }) => {
        const context = await browser.newContext({
          locale: 'fr-FR',
          timezoneId: 'Europe/Paris',
          colorScheme: theme,
          reducedMotion: 'reduce',
        });
        page = await context.newPage();
        page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
        page.on('pageerror', (error) => complaints.push(error.message));
      });
      test.beforeEach(() => void complaints.splice(0));
      test.afterAll(() => page.context().close());
      for (const path of pages) {
        test(`${path} fits ${widths.join(' and ')} px, without an error or an accessibility violation`, async () => {
          await page.setViewportSize({ width: widths[0], height: 900 });
          await open(page, state, `${path}?lang=${language}`);
          await expect(page.locator('html')).toHaveAttribute('lang', language);
          await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
          for (const width of widths) {
            await page.setViewportSize({ width, height: 900 });
            await settled(page);
            const overflow = await page.evaluate(
              () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
            );
            expect(overflow, `pixels too wide at ${width} px`).toBe(0);
            const text = await page.locator('body').innerText();
            expect(text, `text at ${width} px`).not.toMatch(
              /\bNaN\b|undefined|\[object|\b(?:pages|panels|texts)\.[a-z]+\.[a-z]/,
            );
          }
          await page.setViewportSize({ width: 1280, height: 720 });
          await settled(page);
          expect(await faults(page), `accessibility, ${theme}`).toEqual([]);
          expect(complaints, 'errors in the console').toEqual([]);
        });
      }
    });
  }
}
