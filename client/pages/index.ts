import { adoption } from './adoption/index.ts';
import { ambassadors } from './ambassadors/index.ts';
import { backtest } from './backtest/index.ts';
import { communities } from './communities/index.ts';
import { data } from './data/index.ts';
import { method } from './method/index.ts';
import { ties } from './ties/index.ts';

/** Every page, in the order of the menu. The first is where people arrive. */
export const pages = [adoption, communities, ambassadors, ties, backtest, data, method] as const;
