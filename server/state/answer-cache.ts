interface Kept<T> {
  readonly answer: Promise<T>;
  readonly work: AbortController;
  waiting: number;
}

/**
 * Answers kept under (snapshot, question): a published snapshot never changes, so neither does an answer.
 * Least recently used first out. Concurrent equal questions share one computation; a failure is not kept.
 */
export class AnswerCache<T> {
  readonly #answers = new Map<string, Kept<T>>();

  constructor(private readonly capacity: number) {}

  /**
   * `compute` is told to stop when everyone who asked with a signal has gone; who asks without one waits to the end.
   * The answer of a computation that was stopped is its error, also for those who have gone.
   */
  get(key: string, compute: (signal: AbortSignal) => Promise<T>, asker?: AbortSignal): Promise<T> {
    let kept = this.#answers.get(key);
    if (kept === undefined) kept = this.#begin(key, compute);
    else this.#keepLast(key, kept);
    kept.waiting += 1;
    const { work } = kept;
    const onGone = (): void => {
      kept.waiting -= 1;
      if (kept.waiting > 0) return;
      if (this.#answers.get(key) === kept) this.#answers.delete(key);
      work.abort();
    };
    if (asker !== undefined) {
      if (asker.aborted) onGone();
      else asker.addEventListener('abort', onGone);
      const forget = (): void => asker.removeEventListener('abort', onGone);
      kept.answer.then(forget, forget);
    }
    return kept.answer;
  }

  #begin(key: string, compute: (signal: AbortSignal) => Promise<T>): Kept<T> {
    const work = new AbortController();
    const kept = { answer: compute(work.signal), work, waiting: 0 };
    this.#answers.set(key, kept);
    kept.answer.catch(() => {
      if (this.#answers.get(key) === kept) this.#answers.delete(key);
    });
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > this.capacity && oldest !== undefined) this.#answers.delete(oldest);
    return kept;
  }

  #keepLast(key: string, kept: Kept<T>): void {
    this.#answers.delete(key);
    this.#answers.set(key, kept);
  }
}
