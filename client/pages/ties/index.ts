import { lazy } from 'react';
import type { PageDefinition } from '../define.ts';

export const ties: PageDefinition = {
  path: '/ties',
  title: { fr: 'Liens', en: 'Ties' },
  question: { fr: 'Les services se parlent-ils ?', en: 'Do departments talk to each other?' },
  Page: lazy(async () => ({ default: (await import('./ties-page.tsx')).TiesPage })),
};
