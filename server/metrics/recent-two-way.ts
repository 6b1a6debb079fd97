import type { ResolvedFilter } from '../contract/filters.ts';
import { type DatedNetwork, twoWayNetwork } from '../facts/with-dated-groups.ts';
import { dayNumber, dayText } from '../models/day-number.ts';
import type { Context } from './define.ts';

/** What holds today is seen in so many days; who held a link two years ago says nothing of it. */
export const recentDays = 180;

/** The two-way ties of the last 180 days of the period, each for the departments of its day; of all undated data. */
export async function recentTwoWay(context: Context): Promise<DatedNetwork> {
  const { snapshot, filter } = context;
  return await twoWayNetwork(snapshot.db, snapshot.time_zone, await context.network(), recent(filter));
}

function recent(filter: ResolvedFilter): ResolvedFilter {
  if (filter.from === null || filter.to === null) return filter;
  const since = dayText(dayNumber(filter.to) - recentDays);
  return { ...filter, from: since > filter.from ? since : filter.from };
}
