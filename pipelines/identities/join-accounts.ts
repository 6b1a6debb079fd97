import type { DuckDBConnection } from '@duckdb/node-api';
import { queryRows, runSqlFile } from '../store/run-sql.ts';
import { groupAccounts, type KeyBearer } from './group-accounts.ts';

/** Whether an employee id or sign-on subject joins or keeps apart anybody: most deliveries tell none, or of one source alone. */
const changesAnything = `
  with told as (select key_number(p.email_key) as email_key, key_number(p.native_key) as native_key, t.* from persons p join told_by_accounts t using (person_id))
  select
    exists (select 1 from told where employee_key is not null group by employee_key having count(*) > 1)
    or exists (select 1 from told where sso_key is not null group by sso_key having count(*) > 1)
    or exists (select 1 from told where email_key is not null group by email_key having min(employee_key) <> max(employee_key))
    or exists (select 1 from told where native_key is not null group by native_key having min(employee_key) <> max(employee_key))
    as changes`;

/** Gives the table persons the keys by which accounts are joined, where an import tells surer ones than addresses. */
export async function joinAccounts(db: DuckDBConnection): Promise<void> {
  const [told] = await queryRows(
    db,
    'select exists (select 1 from all_people where employee_key is not null or sso_key is not null) as keys',
  );
  if (told?.['keys'] !== true) return;
  await runSqlFile(db, new URL('./surer-keys.sql', import.meta.url));
  if ((await queryRows(db, changesAnything))[0]?.['changes'] !== true) return;
  await runSqlFile(db, new URL('./key-bearers.sql', import.meta.url));
  await spreadLabels(db);
  await runSqlFile(db, new URL('./plain-groups.sql', import.meta.url));
  const groups = groupAccounts(await readWeighed(db));
  const appender = await db.createAppender('joined_accounts', 'main', 'temp');
  for (const { accounts, employee_key } of groups) {
    const [first] = accounts;
    const joinKey = accounts.length > 1 ? (first ?? null) : null;
    for (const account of accounts) {
      for (const value of [account, joinKey, employee_key]) {
        if (value === null) appender.appendNull();
        else appender.appendVarchar(value);
      }
      appender.endRow();
    }
  }
  appender.closeSync();
  await runSqlFile(db, new URL('./surer-links.sql', import.meta.url));
}

/** Gives one label to all who hang together: most are one person by every key, and nothing is left to weigh. */
async function spreadLabels(db: DuckDBConnection): Promise<void> {
  const sum = async (): Promise<unknown> =>
    (await queryRows(db, 'select sum(label) as sum from key_bearers'))[0]?.['sum'];
  for (let before: unknown = null, after = await sum(); after !== before; after = await sum()) {
    before = after;
    await runSqlFile(db, new URL('./spread-labels.sql', import.meta.url));
  }
}

async function readWeighed(db: DuckDBConnection): Promise<KeyBearer[]> {
  return (await queryRows(
    db,
    `select person_id, employee_key::varchar as employee_key, sso_key::varchar as sso_key, email_key::varchar as email_key,
       registers::varchar[] as registers
     from weighed_accounts`,
  )) as unknown as KeyBearer[];
}
