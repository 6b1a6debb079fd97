import { lazy } from 'react';
import type { PageDefinition } from '../define.ts';

export const ambassadors: PageDefinition = {
  path: '/ambassadors',
  title: { fr: 'Ambassadeurs', en: 'Ambassadors' },
  question: { fr: 'Qui inviter comme ambassadeur ?', en: 'Whom to invite as ambassador?' },
  Page: lazy(async () => ({ default: (await import('./ambassadors-page.tsx')).AmbassadorsPage })),
};
