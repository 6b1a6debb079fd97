import { lazy } from 'react';
import type { PageDefinition } from '../define.ts';

export const adoption: PageDefinition = {
  path: '/adoption',
  title: { fr: 'Adoption', en: 'Adoption' },
  question: { fr: 'Le réseau fait-il partie du travail ?', en: 'Is the network part of how people work?' },
  Page: lazy(async () => ({ default: (await import('./adoption-page.tsx')).AdoptionPage })),
};
