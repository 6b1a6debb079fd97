import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { type ImportRewrite, rewriteImport } from '../steps/rewrite-import.ts';
import type { Manifest } from '../store/manifest.ts';
import { queryRows, setVariables, sqlLiteral } from '../store/run-sql.ts';
import { anyOf } from './identifiers.ts';

export interface Erasing {
  readonly db: DuckDBConnection;
  /** Pseudonyms to be taken out. */
  readonly people: ReadonlySet<string>;
  /** What names them in texts: see identifiers.ts. */
  readonly telling: readonly string[];
  readonly timeZone: string;
  readonly secretKey: Buffer;
  readonly now: Date;
}

/** Where a file's texts may name somebody: columns that no key stands in. */
const texts: Readonly<Record<string, readonly string[]>> = {
  communities: ['name'],
  interventions: ['name'],
  rejected: ['file', 'detail'],
  reported: ['subject_name'],
};

const gone = '[…]';

/** Prepares the database for `knows` and `eraseFromImport`. */
export async function prepareErasing({ db, people, telling }: Erasing): Promise<void> {
  await setVariables(db, { erased_people: [...people], telling: anyOf(telling) });
  await db.run(
    "create or replace temp table erased_people as select unnest(getvariable('erased_people')) as person_id",
  );
}

/** Whether an import holds anything of the person: an account, or a text that names them. */
export async function knows({ db, telling }: Erasing, folder: string, manifest: Manifest): Promise<boolean> {
  const table = (name: string): string => `read_parquet(${sqlLiteral(join(folder, `${name}.parquet`))})`;
  const [row] = await queryRows(
    db,
    `select exists (from ${table('people')} semi join erased_people using (person_id)) as found`,
  );
  if (row?.['found'] === true) return true;
  const pattern = anyOf(telling);
  if (pattern === null) return false;
  if (new RegExp(pattern, 'iu').test(await readFile(join(folder, 'manifest.json'), 'utf8'))) return true;
  for (const [name, columns] of Object.entries(texts)) {
    if ((manifest.rows[name] ?? 0) === 0) continue;
    const named = columns.map((column) => `regexp_matches(${column}, getvariable('telling'), 'i')`).join(' or ');
    const [text] = await queryRows(db, `select exists (from ${table(name)} where ${named}) as found`);
    if (text?.['found'] === true) return true;
  }
  return false;
}

/**
 * Writes an import anew without a person. Their rows and everything they did go; what others did towards them stays,
 * without a target; a community they created has no creator, people they managed have no manager, and texts that name
 * them lose their name.
 */
export async function eraseFromImport(
  erasing: Erasing,
  from: string,
  to: string,
  manifest: Manifest,
): Promise<Manifest> {
  const { db, telling } = erasing;
  const people = sqlLiteral(join(from, 'people.parquet'));
  const codes = (
    await queryRows(
      db,
      `select distinct person_code as code from read_parquet(${people}) semi join erased_people using (person_id)`,
    )
  ).map((row) => Number(row['code']));
  const one = (column: string): string => `${column} in (${codes.length === 0 ? 'null' : codes.join(', ')})`;
  const nobody = (column: string): string =>
    `case when ${column} not in (from erased_people) then ${column} end as ${column}`;
  const pattern = anyOf(telling);
  const unnamed = (table: string): string[] =>
    pattern === null
      ? []
      : (texts[table] ?? []).map(
          (column) => `regexp_replace(${column}, getvariable('telling'), '\\1${gone}\\2', 'gi') as ${column}`,
        );
  const without = (table: string, ...more: string[]): string | null => {
    const changes = [...unnamed(table), ...more];
    return changes.length === 0 ? null : `select * replace (${changes.join(', ')}) from source`;
  };
  const tables: Record<string, string | null> = {
    people: `select * replace (${nobody('manager_id')}) from source where person_id not in (from erased_people)`,
    memberships: 'from source where person_id not in (from erased_people)',
    communities: without('communities', nobody('created_by')),
    interventions: without('interventions'),
    rejected: without('rejected'),
    reported: without('reported'),
  };
  const rewrite: ImportRewrite = {
    ...erasing,
    from,
    to,
    manifest,
    why: 'erasure',
    at: erasing.now,
    tables: Object.fromEntries(Object.entries(tables).filter((entry): entry is [string, string] => entry[1] !== null)),
    async events(_month, files) {
      if (codes.length === 0) return 'keep';
      const [counts] = await queryRows(
        db,
        `select count(*) as all_events, count(*) filter (where ${one('actor_code')}) as theirs,
           count(*) filter (where ${one('target_code')}) as towards
         from read_parquet(${sqlLiteral(files)}, hive_partitioning = false)`,
      );
      if (counts?.['theirs'] === 0 && counts['towards'] === 0) return 'keep';
      if (counts?.['theirs'] === counts?.['all_events']) return 'drop';
      return `select * replace (case when ${one('target_code')} then null else target_code end as target_code) from source where not (${one('actor_code')})`;
    },
    keepIdentity: ({ person_id }) => !erasing.people.has(person_id),
    describe: (described) => withoutNames(described, pattern),
  };
  return rewriteImport(rewrite);
}

/** The texts of a manifest without the names in them. */
function withoutNames(manifest: Manifest, pattern: string | null): Manifest {
  if (pattern === null) return manifest;
  const clean = (text: string): string => text.replaceAll(new RegExp(pattern, 'giu'), `$1${gone}$2`);
  return {
    ...manifest,
    name: clean(manifest.name),
    warnings: manifest.warnings.map(({ fr, en }) => ({ fr: clean(fr), en: clean(en) })),
  };
}
