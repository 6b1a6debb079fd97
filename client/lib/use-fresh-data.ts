import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { importsOptions } from './api.ts';

/** Asks everything again when a load has ended well: what is shown was computed from what was loaded before. */
export function useFreshData(): void {
  const cache = useQueryClient();
  const jobs = useQuery(importsOptions).data;
  const known = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    if (jobs === undefined) return;
    const loaded = jobs.filter(({ progress }) => progress.state === 'done').map(({ id }) => id);
    const before = known.current;
    known.current = new Set(loaded);
    if (before !== null && loaded.some((id) => !before.has(id))) void cache.invalidateQueries();
  }, [jobs, cache]);
}
