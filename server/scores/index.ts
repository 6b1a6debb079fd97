import { ambassadorSet } from './ambassador-set.ts';
import { ambassadors } from './ambassadors.ts';
import { bridging } from './bridging.ts';
import { dormancy } from './dormancy.ts';
import { nonWorkStars } from './non-work-stars.ts';

/** Every score, in the order of the handbook. Adding one is one import and one word. */
export const scores = [ambassadors, ambassadorSet, nonWorkStars, dormancy, bridging] as const;
