import { type Draws, draws, weighted } from './draws.ts';
import { addAnswer, addPost, copyOfHouse, day, type House } from './house.ts';
import type { Truth } from './organisation.ts';

/** A house in which some people play for the score, and who they are. */
export interface Attacked {
  readonly house: House;
  readonly gamers: readonly number[];
}

/** An attack on a house: `strength` is what the attack is swept over, in the unit that its name says. */
export type Attack = (house: House, truth: Truth, seed: number, strength: number) => Attacked;

interface Stage {
  readonly house: House;
  readonly stream: Draws;
  readonly weeks: number;
  /** Ordinary people not yet cast, in random order. */
  readonly extras: number[];
  /** Communities that not everyone is in. */
  readonly open: number;
}

function stage(original: House, truth: Truth, seed: number): Stage {
  const stream = draws(seed ^ 0x5eed);
  const chosen = new Set(truth.ambassadors);
  const extras = [...original.departmentOf.keys()].filter((person) => !chosen.has(person));
  stream.shuffle(extras);
  const open = original.communities.filter(({ type }) => type !== 'organisation').length;
  return { house: copyOfHouse(original), stream, weeks: original.days / 7, extras, open };
}

const workday = (stream: Draws, week: number): number =>
  (week * 7 + stream.below(5)) * day + 8 * 3600 + stream.below(36_000);

/** Takes as many people from every department as it can: a conspiracy that spans the house. */
function acrossDepartments({ house, extras }: Stage, count: number): number[] {
  const byDepartment = new Map<number | null, number[]>();
  for (const person of extras) {
    const department = house.departmentOf[person] ?? null;
    byDepartment.set(department, [...(byDepartment.get(department) ?? []), person]);
  }
  const cast: number[] = [];
  for (let round = 0; cast.length < count && round < extras.length; round++) {
    for (const people of byDepartment.values()) {
      const person = people[round];
      if (person !== undefined && cast.length < count) cast.push(person);
    }
  }
  const taken = new Set(cast);
  extras.splice(0, extras.length, ...extras.filter((person) => !taken.has(person)));
  return cast;
}

/**
 * Eight managers who announce and are liked for it, eight people who react to everything, three circles of five colleagues
 * who answer each other every day, and three robots that nobody declared.
 */
export const basic: Attack = (original, truth, seed) => {
  const set = stage(original, truth, seed);
  const { house, stream, weeks, extras } = set;
  const broadcasters = extras.splice(0, 8);
  const farmers = extras.splice(0, 8);
  const robots = extras.splice(0, 3);
  const circles = [0, 1, 2].map((department) => {
    const circle = extras.filter((person) => house.departmentOf[person] === department).slice(0, 5);
    for (const person of circle) extras.splice(extras.indexOf(person), 1);
    return circle;
  });
  const everyone = [...house.departmentOf.keys()];
  const posts = [...house.events.entries()].flatMap(([id, { kind }]) => (kind === 'post' ? [id] : []));
  const byWeek = Array.from({ length: weeks }, () => [] as number[]);
  for (const id of posts) byWeek[Math.floor((house.events[id]?.second ?? 0) / (7 * day))]?.push(id);

  for (let week = 0; week < weeks; week++) {
    const thisWeek = byWeek[week] ?? [];
    for (const person of broadcasters) {
      for (let p = 0; p < 3; p++) {
        const second = workday(stream, week);
        const post = addPost(house, person, set.open + stream.below(house.communities.length - set.open), second);
        for (const fan of stream.some(everyone, 20)) {
          if (fan !== person) addAnswer(house, 'reaction', fan, post, second + stream.below(day));
        }
        if (stream.chance(0.5)) addAnswer(house, 'reply', stream.pick(everyone), post, second + 900);
      }
    }
    for (const person of farmers) {
      for (const post of stream.some(thisWeek, 60)) {
        const { second, actor } = house.events[post] ?? { second: 0, actor: person };
        if (actor !== person) addAnswer(house, 'reaction', person, post, second + stream.below(day));
      }
      const own = addPost(house, person, set.open, workday(stream, week));
      for (const fan of stream.some(everyone, 8)) {
        // Thanks for so many reactions come as reactions.
        if (fan !== person) addAnswer(house, 'reaction', fan, own, (house.events[own]?.second ?? 0) + 600);
      }
    }
    for (const person of robots) {
      for (let p = 0; p < 15; p++) addPost(house, person, stream.below(set.open), workday(stream, week));
      for (const post of stream.some(thisWeek, 30)) {
        if (house.events[post]?.actor !== person) {
          addAnswer(house, 'reply', person, post, (house.events[post]?.second ?? 0) + 3);
        }
      }
    }
    circles.forEach((circle, k) => talk(set, circle, () => true, week, [k], 5, circle.length - 1));
  }
  return { house, gamers: [...broadcasters, ...farmers, ...robots, ...circles.flat()] };
};

/**
 * One week of people who answer each other on purpose: each opens `threads` threads, `repliers` of those that `mayAnswer`
 * lets through answer, and the author comes back to every one.
 */
function talk(
  { house, stream }: Stage,
  cast: readonly number[],
  mayAnswer: (author: number, replier: number) => boolean,
  week: number,
  places: readonly number[],
  threads: number,
  repliers: number,
): void {
  cast.forEach((author) => {
    const partners = cast.filter((other) => other !== author && mayAnswer(author, other));
    for (let t = 0; t < threads; t++) {
      const second = workday(stream, week);
      const post = addPost(house, author, stream.pick(places), second);
      for (const partner of stream.some(partners, repliers)) {
        const reply = addAnswer(house, 'reply', partner, post, second + 600 + stream.below(3600));
        addAnswer(house, 'reply', author, reply, second + 4600 + stream.below(3600));
      }
    }
  });
}

/** The basic attack, and colluders from all departments who answer each other in four communities every week. */
export const ring: Attack = (original, truth, seed, size) => collusion(original, truth, seed, size, () => () => true);

/** The same in two camps: only those of the other camp are answered, so that no three know each other. */
export const bipartiteRing: Attack = (original, truth, seed, size) =>
  collusion(original, truth, seed, size, (cast) => {
    const first = new Set(cast.filter((_, k) => k % 2 === 0));
    return (one, other) => first.has(one) !== first.has(other);
  });

function collusion(
  original: House,
  truth: Truth,
  seed: number,
  size: number,
  rule: (cast: readonly number[], stream: Draws) => (one: number, other: number) => boolean,
): Attacked {
  const attacked = basic(original, truth, seed, 0);
  const set = stage(attacked.house, truth, seed + 1);
  const known = new Set(attacked.gamers);
  set.extras.splice(0, set.extras.length, ...set.extras.filter((person) => !known.has(person)));
  const cast = acrossDepartments(set, size);
  const places = set.stream.some([...Array(set.open).keys()], 4);
  const mayAnswer = rule(cast, set.stream);
  for (let week = 0; week < set.weeks; week++) talk(set, cast, mayAnswer, week, places, 2, 6);
  return { house: set.house, gamers: [...attacked.gamers, ...cast] };
}

/**
 * A large conspiracy in which each keeps up with eight others only, drawn at random from all departments: nobody's
 * partners know each other, as nobody's around a true ambassador do. Strength: conspirators.
 */
export const sparseConspiracy: Attack = (original, truth, seed, size) => {
  const set = stage(original, truth, seed);
  const cast = acrossDepartments(set, size);
  const friends = randomPartners(set.stream, cast, 8);
  const places = set.stream.some([...Array(set.open).keys()], 8);
  for (let week = 0; week < set.weeks; week++) {
    talk(set, cast, (one, other) => friends.get(one)?.has(other) ?? false, week, places, 1, 4);
  }
  return { house: set.house, gamers: cast };
};

/** About `degree` partners each, at random. */
function randomPartners(stream: Draws, cast: readonly number[], degree: number): Map<number, Set<number>> {
  const friends = new Map(cast.map((person) => [person, new Set<number>()]));
  for (let round = 0; round < degree / 2; round++) {
    const order = stream.some(cast, cast.length);
    order.forEach((person, k) => {
      const other = order[(k + 1) % order.length] ?? person;
      if (other === person) return;
      friends.get(person)?.add(other);
      friends.get(other)?.add(person);
    });
  }
  return friends;
}

/**
 * A ring of 24 who also answer strangers, one line each, whom a quarter answer back. Strength: strangers answered a week;
 * from some number on they do what an ambassador does.
 */
export const helpfulRing: Attack = (original, truth, seed, answers) => {
  const set = stage(original, truth, seed);
  const cast = acrossDepartments(set, 24);
  const places = set.stream.some([...Array(set.open).keys()], 4);
  for (let week = 0; week < set.weeks; week++) talk(set, cast, () => true, week, places, 2, 6);
  answerStrangers(set, original, cast, answers, 0.25);
  return { house: set.house, gamers: cast };
};

/**
 * Twelve people who write one line under threads everywhere, once a thread and not often, whom a tenth answer back.
 * Strength: threads a week.
 */
export const slowInfiltrators: Attack = (original, truth, seed, threads) => {
  const set = stage(original, truth, seed);
  const cast = acrossDepartments(set, 12);
  answerStrangers(set, original, cast, threads, 0.1);
  return { house: set.house, gamers: cast };
};

function answerStrangers(
  { house, stream, weeks }: Stage,
  original: House,
  cast: readonly number[],
  answersAWeek: number,
  returns: number,
): void {
  const posts = [...original.events.entries()].flatMap(([id, { kind }]) => (kind === 'post' ? [id] : []));
  const byWeek = Array.from({ length: weeks }, () => [] as number[]);
  for (const id of posts) byWeek[Math.floor((original.events[id]?.second ?? 0) / (7 * day))]?.push(id);
  for (const person of cast) {
    for (const thisWeek of byWeek) {
      for (const post of stream.some(thisWeek, answersAWeek)) {
        const { actor, second } = original.events[post] ?? { actor: person, second: 0 };
        if (actor === person) continue;
        const reply = addAnswer(house, 'reply', person, post, second + 1200 + stream.below(day / 2));
        if (stream.chance(returns))
          addAnswer(house, 'reply', actor, reply, second + day / 2 + 1500 + stream.below(day / 4));
      }
    }
  }
}

/**
 * Eight people with made-up accounts in every department, which talk to their owner only, two and two a week.
 * Strength: accounts of each.
 */
export const sockPuppets: Attack = (original, truth, seed, accounts) => {
  const set = stage(original, truth, seed);
  const { house, stream, weeks } = set;
  const owners = acrossDepartments(set, 8);
  const places = stream.some([...Array(set.open).keys()], 6);
  const departments = Math.max(...house.departmentOf.map((department) => department ?? 0)) + 1;
  const nextDepartment = weighted(stream, new Float64Array(departments).fill(1));
  for (const owner of owners) {
    const puppets = Array.from({ length: accounts }, () => house.departmentOf.push(nextDepartment()) - 1);
    for (const puppet of puppets) house.communities[stream.pick(places)]?.members.push(puppet);
    for (let week = 0; week < weeks; week++) {
      for (const puppet of stream.some(puppets, Math.max(2, Math.ceil(accounts / 4)))) {
        const second = workday(stream, week);
        const post = addPost(house, puppet, stream.pick(places), second);
        const reply = addAnswer(house, 'reply', owner, post, second + 900);
        addAnswer(house, 'reply', puppet, reply, second + 1800);
      }
    }
  }
  return { house, gamers: owners };
};
