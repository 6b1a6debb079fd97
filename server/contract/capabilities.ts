import { z } from 'zod';

/** What the loaded data can tell; the same words as the pipelines write into the snapshot. */
export const capabilitySchema = z.enum([
  'times',
  'threads',
  'reactions',
  'mentions',
  'communities',
  'memberships',
  'departments',
  'population',
  'views',
  'channels',
  'questions',
]);
export type Capability = z.infer<typeof capabilitySchema>;
