import { addDays, type Format } from '../lib/format.ts';
import type { Words } from '../lib/i18n.ts';

/** A half-open period as people say it, with its last day included. Null bounds: the data carry no dates. */
export function periodText(from: string | null, to: string | null, t: Words['t'], format: Format): string {
  if (from === null || to === null) return t('period.undated');
  return t('period.range', { from: format.day(from), to: format.day(addDays(to, -1)) });
}
