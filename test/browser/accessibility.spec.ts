import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { states } from './global-setup.ts';
import { open, pages, themes } from './pages.ts';

for (const state of states) {
  for (const theme of themes) {
    test.describe(`${state}, ${theme}`, () => {
      test.use({ colorScheme: theme });
      for (const path of pages) {
        test(`${path} has no accessibility violation`, async ({ page }) => {
          await open(page, state, path);
          const { violations } = await new AxeBuilder({ page })
            .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
            .analyze();
          expect(
            violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`),
          ).toEqual([]);
        });
      }
    });
  }
}
