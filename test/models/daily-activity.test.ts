import { expect, it } from 'vitest';
import { random } from '../../server/graph/random.ts';
import { dailyActivity } from '../../server/models/daily-activity.ts';
import { clockOfActivity, operationalClock } from '../../server/models/operational-clock.ts';

it('counts who was active on a day, and for ninety days on who is alive', () => {
  const { active, alive } = dailyActivity([0, 2, 0, 0], [103, 103, 100, 103], 100, 200);
  expect([...active.subarray(0, 5)]).toEqual([1, 0, 0, 2, 0]);
  // The first from day 0 on and again from day 3, the other from day 3: both until day 92.
  expect([alive[0], alive[2], alive[3], alive[92], alive[93]]).toEqual([1, 1, 2, 2, 0]);
});

it('leaves out the days outside the range', () => {
  expect(dailyActivity([0, 0], [99, 102], 100, 2).alive).toEqual(new Float64Array(2));
});

it('makes the same clock as one entity and day after the other', () => {
  const draw = random(5);
  const pairs = new Set(Array.from({ length: 9000 }, () => draw.below(400) * 60 + Math.floor(60 * draw.next() ** 2)));
  const [entity, day] = [[...pairs].map((pair) => pair % 60), [...pairs].map((pair) => Math.floor(pair / 60))];
  const found = clockOfActivity(dailyActivity([...entity, ...entity], [...day, ...day], 0, 400), 0, 7);
  expect(found.rates).toEqual(operationalClock(entity, day, 0, 400, 7).rates);
  expect(new Set(found.rates).size).toBeGreaterThan(30);
});
