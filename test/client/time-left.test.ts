import { expect, it } from 'vitest';
import { timeLeft } from '../../server/contract/time-left.ts';

it('time left is said once there is something to say it from', () => {
  expect(timeLeft(25, 100, 30)).toBe(90);
  expect(timeLeft(100, 100, 30)).toBe(0);
  expect(timeLeft(25, 100, 2)).toBeNull();
  expect(timeLeft(1, 100, 30)).toBeNull();
  expect(timeLeft(0, 0, 30)).toBeNull();
  expect(timeLeft(0, 1, 30)).toBeNull();
});
