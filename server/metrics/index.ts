import { dau } from './dau.ts';

/** Every metric, in the order of the handbook. Adding one is one import and one word. */
export const metrics = [dau] as const;

export type MetricId = (typeof metrics)[number]['id'];
