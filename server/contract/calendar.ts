import { z } from 'zod';
import { textSchema } from './text.ts';

const daySchema = z.iso.date();
/** From the first day (in) to the last (out). */
const periodSchema = z.object({ from: daySchema, to: daySchema, name: textSchema });

/** At most so many years are answered at once. */
const mostYears = 50;

/** The days asked for: `from` in, `to` out. */
export const calendarQuerySchema = z
  .object({ from: daySchema, to: daySchema })
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'after “from”' })
  .refine(({ from, to }) => Number(to.slice(0, 4)) - Number(from.slice(0, 4)) <= mostYears, {
    path: ['to'],
    error: `${mostYears} years at most`,
  });

/** Public holidays, bridges, school holidays and quiet weeks of the organisation's country. */
export const calendarSchema = z.object({
  country: z.string(),
  region: z.string().nullable(),
  public_holidays: z.array(z.object({ day: daySchema, name: textSchema })),
  /** Working days between a public holiday and a week-end, which many take off. */
  bridge_days: z.array(daySchema),
  quiet_periods: z.array(periodSchema),
  school_holidays: z.array(periodSchema.extend({ zones: z.array(z.enum(['A', 'B', 'C'])) })),
  /** The days for which school holidays are known; null where none are. Outside them an empty list says nothing. */
  school_holidays_known: z.object({ from: daySchema, to: daySchema }).nullable(),
});
export type CalendarReply = z.infer<typeof calendarSchema>;
