/**
 * Answers kept under (snapshot, question): a published snapshot never changes, so neither does an answer.
 * Least recently used first out. Concurrent equal questions share one computation; a failure is not kept.
 */
export class AnswerCache<T> {
  readonly #answers = new Map<string, Promise<T>>();

  constructor(private readonly capacity: number) {}

  get(key: string, compute: () => Promise<T>): Promise<T> {
    const known = this.#answers.get(key);
    if (known !== undefined) {
      this.#answers.delete(key);
      this.#answers.set(key, known);
      return known;
    }
    const answer = compute();
    this.#answers.set(key, answer);
    answer.catch(() => this.#answers.delete(key));
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > this.capacity && oldest !== undefined) this.#answers.delete(oldest);
    return answer;
  }
}
