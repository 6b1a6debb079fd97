import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { snapshotOptions } from './api.ts';
import { createFormat, type Format } from './format.ts';
import { useWords } from './i18n.ts';

/** Numbers and dates in the reader's language and on the clock of the loaded data. */
export function useFormat(): Format {
  const { language } = useWords();
  const loaded = useQuery(snapshotOptions).data?.loaded;
  const clock = loaded?.clock ?? 'absolute';
  const firstDay = loaded?.first_day ?? null;
  return useMemo(() => createFormat(language, clock, firstDay), [language, clock, firstDay]);
}
