import { lazy } from 'react';

/** A screen of *Données* with an address of its own, fetched when it is opened. */
export const MappingPage = lazy(async () => ({ default: (await import('./mapping-page.tsx')).MappingPage }));
