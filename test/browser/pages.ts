import type { Page } from '@playwright/test';

export const pages = [
  '/adoption',
  '/communities',
  '/ambassadors',
  '/ties',
  '/proof',
  '/data',
  '/data/identities',
  '/method',
] as const;

/** Address of the server of a state, set by the global setup. */
export function addressOf(state: 'demo' | 'undated' | 'empty'): string {
  const address = process.env[`VIGIE_TEST_${state.toUpperCase()}`];
  if (address === undefined) throw new Error(`no server for ${state}`);
  return address;
}

/** Opens a page and waits until nothing is loading any more. */
export async function open(page: Page, state: 'demo' | 'undated' | 'empty', path: string): Promise<void> {
  await page.goto(`${addressOf(state)}${path}`);
  await page.locator('main h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"], [data-loading]') === null, undefined, {
    timeout: 45_000,
  });
}

/** Waits until a page that was resized is drawn anew: charts measure their room after the first frame. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame++) await new Promise((drawn) => requestAnimationFrame(drawn));
    await Promise.all(document.getAnimations().map(({ finished }) => finished));
  });
}
