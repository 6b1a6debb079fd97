import type { DuckDBConnection } from '@duckdb/node-api';
import { queryRows, runSqlFile, sqlLiteral } from '../store/run-sql.ts';
import type { Decision } from './decisions.ts';
import { groupBy } from './group-by.ts';
import { decidedPairs, resolveLinks, type RuleLink } from './resolve-links.ts';

/** Makes person_links and person_canonical from rule_links, persons and the standing decisions on pairs of accounts. */
export async function linkPeople(db: DuckDBConnection, decisions: readonly Decision[]): Promise<void> {
  await db.run('create temp table decided_links (person_id varchar, canonical_id varchar)');
  const onPairs = decisions.filter(({ kind }) => kind === 'same-person' || kind === 'different-people');
  if (onPairs.length > 0) await linkDecided(db, onPairs);
  await runSqlFile(db, new URL('./person-links.sql', import.meta.url));
}

async function linkDecided(db: DuckDBConnection, decisions: readonly Decision[]): Promise<void> {
  const named = sqlLiteral([...new Set(decisions.flatMap(({ accounts }) => accounts))]);
  const found = await queryRows(
    db,
    `select person_id, 'e_' || email_key as email_hash from persons
     where person_id in (select unnest(${named})) or 'e_' || email_key in (select unnest(${named}))
     order by person_id`,
  );
  const accounts = found.map(({ person_id, email_hash }) => ({ id: String(person_id), email: email_hash }));
  const byEmail = groupBy(accounts, ({ email }) => email);
  const known = new Set(accounts.map(({ id }) => id));
  const accountsOf = (account: string): string[] =>
    account.startsWith('e_') ? (byEmail.get(account) ?? []).map(({ id }) => id) : known.has(account) ? [account] : [];
  const same = decidedPairs(decisions, 'same-person', accountsOf);
  const different = decidedPairs(decisions, 'different-people', accountsOf);
  const touched = sqlLiteral([...new Set([...same, ...different].flat())]);
  const rules = (await queryRows(
    db,
    `with touched as (
       select distinct canonical_id from rule_links where person_id in (select unnest(${touched}))
     ),
     named as (
       select * from rule_links where person_id in (select person_id from rule_links where canonical_id in (from touched))
     ),
     standing as (
       select person_id, list(distinct register::varchar) as registers
       from registers
       where person_id in (select person_id from named)
       group by person_id
     )
     select l.person_id, l.canonical_id, l.link as by, coalesce(s.registers, []) as registers, p.on_platform
     from named l
     join persons p using (person_id)
     left join standing s using (person_id)
     order by l.person_id, l.canonical_id`,
  )) as unknown as RuleLink[];
  const links = resolveLinks(rules, same, different);
  if (links.length === 0) return;
  const [people, canonical] = [links.map((link) => link.person_id), links.map((link) => link.canonical_id)];
  await db.run(
    `insert into decided_links
     select unnest(${sqlLiteral(people)}), unnest(${sqlLiteral(canonical)})`,
  );
}

/**
 * Applies to the table of people what was decided about single accounts, and makes put_back, the declared service accounts
 * said to be people: what they wrote counts. A decision on a merged person holds for all of it.
 */
export async function applyKinds(db: DuckDBConnection, decisions: readonly Decision[]): Promise<void> {
  const of = (kind: Decision['kind']): string[] =>
    decisions.filter((decision) => decision.kind === kind).flatMap(({ accounts }) => accounts);
  const [notPeople, people] = [of('not-a-person'), of('a-person')];
  await db.run('create temp table put_back (person_id varchar)');
  if (notPeople.length === 0 && people.length === 0) return;
  await runSqlFile(db, new URL('./decided-kinds.sql', import.meta.url), {
    not_people: notPeople,
    people_after_all: people,
  });
}

/** Shows the imports' people and interventions under the names that the steward gave their departments. */
export async function aliasDepartments(db: DuckDBConnection, decisions: readonly Decision[]): Promise<void> {
  const aliases = decisions.flatMap(({ alias }) => (alias === null ? [] : [alias]));
  if (aliases.length === 0) return;
  await db.run(`create temp table department_aliases (label varchar, division varchar, department varchar)`);
  for (const { label, unit } of aliases) {
    const values = [label, unit.division, unit.department].map(sqlLiteral).join(', ');
    await db.run(`insert into department_aliases values (${values})`);
  }
  for (const table of ['people', 'interventions']) {
    await db.run(`alter view all_${table} rename to spelt_${table}`);
  }
  await runSqlFile(db, new URL('./department-aliases.sql', import.meta.url));
}
