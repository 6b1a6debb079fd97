import { lazy } from 'react';
import type { PageDefinition } from '../define.ts';

export const communities: PageDefinition = {
  path: '/communities',
  title: { fr: 'Communautés', en: 'Communities' },
  question: { fr: 'Quelles communautés ont besoin de soin ?', en: 'Which communities need care?' },
  Page: lazy(async () => ({ default: (await import('./communities-page.tsx')).CommunitiesPage })),
};
