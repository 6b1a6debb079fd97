import type { DuckDBValue } from '@duckdb/node-api';

/** A query with its values apart: text never holds a value, so nothing can be injected. */
export interface Sql {
  readonly text: (firstParameter: number) => string;
  readonly values: readonly DuckDBValue[];
}

const isSql = (value: unknown): value is Sql =>
  typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'function';

/**
 * Tag for SQL. Values become parameters, nested `sql` fragments are renumbered in place.
 * @throws TypeError when a value is undefined, with its position: an undefined filter would silently mean "no filter".
 */
export function sql(strings: TemplateStringsArray, ...parts: readonly (DuckDBValue | Sql | undefined)[]): Sql {
  const values: DuckDBValue[] = [];
  const pieces: (string | Sql)[] = [];
  strings.forEach((string, index) => {
    pieces.push(string);
    if (index >= parts.length) return;
    const part = parts[index];
    if (part === undefined)
      throw new TypeError(`sql: value ${index + 1} is undefined near "${string.slice(-60).trim()}"`);
    if (isSql(part)) {
      pieces.push(part);
      values.push(...part.values);
    } else {
      pieces.push({ text: (n) => `$${n}`, values: [part] });
      values.push(part);
    }
  });
  return {
    values,
    text(firstParameter) {
      let next = firstParameter;
      return pieces
        .map((piece) => {
          if (typeof piece === 'string') return piece;
          const text = piece.text(next);
          next += piece.values.length;
          return text;
        })
        .join('');
    },
  };
}

/** A fragment that adds nothing: for optional conditions. */
export const nothing: Sql = { text: () => '', values: [] };
