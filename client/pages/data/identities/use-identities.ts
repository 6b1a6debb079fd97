import { keepPreviousData, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { api } from '../../../../server/contract/api.ts';
import { ask, queryString } from '../../../lib/api.ts';
import { useUrlState } from '../../../lib/url-state.ts';

/** What can be decided, and on what. */
export type Decide = z.input<typeof api.decideIdentity.query>;

/** Whom to look for; `several`: of several accounts. */
interface Sought {
  readonly search?: string;
  readonly source?: string;
  readonly several?: '1';
}

const identitiesOptions = (masked: '1' | undefined) =>
  queryOptions({
    queryKey: ['identities', masked],
    queryFn: ({ signal }) => ask(api.identities.path + queryString({ masked }), api.identities.reply, { signal }),
    retry: false,
  });

/** Who is who, under the switch that hides names, and how to decide on it: every figure is asked again afterwards. */
export function useIdentities() {
  const { masked } = useUrlState();
  const cache = useQueryClient();
  const list = useQuery(identitiesOptions(masked));
  const decision = useMutation({
    mutationFn: (decide: Decide) =>
      ask(api.decideIdentity.path, api.decideIdentity.reply, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(decide),
      }),
    onSuccess: () => cache.invalidateQueries(),
  });
  return { list, decision };
}

/** People and their accounts, the first 20; the answer before stays until the next one is there. */
export function usePeople(sought: Sought, asked = true) {
  const { masked } = useUrlState();
  return useQuery({
    queryKey: ['people', masked, sought],
    queryFn: ({ signal }) =>
      ask(api.findPeople.path + queryString({ ...sought, masked }), api.findPeople.reply, { signal }),
    placeholderData: keepPreviousData,
    enabled: asked,
    retry: false,
  });
}
