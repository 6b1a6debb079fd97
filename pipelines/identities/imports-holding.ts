import type { DuckDBConnection } from '@duckdb/node-api';
import { queryRows, sqlLiteral } from '../store/run-sql.ts';

/**
 * Imports that together tell of all accounts of these persons (null: of all persons), by id: the one that tells of most
 * accounts, then the one that tells of most others, and so on; of equals the latest. `people_files` are those of
 * `imports`, oldest first. Reads known_accounts.
 */
export async function importsHolding(
  db: DuckDBConnection,
  imports: readonly string[],
  people_files: readonly string[],
  persons: readonly string[] | null,
): Promise<string[]> {
  const ordinals = imports.map((import_id, at) => `(${sqlLiteral(import_id)}, ${at})`);
  // Accounts that the same imports tell of are counted together: there are few such sets, however many accounts.
  const rows = await queryRows(
    db,
    `with told as (
       select bitstring_agg(o.ordinal, 0, ${imports.length}) as imports
       from read_parquet(${sqlLiteral(people_files)}) p
       join (values ${ordinals.join(', ')}) o(import_id, ordinal) using (import_id)
       semi join (from known_accounts ${persons === null ? '' : `where person_id in (select unnest(${sqlLiteral(persons)}))`}) k
         on k.account_id = p.person_id
       group by p.person_id
     )
     select imports::varchar as imports, count(*) as accounts from told group by all`,
  );
  let left = rows.map((row) => ({ told: String(row['imports']), accounts: Number(row['accounts']) }));
  const chosen: string[] = [];
  while (left.length > 0) {
    const counts = imports.map((_, at) =>
      left.reduce((sum, { told, accounts }) => sum + (told[at] === '1' ? accounts : 0), 0),
    );
    const best = counts.lastIndexOf(Math.max(...counts));
    const import_id = imports[best];
    if (import_id === undefined) break;
    chosen.push(import_id);
    left = left.filter(({ told }) => told[best] !== '1');
  }
  return chosen;
}
