/** What somebody does in a synthetic organisation. People and communities are indices. */
export interface HouseEvent {
  readonly kind: 'post' | 'reply' | 'reaction' | 'mention';
  readonly actor: number;
  /** Whose content is replied to or reacted to, or who is mentioned. */
  readonly target: number | null;
  readonly community: number;
  /** Index of the post that began the thread, the post itself for a post. */
  readonly thread: number;
  /** Index of the event that it answers. */
  readonly parent: number | null;
  /** Seconds since the house's first midnight. */
  readonly second: number;
}

export type CommunityType = 'practice' | 'expertise' | 'sector' | 'project' | 'organisation' | 'interest';

/** An organisation made up with a known truth. An event's index is its id. */
export interface House {
  /** Department of each person; null unknown. */
  readonly departmentOf: (number | null)[];
  readonly communities: { readonly type: CommunityType; readonly members: number[] }[];
  readonly events: HouseEvent[];
  readonly days: number;
  /** People who are declared to be robots. */
  readonly robots?: readonly number[];
}

export const day = 86_400;

/** Adds a post and returns its index, which is its thread's too. */
export function addPost(house: House, actor: number, community: number, second: number): number {
  const thread = house.events.length;
  house.events.push({ kind: 'post', actor, target: null, community, thread, parent: null, second });
  return thread;
}

/** Adds an answer to an event, in its thread and towards whoever wrote it; returns its index. */
export function addAnswer(house: House, kind: 'reply' | 'reaction', actor: number, to: number, second: number): number {
  const answered = house.events[to];
  if (answered === undefined) throw new Error(`no event ${to}`);
  const { actor: target, community, thread } = answered;
  return house.events.push({ kind, actor, target, community, thread, parent: to, second }) - 1;
}

/** The same people and communities, and events that can be added to without changing the other's. */
export function copyOfHouse(house: House): House {
  return {
    days: house.days,
    departmentOf: [...house.departmentOf],
    communities: house.communities.map(({ type, members }) => ({ type, members: [...members] })),
    events: [...house.events],
  };
}
