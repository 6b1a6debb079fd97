import { z } from 'zod';

/** Somebody who asked not to be proposed by the scores of people. */
export const refusalSchema = z.object({
  person_id: z.string(),
  /** The name, or the pseudonym for who may not see it. */
  name: z.string(),
  /** ISO 8601, UTC. */
  refused_at: z.string(),
});

export const refusalsSchema = z.array(refusalSchema);
export type Refusals = z.infer<typeof refusalsSchema>;
