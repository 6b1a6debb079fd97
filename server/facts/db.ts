import { z } from 'zod';
import type { Connections } from './connections.ts';
import { writeNumbers } from './numeric-vector.ts';
import { fromDriver } from './rows.ts';
import type { Sql } from './sql.ts';

/** A query failed: the text and cause are for the log, never for the client. */
export class QueryError extends Error {
  constructor(
    readonly query: string,
    options: ErrorOptions,
  ) {
    super('A query failed', options);
    this.name = 'QueryError';
  }
}

/** Typed arrays of one numeric result, one per column, in column order. */
export type NumericColumns = readonly Float64Array[];

/** Questions to an open snapshot. Row types are checked, not asserted. */
export class Db {
  constructor(private readonly connections: Connections) {}

  /**
   * All rows of a query, each checked against `row`.
   * @throws QueryError when DuckDB refuses the query, or a row is not what was declared.
   */
  async all<Row extends z.ZodType>(row: Row, query: Sql): Promise<z.infer<Row>[]> {
    const text = query.text(1);
    try {
      const read = await this.connections.lend(async (connection) =>
        (await connection.runAndReadAll(text, [...query.values])).getRowObjects(),
      );
      const objects = read.map((object) => {
        const converted: Record<string, unknown> = {};
        for (const [key, value] of Object.entries(object)) converted[key] = fromDriver(value);
        return converted;
      });
      return z.array(row).parse(objects);
    } catch (cause) {
      throw new QueryError(text, { cause });
    }
  }

  /** The single row of a query. @throws QueryError when there is not exactly one. */
  async one<Row extends z.ZodType>(row: Row, query: Sql): Promise<z.infer<Row>> {
    const rows = await this.all(row, query);
    const [first] = rows;
    if (first === undefined || rows.length > 1) {
      throw new QueryError(query.text(1), { cause: new Error(`expected one row, got ${rows.length}`) });
    }
    return first;
  }

  /** Columns of numbers for the graph kernels and models; null becomes NaN. Millions of rows without one object each. */
  async columns(count: number, query: Sql): Promise<NumericColumns> {
    const text = query.text(1);
    try {
      return await this.connections.lend(async (connection) => {
        // Not streamed: a streamed query of several pipelines may wait for itself for ever (duckdb/duckdb#22215).
        const result = await connection.run(text, [...query.values]);
        const columns = Array.from({ length: count }, () => new Float64Array(result.rowCount));
        let at = 0;
        for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
          for (const [k, column] of columns.entries()) writeNumbers(chunk.getColumnVector(k), column, at);
          at += chunk.rowCount;
        }
        return columns;
      });
    } catch (cause) {
      throw new QueryError(text, { cause });
    }
  }

  /** Binds a query without running it. @throws QueryError when it does not bind against the schema. */
  async bind(query: Sql): Promise<void> {
    const text = query.text(1);
    try {
      await this.connections.lend((connection) => connection.run(`explain ${text}`, [...query.values]));
    } catch (cause) {
      throw new QueryError(text, { cause });
    }
  }

  /** A session variable-free statement used while a snapshot is being opened. */
  async run(text: string): Promise<void> {
    try {
      await this.connections.lend((connection) => connection.run(text));
    } catch (cause) {
      throw new QueryError(text, { cause });
    }
  }
}
