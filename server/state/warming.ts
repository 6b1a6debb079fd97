import { setTimeout } from 'node:timers/promises';
import { findDefinition } from '../catalogue.ts';
import type { Text } from '../contract/text.ts';
import type { WarmingReply } from '../contract/warming.ts';
import type { LiveSnapshot } from '../facts/live.ts';
import type { Snapshot } from '../facts/open.ts';
import { quietKernels } from '../graph/workers/usual-kernels.ts';
import type { Identities } from '../identities.ts';
import type { Answers } from './answers.ts';
import { drawingOfNetwork } from './default-views.ts';
import { Drawings } from './drawings.ts';

export interface WarmingOptions {
  readonly live: LiveSnapshot;
  readonly answers: Answers;
  readonly drawings: Drawings;
  readonly identities: (snapshot: Snapshot) => Identities;
  /** Ids of what is computed ahead, the first first; unknown ones are passed over, and `drawing` is that of the network. */
  readonly views: readonly string[];
  /** How many are computed at a time: while one draws or adds up in this thread, the engine reads for another. */
  readonly atOnce: number;
  readonly onError: (error: unknown, id: string) => void;
}

const lookEveryMs = 2000;
const waitForOthersMs = 50;

/**
 * Computes the answers of the default views of a fresh snapshot ahead, a few at a time and beginning none while somebody
 * waits for another answer. A newer snapshot stops the work on the former one and is begun with.
 */
export class Warming {
  #status: WarmingReply = { done: 0, total: 0, current: null };
  #snapshot: string | null = null;
  #work = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #underway: Promise<void> = Promise.resolve();

  constructor(private readonly options: WarmingOptions) {}

  get status(): WarmingReply {
    return this.#status;
  }

  /** Looks for a fresh snapshot now and every two seconds. */
  start(): void {
    const look = (): void => void this.look().catch((error: unknown) => this.options.onError(error, 'snapshot'));
    this.#timer = setInterval(look, lookEveryMs).unref();
    look();
  }

  /** Begins with the snapshot being served unless that has begun; returns when it is known which one that is. */
  async look(): Promise<void> {
    const id = await this.options.live.with((snapshot) => Promise.resolve(snapshot?.snapshot_id ?? null));
    if (id === this.#snapshot) return;
    this.#snapshot = id;
    this.#work.abort();
    this.#work = new AbortController();
    const { signal } = this.#work;
    this.#underway = this.#underway.then(() => (id === null ? undefined : this.#warm(id, signal)));
  }

  /** Resolves when all is computed that is to be. */
  async finished(): Promise<void> {
    await this.#underway;
  }

  /** Stops within milliseconds what runs in threads, and after the present query what doesn't. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#work.abort();
    await this.#underway;
  }

  async #warm(id: string, signal: AbortSignal): Promise<void> {
    const tasks = this.options.views.flatMap((view) => this.#task(view) ?? []);
    const next = tasks.values();
    const total = tasks.length;
    let done = 0;
    const oneAfterTheOther = async (): Promise<void> => {
      for (const task of next) {
        while (this.options.answers.isAwaited && !signal.aborted) await setTimeout(waitForOthersMs);
        if (signal.aborted) return;
        this.#status = { done, total, current: task.label };
        try {
          await this.options.live.with(async (snapshot) => {
            if (snapshot?.snapshot_id === id) await task.prepare(snapshot, signal);
          });
        } catch (error) {
          if (!signal.aborted) this.options.onError(error, task.id);
        }
        done += 1;
      }
    };
    await Promise.all(Array.from({ length: this.options.atOnce }, oneAfterTheOther));
    if (!signal.aborted) this.#status = { done, total, current: null };
  }

  #task(id: string): Task | null {
    const { answers, drawings, identities } = this.options;
    if (id === drawingOfNetwork) {
      const prepare: Task['prepare'] = (snapshot, signal) => drawings.get(snapshot, {}, quietKernels, signal);
      return { id, label: Drawings.label, prepare };
    }
    const definition = findDefinition(id);
    return definition === null
      ? null
      : {
          id,
          label: definition.label,
          prepare: (snapshot, signal) =>
            answers.prepare(
              snapshot,
              { definition, filter: {}, identities: identities(snapshot), signal },
              quietKernels,
            ),
        };
  }
}

interface Task {
  readonly id: string;
  readonly label: Text;
  prepare(snapshot: Snapshot, signal: AbortSignal): Promise<unknown>;
}
