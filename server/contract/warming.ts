import { z } from 'zod';
import { textSchema } from './text.ts';

/** How far the answers of the default views are computed ahead after a load or a start. */
export const warmingSchema = z.object({
  done: z.number(),
  total: z.number(),
  /** What is being computed; null when nothing is. */
  current: textSchema.nullable(),
});
export type WarmingReply = z.infer<typeof warmingSchema>;
