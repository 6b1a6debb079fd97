import { createRootRoute, createRoute, createRouter, redirect, retainSearchParams } from '@tanstack/react-router';
import { i18n, preferredLanguage } from './lib/i18n.ts';
import { parseSearch, stringifySearch, type UrlState, urlStateKeys, urlStateSchema } from './lib/url-state.ts';
import { pages } from './pages/index.ts';
import { IdentitiesPage } from './pages/data/identities/index.ts';
import { MappingPage } from './pages/data/mapping/index.ts';
import { NotFound } from './shell/not-found.tsx';
import { Shell } from './shell/shell.tsx';

const root = createRootRoute({
  validateSearch: urlStateSchema,
  search: { middlewares: [retainSearchParams<UrlState>([...urlStateKeys])] },
  beforeLoad: async ({ search }) => {
    const language = search.lang ?? preferredLanguage(navigator.languages);
    if (i18n.language !== language) await i18n.changeLanguage(language);
    document.documentElement.lang = language;
  },
  component: Shell,
  notFoundComponent: NotFound,
});

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: pages[0].path, replace: true });
  },
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    createRoute({ getParentRoute: () => root, path: '/data/mapping', component: MappingPage }),
    createRoute({ getParentRoute: () => root, path: '/data/identities', component: IdentitiesPage }),
    ...pages.map((page) => createRoute({ getParentRoute: () => root, path: page.path, component: page.Page })),
  ]),
  parseSearch,
  stringifySearch,
  scrollRestoration: true,
});
