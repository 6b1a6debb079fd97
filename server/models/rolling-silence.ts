import { firstNotBelow } from '../graph/first-not-below.ts';
import type { ActivityHistory } from './activity-history.ts';
import { fitMbgNbd, type MbgNbd, type Recencies, silenceForecast } from './mbg-nbd.ts';
import { logOdds } from './ridge-logit.ts';
import { learnBaselines } from './silence-baselines.ts';
import { featureReader } from './silence-features.ts';
import { combine, recalibrate, regress } from './silence-learners.ts';
import { type LearntOrigin, rowWidth } from './silence-origin.ts';
import { activityOf, type Past, pastOf } from './silence-past.ts';
import { originsOf, type SilenceTask } from './silence-task.ts';

/** A population is known well enough from this many of its entities, evenly spread over them. */
const fittedEntities = 1000;

/**
 * Forecasts of silence from one origin after the other, each from what was known then: the past before it, and the
 * outcomes of earlier origins whose whole window had gone by (an embargo of one horizon). The last origin is `end`, whose
 * forecasts are today's. Yields after each origin, since a long history takes seconds.
 * @param start first day of the data, as a day number; `end` the day after their last.
 */
export function* rollingSilence(
  task: SilenceTask,
  history: ActivityHistory,
  start: number,
  end: number,
): Generator<LearntOrigin, void, void> {
  const before: LearntOrigin[] = [];
  const activity = activityOf(history, start, end);
  let calendar: MbgNbd | undefined;
  let operational: MbgNbd | undefined;
  for (const at of originsOf(task, start, end)) {
    const past = pastOf(history, start, at, activity);
    const sample = everyNth(past.entity.length, fittedEntities);
    calendar = fitMbgNbd(pick(past.calendar, sample), task.prior, calendar);
    operational = fitMbgNbd(pick(past.operational, sample), task.prior, operational);
    const closed = before.filter((origin) => origin.at + task.horizon <= at);
    const found = forecastsAt(task, history, past, end, calendar, operational, closed);
    before.push(found);
    yield found;
  }
}

function forecastsAt(
  task: SilenceTask,
  history: ActivityHistory,
  past: Past,
  end: number,
  calendar: MbgNbd,
  operational: MbgNbd,
  closed: readonly LearntOrigin[],
): LearntOrigin {
  const { at } = past;
  const eligible = Uint32Array.from(past.lastDay.keys()).filter(
    (k) =>
      at - (past.lastDay[k] as number) <= task.eligible && (history.endedOn[past.entity[k] as number] as number) > at,
  );
  const entity = eligible.map((k) => past.entity[k] as number);
  const each = (value: (k: number) => number) => Float64Array.from(eligible, value);
  const quiet = each((k) => at - (past.lastDay[k] as number));
  const operationalHorizon = task.horizon * past.rate;
  const mbg = each((k) => forecastOf(calendar, past.calendar, k, task.horizon));
  const mbgOperational = each((k) => forecastOf(operational, past.operational, k, operationalHorizon));
  const features = new Float64Array(eligible.length * rowWidth);
  const read = featureReader(history, past);
  eligible.forEach((k, row) => {
    const offset = row * rowWidth;
    features[offset] = 1;
    read(k, features, offset + 1);
    features[offset + rowWidth - 2] = logOdds(mbg[row] as number);
    features[offset + rowWidth - 1] = logOdds(mbgOperational[row] as number);
  });
  const baselines = learnBaselines(closed);
  const recalibrated = recalibrate(closed, at, mbgOperational);
  const regression = regress(closed, at, features) ?? mbgOperational;
  return {
    at,
    entity,
    quiet,
    operational: pick(past.operational, eligible),
    silent: Int8Array.from(entity, (e) => outcome(history, e, at, at + task.horizon, end)),
    p: {
      climatology: quiet.map(() => baselines.climatology),
      hard_30: quiet.map((days) => (days > 30 ? 1 : 0)),
      hard_60: quiet.map((days) => (days > 60 ? 1 : 0)),
      hard_90: quiet.map((days) => (days > 90 ? 1 : 0)),
      rule_30: quiet.map((days) => baselines.rule(30, days)),
      rule_60: quiet.map((days) => baselines.rule(60, days)),
      rule_90: quiet.map((days) => baselines.rule(90, days)),
      recency: quiet.map((days) => baselines.recency(days)),
      mbg,
      mbg_operational: mbgOperational,
      mbg_recalibrated: recalibrated,
      regression,
      combined: combine(closed, at, recalibrated, regression),
    },
    features,
    closed: closed.reduce((sum, { silent }) => sum + silent.filter((known) => known !== -1).length, 0),
    population: operational,
    operationalHorizon,
  };
}

const forecastOf = (model: MbgNbd, { x, tx, T }: Recencies, k: number, horizon: number): number =>
  silenceForecast(model, x[k] as number, tx[k] as number, T[k] as number, horizon);

/** Whether an entity had no active day from `at` to `until`; -1 when the data or the entity end before. */
function outcome({ days, dayOffsets, endedOn }: ActivityHistory, e: number, at: number, until: number, end: number) {
  if (until > end || (endedOn[e] as number) < until) return -1;
  const last = dayOffsets[e + 1] as number;
  const next = firstNotBelow(days, at, dayOffsets[e] as number, last);
  return next < last && (days[next] as number) < until ? 0 : 1;
}

/** At most `most` positions among `count`, evenly spread. */
function everyNth(count: number, most: number): Uint32Array {
  const apart = Math.max(1, Math.ceil(count / most));
  return Uint32Array.from({ length: Math.ceil(count / apart) }, (_, k) => k * apart);
}

function pick({ x, tx, T }: Recencies, positions: Uint32Array): Recencies {
  const some = (values: Float64Array) => Float64Array.from(positions, (k) => values[k] as number);
  return { x: some(x), tx: some(tx), T: some(T) };
}
