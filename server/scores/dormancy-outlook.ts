import type { CommunityState } from '../models/community-state.ts';
import type { LifeStage } from '../models/life-stage.ts';
import type { SilenceForecast, SilenceThresholds } from '../models/silence-forecast.ts';

/** What is to be feared of the next 60 days: nothing much, more likely silence than not, or one to act on. */
export const outlooks = ['calm', 'watch', 'act'] as const;
export type Outlook = (typeof outlooks)[number];

/** States in which a community still speaks, so that a forecast of silence tells something new. */
const speaking: ReadonlySet<CommunityState> = new Set(['active', 'alarm', 'monologue', 'broadcast_only']);

/** The forecast shown beside a state; null when it would repeat it. */
export const forecastShown = (state: CommunityState, forecast: SilenceForecast | undefined): SilenceForecast | null =>
  speaking.has(state) ? (forecast ?? null) : null;

/** A forecast that is still learning is never one to act on. */
export function outlookOf(forecast: SilenceForecast | null, { watch, act }: SilenceThresholds): Outlook | null {
  if (forecast === null) return null;
  if (forecast.probability < watch) return 'calm';
  return act !== null && forecast.probability >= act && !forecast.learning ? 'act' : 'watch';
}

/** A community that is more likely to fall silent than not is in decline, whatever its slope. */
export function stageForeseen(stage: LifeStage | null, forecast: SilenceForecast | null): LifeStage | null {
  if (stage !== 'growth' && stage !== 'maturity') return stage;
  return forecast !== null && !forecast.learning && forecast.probability >= 0.5 ? 'decline' : stage;
}
