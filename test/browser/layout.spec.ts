import { expect, test } from '@playwright/test';
import { states } from './global-setup.ts';
import { open, pages } from './pages.ts';

for (const state of states) {
  for (const width of [390, 1440]) {
    for (const path of pages) {
      test(`${state} ${path} fits ${width} px, in both languages, without an error`, async ({ page }) => {
        const complaints: string[] = [];
        page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
        page.on('pageerror', (error) => complaints.push(error.message));
        await page.setViewportSize({ width, height: 900 });
        for (const language of ['fr', 'en']) {
          await open(page, state, `${path}?lang=${language}`);
          await expect(page.locator('html')).toHaveAttribute('lang', language);
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          expect(overflow).toBe(0);
          const text = await page.locator('body').innerText();
          expect(text).not.toMatch(/\bNaN\b|undefined|\[object|\b(?:pages|panels|texts)\.[a-z]+\.[a-z]/);
        }
        expect(complaints).toEqual([]);
      });
    }
  }
}
