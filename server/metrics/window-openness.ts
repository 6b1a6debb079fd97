import type { Row } from '../contract/results.ts';
import { eiChance } from '../graph/ei-chance.ts';
import { endsByGroup, type GroupedEnds } from '../graph/ei-ends.ts';
import { eiOfGroups, rescaledEi } from '../graph/ei-index.ts';
import { eiJackknife } from '../graph/ei-jackknife.ts';
import type { Groups } from '../graph/groups.ts';

/** The ties of one window as the question counts them, and the groups of its nodes. */
export interface GroupedTies {
  readonly ends: GroupedEnds;
  readonly groups: Groups;
}

/** Its exchanges: weight of the ends that leave group g at `2 * g`, and of those inside it at `2 * g + 1`. */
export interface GroupedEvents {
  readonly byGroup: Float64Array;
  readonly groups: Groups;
}

const z = 1.959963984540054;

/** Figures of a whole network: its index by ties with the band of chance and its own interval, and by exchanges. */
export function opennessOf({ ends, groups }: GroupedTies, events: GroupedEvents): Row {
  const { index, external, internal, expected, rescaled } = eiOfGroups(endsByGroup(ends, groups), groups);
  const exchanged = eiOfGroups(events.byGroup, events.groups);
  const sd = eiChance(ends, groups)?.sd ?? null;
  const error = index === null ? null : eiJackknife(ends, groups);
  const within = (centre: number | null, half: number | null, side: -1 | 1): number | null =>
    centre === null || half === null ? null : Math.max(-1, Math.min(1, centre + side * z * half));
  return {
    value: index,
    numerator: external - internal,
    denominator: external + internal,
    expected,
    lower: within(expected, sd, -1),
    upper: within(expected, sd, 1),
    rescaled,
    value_lower: within(index, error, -1),
    value_upper: within(index, error, 1),
    events_value: exchanged.index,
    events_rescaled: exchanged.rescaled,
  };
}

/** The same of one group; it has no band and no interval. */
export function opennessOfGroup({ ends, groups }: GroupedTies, events: GroupedEvents, wanted: number): Row {
  const { perGroup } = eiOfGroups(endsByGroup(ends, groups), groups);
  const group = perGroup[wanted];
  const everyone = perGroup.reduce((sum, { people }) => sum + people, 0);
  const expected = group === undefined || everyone < 2 ? null : 1 - (2 * (group.people - 1)) / (everyone - 1);
  const index = group?.index ?? null;
  const exchanged = eiOfGroups(events.byGroup, events.groups).perGroup[wanted]?.index ?? null;
  return {
    value: index,
    numerator: (group?.external ?? 0) - (group?.internalEnds ?? 0),
    denominator: (group?.external ?? 0) + (group?.internalEnds ?? 0),
    expected,
    lower: null,
    upper: null,
    rescaled: rescaledEi(index, expected),
    value_lower: null,
    value_upper: null,
    events_value: exchanged,
    events_rescaled: rescaledEi(exchanged, expected),
  };
}
