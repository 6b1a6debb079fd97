import { lazy } from 'react';
import type { PageDefinition } from '../define.ts';

export const backtest: PageDefinition = {
  path: '/proof',
  title: { fr: 'Preuves', en: 'Proof' },
  question: {
    fr: 'Les prévisions et les scores valent-ils mieux qu’une règle simple ?',
    en: 'Are the forecasts and scores worth more than a plain rule?',
  },
  Page: lazy(async () => ({ default: (await import('./backtest-page.tsx')).BacktestPage })),
};
