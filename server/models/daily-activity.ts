/** How long somebody counts as one of those who could speak, in days. */
export const aliveDays = 90;

/** How many were active on each day of a range, and how many on it or in the 89 days before. */
export interface DailyActivity {
  readonly active: Float64Array;
  readonly alive: Float64Array;
}

/**
 * The daily activity of entities told by lines in any order, however often a day of one is told.
 * @param entity from 0, not far from one to the next: a bit is kept for each day of each up to the largest.
 * @param day only the `days` from `start` on count.
 * O(lines + entities · days ÷ 32).
 */
export function dailyActivity(
  entity: ArrayLike<number>,
  day: ArrayLike<number>,
  start: number,
  days: number,
): DailyActivity {
  let entities = 0;
  for (let k = 0; k < entity.length; k++) entities = Math.max(entities, 1 + (entity[k] as number));
  const words = (days + 31) >>> 5;
  const bits = new Uint32Array(entities * words);
  for (let k = 0; k < entity.length; k++) {
    const d = (day[k] as number) - start;
    if (d < 0 || d >= days) continue;
    const at = (entity[k] as number) * words + (d >>> 5);
    bits[at] = (bits[at] as number) | (1 << (d & 31));
  }
  const active = new Float64Array(days);
  const changes = new Float64Array(days + aliveDays + 1);
  for (let one = 0; one < entities; one++) {
    let expires = 0;
    for (let word = 0; word < words; word++) {
      let left = bits[one * words + word] as number;
      while (left !== 0) {
        const d = word * 32 + 31 - Math.clz32(left & -left);
        left &= left - 1;
        active[d] = (active[d] as number) + 1;
        // Alive since that day, or still: until then, and now until later.
        const since = Math.max(expires, d);
        changes[since] = (changes[since] as number) + 1;
        expires = d + aliveDays;
        changes[expires] = (changes[expires] as number) - 1;
      }
    }
  }
  const alive = new Float64Array(days);
  let sum = 0;
  for (let d = 0; d < days; d++) {
    sum += changes[d] as number;
    alive[d] = sum;
  }
  return { active, alive };
}
