import { expect, it } from 'vitest';
import { dayNumber } from '../../server/models/day-number.ts';
import { activeDaysOf, loadCommunityLives } from '../../server/scores/community-lives.ts';
import { communityFacts } from '../../server/scores/dormancy-facts.ts';
import { knownLives } from '../../server/scores/known-lives.ts';
import { openNamed } from '../support/named-network.ts';

const asOfDay = '2025-10-01';
const asOf = dayNumber(asOfDay);

it('the lives of a snapshot are read once for all who ask, by day', async () => {
  const { snapshot } = await openNamed(['fixtures/worlds/fading-community']);
  const lives = await loadCommunityLives(snapshot, asOf, asOfDay);
  let loads = 0;
  const load = async () => {
    loads++;
    return lives;
  };
  const [known, again] = await Promise.all([knownLives(snapshot, asOf, load), knownLives(snapshot, asOf, load)]);
  expect(loads).toBe(1);
  expect(again).toBe(known);
  expect(known.map(({ id }) => id)).toEqual(lives.map(({ id }) => id));
  expect(known.map(({ activeDays }) => activeDays)).toEqual(lives.map(({ writings }) => activeDaysOf(writings)));
  const hasThreads = snapshot.capabilities.includes('threads');
  expect(known.map(({ facts }) => facts)).toEqual(lives.map((life) => communityFacts(life, hasThreads)));
  const earlier = await knownLives(snapshot, asOf - 100);
  expect(earlier.every(({ activeDays }) => activeDays.every((day) => day < asOf - 100))).toBe(true);
});
