import { addAnswer, addPost, type CommunityType, day, type House } from './house.ts';
import { type Draws, draws, weighted } from './draws.ts';

/** Who is who in a synthetic organisation, by index. */
export interface Truth {
  /** People who answer, regularly, in several communities and departments, without posting much. */
  readonly ambassadors: readonly number[];
  /** Everyone's level of activity, 1 being the median; what gives rise to it is nobody's merit. */
  readonly activity: Float64Array;
  /** Week in which each person arrived; 0 for whoever was there before. */
  readonly arrival: Uint8Array;
}

export interface OrganisationOptions {
  readonly people: number;
  readonly departments: number;
  readonly communities: number;
  readonly ambassadors: number;
  readonly weeks: number;
  /** Share of the people who arrive in the second half of the time, ambassadors and others alike. */
  readonly newcomers: number;
}

const usual: OrganisationOptions = {
  people: 600,
  departments: 8,
  communities: 30,
  ambassadors: 25,
  weeks: 26,
  newcomers: 0,
};

const types: readonly CommunityType[] = ['project', 'practice', 'sector', 'interest', 'expertise', 'project'];

/** The last two communities hold everyone: the house's own news. */
const common = 2;

/**
 * An organisation of people in departments of power-law sizes who post, answer, come back and react in communities of
 * every type for half a year. Each draw comes from the seed.
 */
export function drawOrganisation(
  seed: number,
  options: Partial<OrganisationOptions> = {},
): { house: House; truth: Truth } {
  const { people, departments, communities, ambassadors, weeks, newcomers } = { ...usual, ...options };
  const stream = draws(seed);
  const sizes = Float64Array.from({ length: departments }, (_, d) => (d + 1) ** -0.8);
  const nextDepartment = weighted(stream, sizes);
  const departmentOf = Array.from({ length: people }, () => nextDepartment());
  const activity = Float64Array.from({ length: people }, () => Math.exp(0.9 * stream.normal()));
  const byActivity = [...activity.keys()].sort((a, b) => (activity[b] as number) - (activity[a] as number));
  // From the second fifth of the activity: neither the loudest nor the silent.
  const chosen = stream.some(byActivity.slice(people / 5, (2 * people) / 5), ambassadors);
  const isAmbassador = new Set(chosen);
  const arrival = new Uint8Array(people);
  if (newcomers > 0) {
    for (let person = 0; person < people; person++) {
      if (stream.chance(newcomers)) arrival[person] = weeks / 2 + stream.below(weeks / 2 - 6);
    }
  }
  const house: House = {
    departmentOf,
    communities: drawCommunities(stream, departmentOf, communities, isAmbassador),
    events: [],
    days: 7 * weeks,
  };
  simulate(stream, house, { ambassadors: chosen, activity, arrival }, weeks);
  return { house, truth: { ambassadors: chosen, activity, arrival } };
}

/** Projects and sectors are at home in a department, the others draw from everywhere. */
function drawCommunities(
  stream: Draws,
  departmentOf: readonly (number | null)[],
  count: number,
  isAmbassador: ReadonlySet<number>,
): House['communities'] {
  const open = count - common;
  const departments = new Set(departmentOf).size;
  const communities = Array.from({ length: count }, (_, k) => ({
    type: k < open ? (types[k % types.length] as CommunityType) : ('organisation' as const),
    members: [] as number[],
    home: k < open && k % 2 === 0 ? (k / 2) % departments : null,
  }));
  const popularity = weighted(
    stream,
    Float64Array.from({ length: open }, (_, k) => (k + 2) ** -0.5),
  );
  departmentOf.forEach((department, person) => {
    const joined = new Set<number>();
    communities.forEach(({ home }, k) => {
      if (home !== null && home === department && stream.chance(0.6)) joined.add(k);
    });
    const wanted = joined.size + (isAmbassador.has(person) ? 3 + stream.below(3) : stream.poisson(1.3));
    for (let tries = 0; joined.size < wanted && tries < 40; tries++) {
      const k = popularity();
      // A community at home elsewhere is joined now and then.
      if (communities[k]?.home === null || stream.chance(0.3)) joined.add(k);
    }
    for (let k = open; k < count; k++) joined.add(k);
    for (const k of joined) communities[k]?.members.push(person);
  });
  return communities.map(({ type, members }) => ({ type, members }));
}

function simulate(stream: Draws, house: House, { ambassadors, activity, arrival }: Truth, weeks: number): void {
  const { communities, departmentOf } = house;
  const isAmbassador = new Set(ambassadors);
  const open = communities.length - common;
  const answers = communities.map(({ members }) =>
    weighted(
      stream,
      members.map((person) => (activity[person] as number) * (isAmbassador.has(person) ? 8 : 1)),
    ),
  );
  const reacts = communities.map(({ members }) =>
    weighted(
      stream,
      members.map((person) => activity[person] as number),
    ),
  );
  const joined = departmentOf.map((): number[] => []);
  communities.forEach(({ members }, k) => {
    if (k < open) for (const person of members) joined[person]?.push(k);
  });
  const someone = (community: number, draw: (() => number)[], week: number): number => {
    const who = communities[community]?.members[draw[community]?.() ?? -1] ?? -1;
    return (arrival[who] ?? 0) <= week ? who : -1;
  };

  const react = (to: number, community: number, mean: number, author: number, second: number): void => {
    for (let k = stream.poisson(mean); k > 0; k--) {
      const who = someone(community, reacts, Math.floor(second / (7 * day)));
      if (who >= 0 && who !== author) addAnswer(house, 'reaction', who, to, second + 1 + stream.below(day));
    }
  };

  for (let week = 0; week < weeks; week++) {
    departmentOf.forEach((department, person) => {
      const level = activity[person] as number;
      const posts = (arrival[person] ?? 0) > week ? 0 : stream.poisson(Math.min(8, 0.35 * level));
      for (let p = 0; p < posts; p++) {
        const own = joined[person] ?? [];
        const community = own.length === 0 || stream.chance(0.08) ? open + stream.below(common) : stream.pick(own);
        const second = (week * 7 + stream.below(5)) * day + 8 * 3600 + stream.below(36_000);
        const post = addPost(house, person, community, second);
        react(post, community, 1.5, person, second);
        const replies = stream.poisson(isAmbassador.has(person) ? 2 : 1.3);
        for (let r = 0; r < replies; r++) {
          const who = someone(community, answers, week);
          if (who < 0 || who === person) continue;
          // Colleagues answer each other twice as readily, and an ambassador anyone.
          if (departmentOf[who] !== department && !isAmbassador.has(who) && stream.chance(0.5)) continue;
          converse(post, who, person, community, second + 600 + stream.below(day / 2));
        }
      }
    });
  }

  /** A reply, and perhaps the author's return and a last word. */
  function converse(post: number, who: number, author: number, community: number, second: number): void {
    const reply = addAnswer(house, 'reply', who, post, second);
    react(reply, community, 0.4, who, second);
    if (!stream.chance(isAmbassador.has(author) ? 0.7 : isAmbassador.has(who) ? 0.5 : 0.35)) return;
    const back = addAnswer(house, 'reply', author, reply, second + 300 + stream.below(day / 4));
    if (stream.chance(isAmbassador.has(who) ? 0.5 : 0.2)) {
      addAnswer(house, 'reply', who, back, second + day / 4 + 300 + stream.below(day / 8));
    }
  }
}
