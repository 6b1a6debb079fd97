import type { Graph } from './graph.ts';
import type { Groups } from './groups.ts';

/**
 * Standard error of the E-I index of a symmetric graph: how far it moves when one person after the other is left out
 * (Snijders & Borgatti 1999, jackknife over people: √((n - 2) ÷ 2n × Σ (index without i - their mean)²), since each tie is
 * left out with either of its ends). Weighted by the graph. Null under three grouped people, and when leaving somebody out
 * leaves no tie.
 */
export function eiJackknife(graph: Graph, groups: Groups): number | null {
  const { n, offsets, targets, weights } = graph;
  const balance = new Float64Array(n); // ties across less ties within, of each person
  const weight = new Float64Array(n);
  let people = 0;
  for (let v = 0; v < n; v++) {
    const own = groups.of[v] as number;
    if (own < 0) continue;
    people++;
    let more = 0;
    let all = 0;
    const end = offsets[v + 1] as number;
    for (let k = offsets[v] as number; k < end; k++) {
      const other = groups.of[targets[k] as number] as number;
      if (other < 0) continue;
      const w = weights[k] as number;
      more += w * (1 - 2 * Number(other === own)); // without a branch, which would often be guessed wrong
      all += w;
    }
    balance[v] = more;
    weight[v] = all;
  }
  const total = weight.reduce((sum, w) => sum + w, 0) / 2;
  const whole = balance.reduce((sum, w) => sum + w, 0) / 2;
  if (people < 3) return null;
  let sum = 0;
  let squares = 0;
  for (let v = 0; v < n; v++) {
    if ((groups.of[v] as number) < 0) continue;
    const left = total - (weight[v] as number);
    if (left <= 1e-12 * total) return null;
    // Kept as a distance from the whole, so that the difference of squares below loses no digits.
    const moved = (whole - (balance[v] as number)) / left - whole / total;
    sum += moved;
    squares += moved * moved;
  }
  return Math.sqrt((Math.max(0, squares - (sum * sum) / people) * (people - 2)) / (2 * people));
}
