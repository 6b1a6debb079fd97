import type { GroupedEnds } from './ei-ends.ts';
import type { Groups } from './groups.ts';

/**
 * Standard error of the E-I index of a symmetric network: how far it moves when one person after the other is left out
 * (Snijders & Borgatti 1999, jackknife over people: √((n - 2) ÷ 2n × Σ (index without i - their mean)²), since each tie is
 * left out with either of its ends). O(people). Null under three grouped people, and when leaving somebody out
 * leaves no tie.
 */
export function eiJackknife({ own }: GroupedEnds, { of }: Groups): number | null {
  let people = 0;
  let total = 0;
  let whole = 0;
  for (let v = 0; v < of.length; v++) {
    if ((of[v] as number) < 0) continue;
    people++;
    total += ((own[2 * v] as number) + (own[2 * v + 1] as number)) / 2;
    whole += ((own[2 * v] as number) - (own[2 * v + 1] as number)) / 2;
  }
  if (people < 3) return null;
  let sum = 0;
  let squares = 0;
  for (let v = 0; v < of.length; v++) {
    if ((of[v] as number) < 0) continue;
    const [across, within] = [own[2 * v] as number, own[2 * v + 1] as number];
    const left = total - (across + within);
    if (left <= 1e-12 * total) return null;
    // Kept as a distance from the whole, so that the difference of squares below loses no digits.
    const moved = (whole - (across - within)) / left - whole / total;
    sum += moved;
    squares += moved * moved;
  }
  return Math.sqrt((Math.max(0, squares - (sum * sum) / people) * (people - 2)) / (2 * people));
}
