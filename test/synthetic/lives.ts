import { type Draws, draws } from './draws.ts';
import { addAnswer, addPost, day, type House } from './house.ts';

/** What became of each community, by index. */
export interface Lives {
  /** Fell silent for good on that day, after a decline of two months. */
  readonly died: ReadonlyMap<number, number>;
  /** Lively until the end, in its own measure, holidays apart. */
  readonly lively: readonly number[];
  /** A word every three weeks or so, and never meant to have more. */
  readonly quiet: readonly number[];
  /** A few words from one or two people in the first month. */
  readonly stillborn: readonly number[];
}

const firstDay = Date.UTC(2026, 0, 5);
/** Weeks of life before anyone may die, and of silence that the last to die has at the end. */
const youngest = 26;
const latest = 9;

/**
 * Communities over a year and a half in a house that empties in August, at Christmas and at week-ends. Most of a
 * community's words come from a few of its members.
 * @param weeks 87 end on 5 September of the second year, at the worst moment to judge a silence
 */
export function drawLives(seed: number, weeks = 87): { house: House; lives: Lives } {
  const stream = draws(seed);
  const people = 400;
  const house: House = {
    departmentOf: Array.from({ length: people }, () => stream.below(6)),
    communities: [],
    events: [],
    days: 7 * weeks,
  };
  const kinds = { died: 12, lively: 24, quiet: 8, stillborn: 6 };
  const lives = {
    died: new Map<number, number>(),
    lively: [] as number[],
    quiet: [] as number[],
    stillborn: [] as number[],
  };
  const found = (): number => {
    const everyone = Array.from({ length: people }, (_, person) => person);
    return house.communities.push({ type: 'practice', members: stream.some(everyone, 8 + stream.below(30)) }) - 1;
  };
  const bornOn = (): number => 7 * stream.below(youngest);
  for (let k = 0; k < kinds.lively; k++) {
    const community = found();
    lives.lively.push(community);
    live(stream, house, community, bornOn(), house.days, 0.1 + 1.6 * stream.next(), () => 1);
  }
  for (let k = 0; k < kinds.quiet; k++) {
    const community = found();
    lives.quiet.push(community);
    live(stream, house, community, bornOn(), house.days, 1 / 21, () => 1);
  }
  for (let k = 0; k < kinds.died; k++) {
    const community = found();
    const death = 7 * (2 * youngest + stream.below(weeks - latest - 2 * youngest));
    lives.died.set(community, death);
    const decline = (on: number): number => Math.min(1, 0.15 + (0.85 * Math.max(0, death - on)) / 56);
    live(stream, house, community, bornOn(), death, 0.2 + 1.6 * stream.next(), decline);
  }
  for (let k = 0; k < kinds.stillborn; k++) {
    const community = found();
    lives.stillborn.push(community);
    const founder = house.communities[community]?.members.slice(0, 2) ?? [];
    const born = 7 * (youngest + stream.below(youngest));
    for (let p = 0; p < 4; p++)
      addPost(house, stream.pick(founder), community, (born + stream.below(28)) * day + 36_000);
  }
  // Ids follow time, as in a platform.
  return { house: inTime(house), lives };
}

/** How much of an ordinary day's talk a day of the calendar has. */
function season(on: number): number {
  const date = new Date(firstDay + on * 86_400_000);
  const weekday = date.getUTCDay();
  const [month, monthDay] = [date.getUTCMonth(), date.getUTCDate()];
  const away = month === 7 ? 0.12 : (month === 11 && monthDay >= 21) || (month === 0 && monthDay <= 3) ? 0.1 : 1;
  return away * (weekday === 0 || weekday === 6 ? 0.08 : 1.3);
}

/** Words of the members from one day to another, with moods and lulls of their own; `rate` on an ordinary day times what the community is worth then. */
function live(
  stream: Draws,
  house: House,
  community: number,
  from: number,
  to: number,
  rate: number,
  vigour: (on: number) => number,
): void {
  const members = house.communities[community]?.members ?? [];
  // Half of the words come from the first few.
  const someone = (): number => stream.pick(stream.chance(0.5) ? members.slice(0, 4) : members);
  let mood = 1;
  let lullEnds = from;
  for (let on = from; on < to; on++) {
    if (on % 7 === 0) {
      mood = Math.exp(0.6 * stream.normal());
      // Twice a year or so, two to five weeks in which hardly anybody speaks.
      if (on >= lullEnds && stream.chance(2 / 52)) lullEnds = on + 14 + stream.below(22);
    }
    const talk = on < lullEnds ? 0.05 : mood;
    for (let posts = stream.poisson(rate * season(on) * vigour(on) * talk); posts > 0; posts--) {
      const second = on * day + 8 * 3600 + stream.below(36_000);
      const post = addPost(house, someone(), community, second);
      const replier = someone();
      if (stream.chance(0.6) && replier !== house.events[post]?.actor)
        addAnswer(house, 'reply', replier, post, second + 600);
    }
  }
}

/** The same house with its events in the order of time. */
function inTime(house: House): House {
  const order = [...house.events.keys()].toSorted((a, b) => second(house, a) - second(house, b));
  const place = new Map(order.map((before, after) => [before, after]));
  const moved = (at: number): number => place.get(at) ?? at;
  const events = order.flatMap((at) => {
    const event = house.events[at];
    return event === undefined
      ? []
      : [{ ...event, thread: moved(event.thread), parent: event.parent === null ? null : moved(event.parent) }];
  });
  return { ...house, events };
}

const second = ({ events }: House, at: number): number => events[at]?.second ?? 0;
