import { silenceRun } from '../../server/backtest/silence-runs.ts';
import type { SilenceForecaster } from '../../server/models/silence-origin.ts';
import type { Case } from './forecast-scores.ts';
import type { NamedNetwork } from './named-network.ts';
import { firstDay, messages, worldEnd } from './silence-world.ts';

const kinds = {
  community: { horizon: 60, step: 30, still: 14 },
  member: { horizon: 28, step: 7, still: 7 },
} as const;

export interface WorldCases {
  readonly horizon: number;
  readonly origins: number;
  of(forecaster: SilenceForecaster): readonly (Case & { readonly isStill: boolean })[];
}

/**
 * The cases of the world of silence, from its messages alone: origins back from the end, outcomes by looking at the days
 * that followed, nothing before an origin was closed. Only the probabilities are those of the run.
 */
export async function casesOfWorld(network: NamedNetwork, kind: keyof typeof kinds): Promise<WorldCases> {
  const { horizon, step, still } = kinds[kind];
  const { origins, ids } = await silenceRun(network.snapshot, kind, worldEnd);
  const days = ids.map((id) =>
    messages
      .filter((one) => (kind === 'community' ? one.community === id : one.person === network.nameOf(id)))
      .map(({ day }) => day),
  );
  const firstOrigin = worldEnd - step * Math.floor((worldEnd - firstDay - horizon) / step);
  const scored = origins.filter(({ at }) => at >= firstOrigin + horizon && at + horizon <= worldEnd);
  const cases = scored.flatMap((origin) =>
    Array.from(origin.entity, (entity, k) => {
      const own = days[entity] ?? [];
      return {
        entity,
        at: origin.at,
        came: own.some((day) => day >= origin.at && day < origin.at + horizon) ? 0 : 1,
        isStill: origin.at - Math.max(...own.filter((day) => day < origin.at)) <= still,
        p: (forecaster: SilenceForecaster) => origin.p[forecaster][k] ?? Number.NaN,
      };
    }),
  );
  return {
    horizon,
    origins: scored.length,
    of: (forecaster) => cases.map((one) => ({ ...one, p: one.p(forecaster) })),
  };
}
