import { lazy } from 'react';

/** A screen of *Données* with an address of its own, fetched when it is opened. */
export const IdentitiesPage = lazy(async () => ({ default: (await import('./identities-page.tsx')).IdentitiesPage }));
