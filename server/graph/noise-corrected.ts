import { type Graph, strengths, transpose } from './graph.ts';

/** How far each arc exceeds what the activity of its two ends would give; values beside `targets`. */
export interface NoiseCorrected {
  /** (κw - 1)/(κw + 1) with κw = observed ÷ expected: -1 to below 1, 0 = as expected. */
  readonly score: Float64Array;
  /** Standard deviation of the score. */
  readonly deviation: Float64Array;
}

/**
 * Noise-corrected scores (Coscia & Neffke 2017). Weights must be counts of events: the chances are binomial. The posterior
 * of an arc's share starts from a Beta prior with the mean and the variance of the hypergeometric share, for which
 * b = (μ/σ²)(1 - μ)² - (1 - μ). On a symmetric graph both arcs of a tie are equal.
 */
export function noiseCorrected(graph: Graph): NoiseCorrected {
  const { n, offsets, targets, weights } = graph;
  const given = strengths(graph);
  const received = strengths(transpose(graph));
  const all = given.reduce((sum, own) => sum + own, 0);
  const score = new Float64Array(targets.length);
  const deviation = new Float64Array(targets.length);
  for (let v = 0; v < n; v++) {
    const out = given[v] as number;
    const end = offsets[v + 1] as number;
    for (let k = offsets[v] as number; k < end; k++) {
      const into = received[targets[k] as number] as number;
      const weight = weights[k] as number;
      score[k] = scoreOf(weight, out, into, all);
      deviation[k] = deviationOf(weight, out, into, all);
    }
  }
  return { score, deviation };
}

function scoreOf(weight: number, out: number, into: number, all: number): number {
  const lift = all / (out * into);
  return (lift * weight - 1) / (lift * weight + 1);
}

function deviationOf(weight: number, out: number, into: number, all: number): number {
  const product = out * into;
  const lift = all / product;
  const share = posteriorShare(weight, out, into, all);
  const slope = 1 / product - (all * (out + into)) / product ** 2;
  const scale = lift * weight + 1;
  return Math.sqrt(share * (1 - share) * all) * Math.abs((2 * (lift + weight * slope)) / (scale * scale));
}

/** Expected share of all events that fall on an arc, given how many did and the activity of its ends. */
function posteriorShare(weight: number, out: number, into: number, all: number): number {
  const mean = (out * into) / all ** 2;
  const variance = (out * into * (all - out) * (all - into)) / (all ** 4 * (all - 1));
  // Where one person gives or receives everything, nothing else could have been.
  if (!(variance > 0)) return mean;
  const a = (mean ** 2 * (1 - mean)) / variance - mean;
  const b = (mean / variance) * (1 - mean) ** 2 - (1 - mean);
  return (a + weight) / (a + b + all);
}

/**
 * Whether an arc of `weight` events is in the backbone: its score exceeds `delta` standard deviations. 1.28, 1.64 and 2.32
 * keep about 10, 5 and 1 % of the arcs of a network that chance alone made.
 * @param out events that its source gives in the whole network, `into` those that its target receives, `all` those of all
 */
export const standsOut = (weight: number, out: number, into: number, all: number, delta = 1.64): boolean =>
  scoreOf(weight, out, into, all) > delta * deviationOf(weight, out, into, all);
