import { lazy } from 'react';
import type { PageDefinition } from '../define.ts';

export const data: PageDefinition = {
  path: '/data',
  title: { fr: 'Données', en: 'Data' },
  question: { fr: 'Sur quelles données repose cette lecture ?', en: 'What data does this reading rest on?' },
  Page: lazy(async () => ({ default: (await import('./data-page.tsx')).DataPage })),
};
