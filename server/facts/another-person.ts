import { type Sql, sql } from './sql.ts';

/**
 * Whether two columns name two different people; false when one of them names nobody. Said bare (`a <> b`), DuckDB takes
 * it for a condition to join the people by, and pairs everyone with everyone before it looks at a single event.
 */
export function anotherPerson(one: Sql, other: Sql): Sql {
  return sql`coalesce(${one} <> ${other}, false)`;
}
