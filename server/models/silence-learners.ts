import { type Cases, fitLogit, logOdds, predictor, sigmoid } from './ridge-logit.ts';
import { type LearntOrigin, rowWidth } from './silence-origin.ts';

/** Days after which an outcome counts half: levels drift within weeks, what foretells a silence within seasons. */
const halfLife = { recalibration: 90, regression: 360, combination: 60 } as const;
/** Older outcomes are not learnt from. */
const memory = 1080;
/** A few weights are known well enough from this many cases. */
const mostCases = 10_000;
/** Strength of the pull of the recalibration towards none, as in that many half-sure cases. */
const recalibrationRidge = 20;
/** Strength of the pull of standardised weights towards none. */
const regressionRidge = 10;
/** How fast a forecast that scored worse loses its say: a Brier score higher by 0.01 leaves e^-0.8. */
const sharpness = 80;

/** A closed case that may be learnt from: its origin and its place there. */
interface Known {
  readonly origin: LearntOrigin;
  readonly row: number;
}

/** At most about `mostCases`, evenly spread over those whose outcome is known. */
function knownCases(closed: readonly LearntOrigin[], at: number): Known[] {
  const lately = closed.filter((origin) => at - origin.at <= memory);
  const apart = Math.ceil(lately.reduce((sum, { entity }) => sum + entity.length, 0) / mostCases);
  let place = 0;
  return lately.flatMap((origin) => {
    const cases: Known[] = [];
    origin.silent.forEach((outcome, row) => {
      if (outcome !== -1 && place++ % apart === 0) cases.push({ origin, row });
    });
    return cases;
  });
}

const outcomes = (cases: readonly Known[]): Uint8Array =>
  Uint8Array.from(cases, ({ origin, row }) => origin.silent[row] as number);

const weights = (cases: readonly Known[], at: number, half: number): Float64Array =>
  Float64Array.from(cases, ({ origin }) => 2 ** ((origin.at - at) / half));

/**
 * Forecasts of the model on the operational clock, stretched and shifted on the scale of log odds as the closed cases
 * ask for (Platt 1999), towards no change; unchanged without closed cases.
 */
export function recalibrate(closed: readonly LearntOrigin[], at: number, forecasts: Float64Array): Float64Array {
  const cases = knownCases(closed, at);
  if (cases.length === 0) return forecasts;
  const features = new Float64Array(2 * cases.length);
  cases.forEach(({ origin, row }, k) => {
    features[2 * k] = 1;
    features[2 * k + 1] = logOdds(origin.p.mbg_operational[row] as number);
  });
  const {
    weights: [shift, stretch],
  } = fitLogit(
    {
      count: cases.length,
      width: 2,
      features,
      outcome: outcomes(cases),
      weight: weights(cases, at, halfLife.recalibration),
    },
    { strength: [recalibrationRidge, recalibrationRidge], target: [0, 1] },
  );
  return forecasts.map((p) => sigmoid((shift as number) + (stretch as number) * logOdds(p)));
}

/**
 * A discrete-time hazard: logistic regression of the outcome of closed cases on what was known at their origin (Singer &
 * Willett 1993), ridge on standardised features. Null without closed cases.
 * @param rows features of the cases to forecast.
 */
export function regress(closed: readonly LearntOrigin[], at: number, rows: Float64Array): Float64Array | null {
  const known = knownCases(closed, at);
  if (known.length === 0) return null;
  const features = new Float64Array(known.length * rowWidth);
  known.forEach(({ origin, row }, k) => {
    features.set(origin.features.subarray(row * rowWidth, (row + 1) * rowWidth), k * rowWidth);
  });
  const standard = standardisation(features);
  const cases: Cases = {
    count: known.length,
    width: rowWidth,
    features: standard(features),
    outcome: outcomes(known),
    weight: weights(known, at, halfLife.regression),
  };
  // The constant is all but free, so that the base rate is met.
  const strength = new Float64Array(rowWidth).fill(regressionRidge).with(0, 1e-6);
  const fit = fitLogit(cases, { strength, target: new Float64Array(rowWidth) });
  const asked = standard(rows);
  return Float64Array.from({ length: rows.length / rowWidth }, (_, row) => sigmoid(predictor(fit.weights, asked, row)));
}

/** Brings each column but the constant to mean 0 and standard deviation 1 as in `features`; a flat one becomes 0. */
function standardisation(features: Float64Array): (rows: Float64Array) => Float64Array {
  const mean = new Float64Array(rowWidth);
  const spread = new Float64Array(rowWidth);
  const count = features.length / rowWidth;
  for (let k = 0; k < features.length; k++)
    mean[k % rowWidth] = (mean[k % rowWidth] as number) + (features[k] as number);
  for (let j = 0; j < rowWidth; j++) mean[j] = j === 0 ? 0 : (mean[j] as number) / count;
  for (let k = 0; k < features.length; k++) {
    const j = k % rowWidth;
    spread[j] = (spread[j] as number) + ((features[k] as number) - (mean[j] as number)) ** 2;
  }
  for (let j = 0; j < rowWidth; j++) {
    const own = Math.sqrt((spread[j] as number) / count);
    spread[j] = j === 0 || own < 1e-12 ? 1 : own;
  }
  return (rows) => rows.map((value, k) => (value - (mean[k % rowWidth] as number)) / (spread[k % rowWidth] as number));
}

/**
 * The recalibrated model and the regression as one forecast: their log odds weighted by exp(−80 · Brier score), so that the
 * better of the two on the recent closed cases of these very data has the say (Vovk 1990, aggregating strategies). Even
 * before the regression has been scored; the model alone before anything could be learnt.
 */
export function combine(
  closed: readonly LearntOrigin[],
  at: number,
  recalibrated: Float64Array,
  regression: Float64Array,
): Float64Array {
  const scored = closed.filter((origin) => origin.closed > 0);
  const share =
    scored.length === 0
      ? 0.5
      : sigmoid(sharpness * (recentBrier(scored, at, 'mbg_recalibrated') - recentBrier(scored, at, 'regression')));
  return recalibrated.map((p, row) => sigmoid((1 - share) * logOdds(p) + share * logOdds(regression[row] as number)));
}

function recentBrier(scored: readonly LearntOrigin[], at: number, which: 'mbg_recalibrated' | 'regression'): number {
  let sum = 0;
  let mass = 0;
  for (const origin of scored) {
    const weight = 2 ** ((origin.at - at) / halfLife.combination);
    const forecasts = origin.p[which];
    for (let row = 0; row < forecasts.length; row++) {
      const outcome = origin.silent[row] as number;
      if (outcome === -1) continue;
      sum += weight * ((forecasts[row] as number) - outcome) ** 2;
      mass += weight;
    }
  }
  return mass === 0 ? 0 : sum / mass;
}
