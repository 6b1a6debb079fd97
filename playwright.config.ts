import { defineConfig } from '@playwright/test';
import { findBrowser } from './test/browser/find-browser.ts';

const browser = await findBrowser();

export default defineConfig({
  testDir: 'test/browser',
  // The longest test starts first: the others fill the time that it takes.
  projects: [
    { name: 'recipes', testMatch: 'recipes.spec.ts' },
    { name: 'dashboard', testMatch: '*.spec.ts', testIgnore: 'recipes.spec.ts' },
  ],
  globalSetup: './test/browser/global-setup.ts',
  fullyParallel: true,
  workers: 3,
  // For a machine that does other things too: a page is opened and looked at in some seconds.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['line']],
  use: {
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    launchOptions: { executablePath: browser.executablePath, env: { ...process.env, ...browser.env } },
  },
});
