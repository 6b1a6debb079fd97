import type { Logger } from 'pino';
import type { Place } from '../calendar/place.ts';
import type { LiveSnapshot } from '../facts/live.ts';
import type { Snapshot } from '../facts/open.ts';
import type { Identities } from '../identities.ts';
import type { Answers } from '../state/answers.ts';
import type { Drawings } from '../state/drawings.ts';
import type { RunPipeline } from '../state/run-pipeline.ts';
import type { Warming } from '../state/warming.ts';

/** What the routes share. Time and environment come in here and nowhere else. */
export interface ServerContext {
  readonly dataFolder: string;
  readonly live: LiveSnapshot;
  /** Names behind the pseudonyms of a snapshot, read from the vault once per snapshot. */
  identities(snapshot: Snapshot): Identities;
  now(): Date;
  readonly answers: Answers;
  readonly drawings: Drawings;
  readonly warming: Warming;
  readonly runPipeline: RunPipeline;
  /** Where the organisation works: public holidays hang on it. */
  readonly place: Place;
  readonly logger: Logger;
  /** True while the server listens on this machine alone. */
  readonly loopback: boolean;
}
