import type { Grouping } from '../facts/group-stays.ts';
import { eachOnce, knownNetwork } from '../facts/known-network.ts';
import { type DatedNetwork, withDatedGroups } from '../facts/with-dated-groups.ts';
import type { Context } from './define.ts';

/**
 * The same network counted twice: `ties` as the question asks (each tied pair once unless it says otherwise) and `events`,
 * each pair as often as it exchanged. The two can point in opposite directions.
 */
export interface TiesAndEvents {
  readonly ties: DatedNetwork;
  readonly events: DatedNetwork;
}

/** Both networks, each tie for the groups of its day. */
export async function tiesAndEvents(
  context: Pick<Context, 'snapshot' | 'filter'>,
  grouping: Grouping = 'department',
): Promise<TiesAndEvents> {
  const [only] = await tiesAndEventsBy(context, [grouping]);
  if (only === undefined) throw new RangeError('one grouping gives one answer');
  return only;
}

/** Both networks for each grouping in turn; the ties of people are read once. */
export async function tiesAndEventsBy(
  { snapshot, filter }: Pick<Context, 'snapshot' | 'filter'>,
  by: readonly Grouping[],
): Promise<TiesAndEvents[]> {
  const { db, time_zone } = snapshot;
  const counted = await knownNetwork(snapshot, filter, 'counts');
  const strong = filter.ties === 'strength' ? await knownNetwork(snapshot, filter, 'strength') : null;
  const answers: TiesAndEvents[] = [];
  for (const grouping of by) {
    const events = await withDatedGroups(db, time_zone, counted, filter, grouping);
    const ties = strong === null ? null : await withDatedGroups(db, time_zone, strong, filter, grouping);
    answers.push({ ties: ties ?? (filter.ties === 'counts' ? events : onceEach(events)), events });
  }
  return answers;
}

const onceEach = (events: DatedNetwork): DatedNetwork => ({
  ...events,
  mode: 'raw',
  directed: eachOnce(events.directed),
  undirected: eachOnce(events.undirected),
});
