/** A logistic regression: the log odds are `weights` · features. A constant is a feature like any other. */
export interface LogitFit {
  readonly weights: Float64Array;
  /** False when Newton's steps did not settle within their number. */
  readonly settled: boolean;
}

export interface Cases {
  readonly count: number;
  readonly width: number;
  /** `count` rows of `width` features. */
  readonly features: Float64Array;
  /** What came, 0 or 1, of each case. */
  readonly outcome: ArrayLike<number>;
  /** How much each case counts. */
  readonly weight: ArrayLike<number>;
}

export interface Ridge {
  /** Strength of the pull on each weight (½ · strength · distance²); 0 leaves it free. */
  readonly strength: ArrayLike<number>;
  /** Where each weight is pulled to. */
  readonly target: ArrayLike<number>;
}

/** A linear predictor further out than this is no better known than at it. */
const furthest = 30;
const mostSteps = 100;

export const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));

/** Log odds of a probability, kept within ±30 at 0 and 1. */
export const logOdds = (p: number): number => Math.max(-furthest, Math.min(furthest, Math.log(p / (1 - p))));

/**
 * Weights that minimise Σ weight · log loss + ½ Σ strength · (w − target)², by Newton's method (iteratively reweighted
 * least squares) with halved steps. O(steps · count · width²).
 * @param start where to look first; the target by default.
 */
export function fitLogit(cases: Cases, ridge: Ridge, start: ArrayLike<number> = ridge.target): LogitFit {
  const { width } = cases;
  let weights = Float64Array.from(start);
  let cost = penalisedLoss(cases, ridge, weights);
  for (let step = 0; step < mostSteps; step++) {
    const { gradient, hessian } = slopes(cases, ridge, weights);
    const move = solve(hessian, gradient, width);
    let share = 1;
    let next = weights.map((value, j) => value - (move[j] as number));
    let nextCost = penalisedLoss(cases, ridge, next);
    while (!(nextCost <= cost) && share > 1e-6) {
      share /= 2;
      const part = share;
      next = weights.map((value, j) => value - part * (move[j] as number));
      nextCost = penalisedLoss(cases, ridge, next);
    }
    if (!(nextCost <= cost)) return { weights, settled: true };
    const gained = cost - nextCost;
    weights = next;
    cost = nextCost;
    if (gained <= 1e-10 * (Math.abs(cost) + 1)) return { weights, settled: true };
  }
  return { weights, settled: false };
}

/** The log odds of one row of features. */
export function predictor(weights: Float64Array, features: Float64Array, row: number): number {
  const width = weights.length;
  let sum = 0;
  for (let j = 0; j < width; j++) sum += (weights[j] as number) * (features[row * width + j] as number);
  return Math.max(-furthest, Math.min(furthest, sum));
}

function penalisedLoss({ count, features, outcome, weight }: Cases, ridge: Ridge, weights: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < count; k++) {
    const eta = predictor(weights, features, k);
    sum +=
      (weight[k] as number) * (Math.log1p(Math.exp(-Math.abs(eta))) + Math.max(eta, 0) - (outcome[k] as number) * eta);
  }
  for (let j = 0; j < weights.length; j++) {
    sum += ((ridge.strength[j] as number) * ((weights[j] as number) - (ridge.target[j] as number)) ** 2) / 2;
  }
  return sum;
}

function slopes({ count, width, features, outcome, weight }: Cases, ridge: Ridge, weights: Float64Array) {
  const gradient = new Float64Array(width);
  const hessian = new Float64Array(width * width);
  for (let k = 0; k < count; k++) {
    const p = sigmoid(predictor(weights, features, k));
    const error = (weight[k] as number) * (p - (outcome[k] as number));
    // Never quite 0, so that cases far out still curve the loss.
    const curve = (weight[k] as number) * Math.max(p * (1 - p), 1e-12);
    const row = k * width;
    for (let i = 0; i < width; i++) {
      const own = features[row + i] as number;
      gradient[i] = (gradient[i] as number) + error * own;
      const scaled = curve * own;
      for (let j = 0; j <= i; j++) {
        hessian[i * width + j] = (hessian[i * width + j] as number) + scaled * (features[row + j] as number);
      }
    }
  }
  for (let j = 0; j < width; j++) {
    const strength = ridge.strength[j] as number;
    gradient[j] = (gradient[j] as number) + strength * ((weights[j] as number) - (ridge.target[j] as number));
    hessian[j * width + j] = (hessian[j * width + j] as number) + strength;
  }
  return { gradient, hessian };
}

/** Solves H m = g by Cholesky's decomposition of the lower half of H; a column without information moves nothing. */
function solve(hessian: Float64Array, gradient: Float64Array, width: number): Float64Array {
  const lower = new Float64Array(width * width);
  const at = (i: number, j: number) => lower[i * width + j] as number;
  for (let i = 0; i < width; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = hessian[i * width + j] as number;
      for (let k = 0; k < j; k++) sum -= at(i, k) * at(j, k);
      if (i === j) lower[i * width + i] = sum > 1e-14 ? Math.sqrt(sum) : Number.POSITIVE_INFINITY;
      else lower[i * width + j] = sum / at(j, j);
    }
  }
  const move = Float64Array.from(gradient);
  for (let i = 0; i < width; i++) {
    for (let k = 0; k < i; k++) move[i] = (move[i] as number) - at(i, k) * (move[k] as number);
    move[i] = (move[i] as number) / at(i, i);
  }
  for (let i = width - 1; i >= 0; i--) {
    for (let k = i + 1; k < width; k++) {
      const factor = at(k, i);
      if (factor !== 0) move[i] = (move[i] as number) - factor * (move[k] as number);
    }
    move[i] = (move[i] as number) / at(i, i);
  }
  return move;
}
