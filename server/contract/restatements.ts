import { z } from 'zod';
import { eventKindText } from './event-kinds.ts';
import type { Text } from './text.ts';

export const restatementCauses = [
  'late_rows',
  'rows_removed',
  'people_mapped',
  'time_zone',
  'retention',
  'erasure',
] as const;
export type RestatementCause = (typeof restatementCauses)[number];

/** A headline figure of a complete month that had been published, and what it became. */
export const restatementSchema = z.object({
  /** ISO 8601, UTC. */
  recorded_at: z.string(),
  /** `2024-03`, in the reporting time zone. */
  month: z.string(),
  /** `events.<kind>`, `active_people`, `contributors` or `new_contributors`. */
  figure: z.string(),
  /** Null when withheld (`hidden`), or when the month is no longer kept. */
  from: z.number().nullable(),
  to: z.number().nullable(),
  /** Fewer than five people are behind a figure or, for an erasure, behind the difference. */
  hidden: z.boolean(),
  why: z.enum(restatementCauses),
  from_snapshot: z.string(),
  to_snapshot: z.string(),
  /** Imports that the former snapshot did not hold. */
  imports: z.array(z.string()),
});
export type Restatement = z.infer<typeof restatementSchema>;

/** Why a figure was revised, in words. */
export const restatementCauseText: Readonly<Record<RestatementCause, Text>> = {
  late_rows: { fr: 'données arrivées après coup', en: 'data that arrived later' },
  rows_removed: { fr: 'données remplacées ou retirées', en: 'data replaced or taken out' },
  people_mapped: { fr: 'personnes décrites autrement', en: 'people described otherwise' },
  time_zone: { fr: 'changement de fuseau horaire', en: 'another time zone' },
  retention: { fr: 'durée de conservation', en: 'retention period' },
  erasure: { fr: 'effacement d’une personne', en: 'erasure of a person' },
};

const peopleFigures: Readonly<Record<string, Text>> = {
  active_people: { fr: 'personnes actives', en: 'active people' },
  contributors: { fr: 'contributeurs', en: 'contributors' },
  new_contributors: { fr: 'nouveaux contributeurs', en: 'new contributors' },
};

/** A headline figure in words. */
export const restatementFigureText = (figure: string): Text =>
  peopleFigures[figure] ?? eventKindText(figure.replace('events.', ''));
