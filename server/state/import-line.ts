import { importFlags, type ImportEnd, runImport, stoppedOnItsWay } from './import-run.ts';
import type { DeliveryJob } from './delivery-job.ts';
import type { RunPipeline } from './run-pipeline.ts';

export interface ImportLineOptions {
  readonly dataFolder: string;
  now(): Date;
  readonly runPipeline: RunPipeline;
}

/**
 * The deliveries that wait to be loaded: one at a time, in order, by the pipeline. What was received of one is deleted when
 * its load has ended, well or badly.
 */
export class ImportLine {
  #waiting: DeliveryJob[] = [];
  #running: DeliveryJob | null = null;
  #idle: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(private readonly options: ImportLineOptions) {}

  /** Puts a delivery last; `order` is its place among all that ever waited. */
  add(job: DeliveryJob, order: number): void {
    job.record = { ...job.record, open: false, order };
    job.folder.write(job.record);
    this.#waiting.push(job);
    this.#tellPlaces();
    // The caller is answered before a process is started.
    setImmediate(() => this.#next());
  }

  /** Takes a delivery that was told to stop out of the line, or waits until its load has stopped. */
  async leave(job: DeliveryJob): Promise<void> {
    if (job === this.#running) return this.#idle;
    this.#waiting = this.#waiting.filter((other) => other !== job);
    this.#tellPlaces();
  }

  /** Stops the load that runs and starts no other; all that waits is loaded when a server starts again. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#running?.stop.abort();
    await this.#idle;
  }

  #tellPlaces(): void {
    const ahead = this.#running === null ? 0 : 1;
    for (const [index, job] of this.#waiting.entries()) job.tell({ state: 'queued', before: index + ahead });
  }

  #next(): void {
    if (this.#running !== null || this.#closed) return;
    const next = this.#waiting.shift();
    if (next === undefined) return;
    this.#running = next;
    this.#tellPlaces();
    this.#idle = this.#run(next).finally(() => {
      this.#running = null;
      setImmediate(() => this.#next());
    });
  }

  async #run(job: DeliveryJob): Promise<void> {
    job.tell({ state: 'running', step: 'receive', done: 0, total: 1, bytes: null, records: null, seconds: 0 });
    let end: ImportEnd;
    try {
      end = await this.#import(job);
    } catch (error) {
      end = {
        state: 'failed',
        ...stoppedOnItsWay(null, `${error instanceof Error ? error.message : String(error)}\n`),
      };
    }
    // Stopped with the server: it stays in the queue that is written down.
    if (end.state !== 'cancelled' || job.cancelled) job.end(end, this.options.now());
  }

  async #import(job: DeliveryJob): Promise<ImportEnd> {
    const { dataFolder, runPipeline } = this.options;
    const { options } = job.record;
    const mapping = options.mapping === undefined ? [] : ['--mapping', job.writeMapping(options.mapping)];
    const args = [...importFlags(options), ...mapping, job.folder.named(job.record)];
    let last = '';
    return runImport(
      runPipeline,
      dataFolder,
      args,
      (step) => {
        const now = this.options.now();
        if (last !== step.step) job.stepBegan = now;
        last = step.step;
        job.tell({ state: 'running', ...step, seconds: (now.getTime() - (job.stepBegan ?? now).getTime()) / 1000 });
      },
      job.stop.signal,
    );
  }
}
