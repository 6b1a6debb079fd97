import type { Result } from '../../server/contract/results.ts';
import type { Calendar } from '../lib/calendar.ts';
import type { Format } from '../lib/format.ts';
import { useWords, type Words } from '../lib/i18n.ts';
import { useCalendar } from '../lib/use-calendar.ts';
import { useFormat } from '../lib/use-format.ts';

/** What a rule needs to write its sentence. */
export interface FindingTools {
  readonly t: Words['t'];
  readonly format: Format;
  readonly say: Words['say'];
  readonly groupName: Words['groupName'];
  readonly calendar: Calendar;
}

/** Writes the title of a panel from its data; null when nothing is worth a sentence. */
export type Finding = (result: Result, tools: FindingTools) => string | null;

export function useFindingTools(): FindingTools {
  const words = useWords();
  return { ...words, format: useFormat(), calendar: useCalendar() };
}
