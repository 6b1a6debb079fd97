import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

/**
 * Connections to one DuckDB instance, each lent to one query at a time: a second query on a connection silently cuts
 * short the result that the first is still streaming.
 */
export class Connections {
  readonly #idle: DuckDBConnection[] = [];
  readonly #waiting: ((connection: DuckDBConnection) => void)[] = [];
  #open = 0;

  constructor(
    private readonly instance: DuckDBInstance,
    private readonly limit = 4,
  ) {}

  /** Runs `use` with a connection of its own; waits when all are lent. */
  async lend<T>(use: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const connection = await this.#take();
    try {
      return await use(connection);
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#idle.push(connection);
      else next(connection);
    }
  }

  close(): void {
    for (const connection of this.#idle.splice(0)) connection.closeSync();
    this.instance.closeSync();
  }

  async #take(): Promise<DuckDBConnection> {
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    if (this.#open < this.limit) {
      this.#open += 1;
      return await this.instance.connect();
    }
    return await new Promise((done) => void this.#waiting.push(done));
  }
}
