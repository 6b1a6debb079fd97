import { lazy } from 'react';
import type { PageDefinition } from '../define.ts';

export const method: PageDefinition = {
  path: '/method',
  title: { fr: 'Méthode', en: 'Method' },
  question: { fr: 'Comment chaque chiffre est-il calculé ?', en: 'How is each figure computed?' },
  Page: lazy(async () => ({ default: (await import('./method-page.tsx')).MethodPage })),
};
