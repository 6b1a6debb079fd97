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
  const columns = columnsOf(cases);
  let weights = Float64Array.from(start);
  let odds = predictors(cases, columns, weights);
  let cost = penalisedLoss(cases, ridge, weights, odds);
  for (let step = 0; step < mostSteps; step++) {
    const { gradient, hessian } = slopes(cases, columns, ridge, weights, odds);
    const move = solve(hessian, gradient, width);
    let share = 1;
    let next = weights.map((value, j) => value - (move[j] as number));
    let nextOdds = predictors(cases, columns, next);
    let nextCost = penalisedLoss(cases, ridge, next, nextOdds);
    while (!(nextCost <= cost) && share > 1e-6) {
      share /= 2;
      const part = share;
      next = weights.map((value, j) => value - part * (move[j] as number));
      nextOdds = predictors(cases, columns, next);
      nextCost = penalisedLoss(cases, ridge, next, nextOdds);
    }
    if (!(nextCost <= cost)) return { weights, settled: true };
    const gained = cost - nextCost;
    weights = next;
    odds = nextOdds;
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

/** Each feature of all cases: sums over cases run several times as fast along them. */
function columnsOf({ count, width, features }: Cases): Float64Array[] {
  return Array.from({ length: width }, (_, j) => {
    const column = new Float64Array(count);
    for (let k = 0; k < count; k++) column[k] = features[k * width + j] as number;
    return column;
  });
}

/** The log odds of all cases, as `predictor` gives them one by one. */
function predictors({ count }: Cases, columns: readonly Float64Array[], weights: Float64Array): Float64Array {
  const odds = new Float64Array(count);
  columns.forEach((column, j) => {
    const weight = weights[j] as number;
    for (let k = 0; k < count; k++) odds[k] = (odds[k] as number) + weight * (column[k] as number);
  });
  for (let k = 0; k < count; k++) odds[k] = Math.max(-furthest, Math.min(furthest, odds[k] as number));
  return odds;
}

function penalisedLoss({ count, outcome, weight }: Cases, ridge: Ridge, weights: Float64Array, odds: Float64Array) {
  let sum = 0;
  for (let k = 0; k < count; k++) {
    const eta = odds[k] as number;
    sum +=
      (weight[k] as number) * (Math.log1p(Math.exp(-Math.abs(eta))) + Math.max(eta, 0) - (outcome[k] as number) * eta);
  }
  for (let j = 0; j < weights.length; j++) {
    sum += ((ridge.strength[j] as number) * ((weights[j] as number) - (ridge.target[j] as number)) ** 2) / 2;
  }
  return sum;
}

function slopes(
  { count, width, outcome, weight }: Cases,
  columns: readonly Float64Array[],
  ridge: Ridge,
  weights: Float64Array,
  odds: Float64Array,
) {
  const gradient = new Float64Array(width);
  const hessian = new Float64Array(width * width);
  const errors = new Float64Array(count);
  const curves = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    const p = sigmoid(odds[k] as number);
    errors[k] = (weight[k] as number) * (p - (outcome[k] as number));
    // Never quite 0, so that cases far out still curve the loss.
    curves[k] = (weight[k] as number) * Math.max(p * (1 - p), 1e-12);
  }
  const scaled = new Float64Array(count);
  columns.forEach((own, i) => {
    let slope = 0;
    for (let k = 0; k < count; k++) {
      const value = own[k] as number;
      scaled[k] = (curves[k] as number) * value;
      slope += (errors[k] as number) * value;
    }
    gradient[i] = slope;
    for (let j = 0; j <= i; j += 4) {
      const [first, second, third, fourth] = [j, j + 1, j + 2, j + 3].map((column) => columns[column] ?? own);
      const sums = dots(scaled, first ?? own, second ?? own, third ?? own, fourth ?? own);
      for (let column = j; column <= Math.min(i, j + 3); column++) {
        hessian[i * width + column] = sums[column - j] as number;
      }
    }
  });
  for (let j = 0; j < width; j++) {
    const strength = ridge.strength[j] as number;
    gradient[j] = (gradient[j] as number) + strength * ((weights[j] as number) - (ridge.target[j] as number));
    hessian[j * width + j] = (hessian[j * width + j] as number) + strength;
  }
  return { gradient, hessian };
}

/** The products of one column with four others, four at a time since no sum then waits for the one before. */
function dots(
  one: Float64Array,
  a: Float64Array,
  b: Float64Array,
  c: Float64Array,
  d: Float64Array,
): [number, number, number, number] {
  let [withA, withB, withC, withD] = [0, 0, 0, 0];
  for (let k = 0; k < one.length; k++) {
    const value = one[k] as number;
    withA += value * (a[k] as number);
    withB += value * (b[k] as number);
    withC += value * (c[k] as number);
    withD += value * (d[k] as number);
  }
  return [withA, withB, withC, withD];
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
