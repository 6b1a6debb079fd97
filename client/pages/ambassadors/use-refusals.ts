import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../../server/contract/api.ts';
import { ask, queryString } from '../../lib/api.ts';
import { useUrlState } from '../../lib/url-state.ts';

const refusalsOptions = (masked: '1' | undefined) =>
  queryOptions({
    queryKey: ['refusals', masked],
    queryFn: ({ signal }) => ask(api.refusals.path + queryString({ masked }), api.refusals.reply, { signal }),
    retry: false,
  });

/** Who asked not to be proposed, and how to note it or take it back: every figure is asked again afterwards. */
export function useRefusals() {
  const { masked } = useUrlState();
  const cache = useQueryClient();
  const list = useQuery(refusalsOptions(masked));
  const change = useMutation({
    mutationFn: (decision: { readonly person: string; readonly refused: boolean }) =>
      ask(api.refuse.path, api.refuse.reply, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...decision, masked }),
      }),
    onSuccess: () => cache.invalidateQueries(),
  });
  return { list, change };
}
