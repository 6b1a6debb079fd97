import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { z } from 'zod';
import { daySchema } from '../../server/contract/filters.ts';
import { languageSchema } from '../../server/contract/text.ts';
import type { Question } from './api.ts';

/**
 * Everything that a link to a page carries. A value that makes no sense is dropped, so that an old or mistyped link
 * still opens. `to` is the first day left out, as everywhere.
 */
export const urlStateSchema = z.object({
  from: daySchema.optional().catch(undefined),
  to: daySchema.optional().catch(undefined),
  department: z.string().min(1).optional().catch(undefined),
  community: z.string().min(1).optional().catch(undefined),
  lang: languageSchema.optional().catch(undefined),
  masked: z.enum(['1']).optional().catch(undefined),
});
export type UrlState = z.infer<typeof urlStateSchema>;

export const urlStateKeys = ['from', 'to', 'department', 'community', 'lang', 'masked'] as const;

/** Plain `key=value` pairs: an address that people can read, type and send. */
export const parseSearch = (search: string): Record<string, string> => Object.fromEntries(new URLSearchParams(search));

/** The reverse of `parseSearch`; what is not set is not written. */
export function stringifySearch(search: Record<string, unknown>): string {
  const pairs = Object.entries(search).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' && value !== '' ? [[key, value]] : [],
  );
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`;
}

/** The state held in the address bar. */
export function useUrlState(): UrlState {
  const search: unknown = useSearch({ strict: false });
  return useMemo(() => urlStateSchema.parse(search), [search]);
}

/** Changes some of it and keeps the rest; the page stays where it is. */
export function useSetUrlState(): (patch: UrlState) => void {
  const navigate = useNavigate();
  return (patch) => {
    void navigate({
      to: '.',
      search: (before: UrlState) => ({ ...before, ...patch }),
      hash: true,
      resetScroll: false,
    });
  };
}

/** What the address bar asks of the server: its filters, without the language. */
export function useQuestion(): Question {
  const { from, to, department, community, masked } = useUrlState();
  return useMemo(() => ({ from, to, department, community, masked }), [from, to, department, community, masked]);
}
