import { answer } from '../answer.ts';
import type { Filter } from '../contract/filters.ts';
import type { Result } from '../contract/results.ts';
import type { Snapshot } from '../facts/open.ts';
import type { Kernels } from '../graph/workers/kernel-pool.ts';
import { usualKernels } from '../graph/workers/usual-kernels.ts';
import type { Identities } from '../identities.ts';
import type { MetricDefinition } from '../metrics/define.ts';
import { AnswerCache } from './answer-cache.ts';
import { readRefusals } from './refusals.ts';

export interface Asked {
  readonly definition: MetricDefinition;
  readonly filter: Filter;
  /** Names behind the pseudonyms, or null to show none. */
  readonly identities: Identities | null;
  /** Tells two definitions of one id apart. */
  readonly part?: string;
  /** Aborted when the asker has gone. */
  readonly signal?: AbortSignal;
}

/** Every answer that the server gives: computed once per snapshot, for those who wait and ahead of them. */
export class Answers {
  readonly #cache = new AnswerCache<Result>(400);
  #waiting = 0;

  constructor(private readonly dataFolder: string) {}

  /** Whether anybody waits for an answer now. */
  get isAwaited(): boolean {
    return this.#waiting > 0;
  }

  async ask(snapshot: Snapshot, asked: Asked): Promise<Result> {
    this.#waiting += 1;
    try {
      return await this.#answer(snapshot, asked, usualKernels);
    } finally {
      this.#waiting -= 1;
    }
  }

  /** Computes an answer that nobody waits for yet. */
  async prepare(snapshot: Snapshot, asked: Asked, kernels: Kernels): Promise<void> {
    await this.#answer(snapshot, asked, kernels);
  }

  #answer(snapshot: Snapshot, asked: Asked, kernels: Kernels): Promise<Result> {
    const { definition, filter, identities, part = '', signal } = asked;
    // A refusal changes lists of people, scores and what is proved of them, and no other answer.
    const { family, subject } = definition;
    const isOfPeople = family === 'scores' || family === 'backtest' || subject === 'person';
    const refused = isOfPeople ? readRefusals(this.dataFolder).map(({ person_id }) => person_id) : [];
    const key = JSON.stringify([snapshot.snapshot_id, definition.id, part, filter, identities !== null, refused]);
    return this.#cache.get(
      key,
      (stopped) =>
        answer(definition, snapshot, filter, { identities, unsuppressed: false }, { kernels, signal: stopped }),
      signal,
    );
  }
}
