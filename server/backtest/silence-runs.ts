import { setImmediate } from 'node:timers/promises';
import type { Snapshot } from '../facts/open.ts';
import type { WrittenDays } from '../facts/written-days.ts';
import { dayNumber } from '../models/day-number.ts';
import { rollingSilence } from '../models/rolling-silence.ts';
import { type SilenceForecast, silenceForecasts, type SilenceThresholds } from '../models/silence-forecast.ts';
import type { OriginForecasts } from '../models/silence-origin.ts';
import { communityTask, memberTask, type SilenceTask } from '../models/silence-task.ts';
import { AnswerCache } from '../state/answer-cache.ts';
import { communityHistory, type EntityKind, loadHistory, type NamedHistory } from './silence-history.ts';

export interface SilenceRun {
  readonly task: SilenceTask;
  /** By the numbers that the forecasts call entities. */
  readonly ids: readonly string[];
  /** Day number of the first day, and of the day after the last one known. */
  readonly start: number;
  readonly asOf: number;
  /** The last one is `asOf`: its forecasts are today's. */
  readonly origins: readonly OriginForecasts[];
}

const tasks: Readonly<Record<EntityKind, SilenceTask>> = { community: communityTask, member: memberTask };
const runs = new WeakMap<Snapshot, AnswerCache<SilenceRun>>();

/**
 * Forecasts of silence from origin to origin, of all entities of a kind, as far as known before `asOf` (a day number).
 * Computed once per snapshot and day; other work goes on between two origins.
 */
export const silenceRun = (snapshot: Snapshot, kind: EntityKind, asOf: number): Promise<SilenceRun> =>
  knownRun(snapshot, kind, asOf, () => loadHistory(snapshot, kind, asOf));

function knownRun(
  snapshot: Snapshot,
  kind: EntityKind,
  asOf: number,
  load: () => Promise<NamedHistory>,
): Promise<SilenceRun> {
  let known = runs.get(snapshot);
  if (known === undefined) {
    known = new AnswerCache(4);
    runs.set(snapshot, known);
  }
  return known.get(`${kind} ${asOf}`, async () => run(snapshot, kind, asOf, await load()));
}

async function run(
  snapshot: Snapshot,
  kind: EntityKind,
  asOf: number,
  { ids, history }: NamedHistory,
): Promise<SilenceRun> {
  const start = snapshot.first_day === null ? asOf : Math.min(asOf, dayNumber(snapshot.first_day));
  const origins: OriginForecasts[] = [];
  for (const origin of rollingSilence(tasks[kind], history, start, asOf)) {
    const { features: _, ...forecasts } = origin;
    origins.push(forecasts);
    await setImmediate();
  }
  return { task: tasks[kind], ids, start, asOf, origins };
}

export interface CommunitySilence {
  /** Chance that nobody writes in the next 60 days, by community; absent after 180 days of silence, or when archived. */
  readonly forecasts: ReadonlyMap<string, SilenceForecast>;
  readonly thresholds: SilenceThresholds;
  /** Past forecasts with a known outcome behind them. */
  readonly closed: number;
}

/**
 * Today's forecasts for communities, when today is `asOf` (a day number, out).
 * @param written all that was written before `asOf`, when it is at hand.
 */
export async function communitySilence(
  snapshot: Snapshot,
  asOf: number,
  written?: WrittenDays,
): Promise<CommunitySilence> {
  const load = () => communityHistory(snapshot.db, asOf, written);
  const { task, ids, origins } = await knownRun(snapshot, 'community', asOf, load);
  const { forecasts, thresholds, closed } = silenceForecasts(task, origins, asOf);
  return {
    forecasts: new Map(forecasts.map((forecast) => [ids[forecast.entity] ?? '', forecast])),
    thresholds,
    closed,
  };
}
