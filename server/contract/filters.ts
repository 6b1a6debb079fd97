import { z } from 'zod';

export const daySchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a date such as 2026-01-31');

/**
 * raw: distinct directed pairs; counts: number of events; strength: decayed and capped evidence, ln(1 + W).
 * Self-loops and co-threads are in none of the first two.
 */
export const tieModes = ['raw', 'counts', 'strength'] as const;
export const tieModeSchema = z.enum(tieModes);
export type TieMode = z.infer<typeof tieModeSchema>;

/** What a question may be narrowed to. The period is half-open: `from` is in, `to` is out. */
export const filterSchema = z.object({
  from: daySchema.optional(),
  to: daySchema.optional(),
  department: z.string().min(1).optional(),
  community: z.string().min(1).optional(),
  ties: tieModeSchema.optional(),
});
export type Filter = z.infer<typeof filterSchema>;

/** The filter as the server understood it, repeated in every reply. Null days: the data carry no dates. */
export const resolvedFilterSchema = z.object({
  from: daySchema.nullable(),
  to: daySchema.nullable(),
  department: z.string().nullable(),
  community: z.string().nullable(),
  ties: tieModeSchema.nullable(),
});
export type ResolvedFilter = z.infer<typeof resolvedFilterSchema>;
