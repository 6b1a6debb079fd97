import { ImportError } from '../../import-error.ts';
import { describesActs } from '../../mapping/vocabulary.ts';
import { queryRows, sqlLiteral } from '../../store/run-sql.ts';
import { type Delivery, defineSource, type StagingContext } from '../define.ts';
import { stageLabels } from '../department-labels.ts';
import { directoryTells, warnOfUndatedInactive } from '../directory-records.ts';
import { nameKey } from '../distinguished-name.ts';
import { writeJsonLines } from '../json-records.ts';
import { numberLines } from '../number-lines.ts';
import { readDays } from '../read-days.ts';
import { columnNames, matchColumns, openTableFile, warnOfUnreadColumns } from '../table-file.ts';
import { type TablesIn, tablesIn } from '../tables-in.ts';
import { directoryColumns } from './columns.ts';

const wanted = { columns: directoryColumns, isTableName: () => false };
const dateColumns = ['joined_on', 'left_on', 'valid_from', 'valid_to', 'as_of'] as const;

/** Who works where: a personnel file beside a platform's export. See README.md beside this file. */
export const directoryCsv = defineSource({
  id: 'directory-csv',
  label: { fr: 'Annuaire (CSV, Excel)', en: 'Directory (CSV, Excel)' },
  neverKept: [
    'columns other than those listed: addresses, telephones, birth dates, salaries',
    'names, e-mail addresses, employee ids and sign-on subjects, which go to the identity vault only',
  ],

  async recognise(delivery) {
    const found = await tablesOf(delivery);
    if (found === null) return 0;
    for (const path of await directoryFiles(found)) {
      // A log of messages with each author's address and department is no directory, though it has all of one's columns.
      if (!describesActs(await columnNames(found.delivery, path))) return 1;
    }
    return 0;
  },

  async stage(context) {
    const found = await tablesIn(context.delivery, wanted);
    const files = await directoryFiles(found);
    const reading = { ...context, delivery: found.delivery };
    for (const [done, path] of files.entries()) {
      context.progress(done, files.length);
      await stageDirectory(reading, path, done);
    }
    if (files.length === 0) await stageWithoutKnownHeader(reading, found.tables[0]?.path);
    return directoryTells(context);
  },
});

/** The tables of a delivery, or null when a workbook can't be read: it may be anybody's. */
async function tablesOf(delivery: Delivery): Promise<TablesIn | null> {
  try {
    return await tablesIn(delivery, wanted);
  } catch (error) {
    if (error instanceof ImportError) return null;
    throw error;
  }
}

async function directoryFiles({ tables, delivery }: TablesIn): Promise<string[]> {
  const found: string[] = [];
  for (const { path } of tables) {
    if (/\.parquet$/i.test(path)) continue;
    const columns = matchColumns(await columnNames(delivery, path), directoryColumns);
    if (isPerson(columns) && isPlaced(columns)) found.push(path);
  }
  return found;
}

function isPerson(columns: ReadonlyMap<string, number>): boolean {
  return ['person_id', 'employee_id', 'account', 'email', 'principal'].some((name) => columns.has(name));
}

function isPlaced(columns: ReadonlyMap<string, number>): boolean {
  return columns.has('department') || columns.has('division') || columns.has('site');
}

/**
 * A file given as a directory whose header is not a directory's: lines of person and department, where the department
 * may stand under any name that is not another column's. Throws ImportError when there is no such column.
 */
async function stageWithoutKnownHeader(context: StagingContext, table: string | undefined): Promise<void> {
  const path = table ?? context.delivery.files[0]?.path ?? context.delivery.name;
  const names = context.delivery.files.length === 0 ? [] : await columnNames(context.delivery, path);
  const columns = matchColumns(names, directoryColumns);
  const second = [...columns].find(([, index]) => index === 1)?.[0];
  if (columns.has('email') || columns.has('principal') || (second !== undefined && second !== 'department')) {
    const listed = names.join(', ').slice(0, 300);
    const column = isPerson(columns) ? 'department' : 'email';
    throw new ImportError(
      path,
      1,
      isPerson(columns)
        ? {
            fr: 'aucune colonne ne donne le service, la division ou le site',
            en: 'no column gives a department, division or site',
          }
        : {
            fr: 'aucune colonne ne donne le matricule ou l’adresse e-mail',
            en: 'no column gives an employee id or an e-mail address',
          },
      {
        fr: `Colonnes trouvées : ${listed}. Nommez « ${column} » celle qui convient, puis importez à nouveau`,
        en: `Columns found: ${listed}. Name the right one “${column}”, then import again`,
      },
    );
  }
  await stageLabels(context, path);
}

/** Each file is a directory of its own, be they two or one cut in two: `part` is its place among them. */
async function stageDirectory(context: StagingContext, path: string, part: number): Promise<void> {
  const { db } = context;
  const table = await openTableFile(db, context.delivery, path, 'directory_file', directoryColumns);
  warnOfUnreadColumns(context, table);
  await readDays(context, table, 'directory_rows', dateColumns);
  await numberLines(context, table);
  await stageDistinguishedNames(context);
  await context.runSql(new URL('./people.sql', import.meta.url), { part });
  const [row] = await queryRows(
    db,
    `select count(*) as accounts from directory_judged j join directory_rows r on r.rowid = j.row_at
     where j.fault is null and j.is_first and j.last_day is null
       and lower(trim(r.enabled)) in ('false', 'no', 'non', 'faux', '0')`,
  );
  warnOfUndatedInactive(context, Number(row?.['accounts'] ?? 0));
  await db.run('drop table directory_rows');
}

/** Gives every distinguished name of a file one spelling, so that a manager is found by it. */
async function stageDistinguishedNames(context: StagingContext): Promise<void> {
  const { db } = context;
  const written = await queryRows(
    db,
    `select distinguished_name as name from directory_rows where distinguished_name is not null
     union select trim(manager_id) from directory_rows where regexp_matches(manager_id, '^\\s*[A-Za-z]+\\s*=')`,
  );
  const names = written.map(({ name }) => ({ written: String(name), key: nameKey(String(name)) }));
  const file = writeJsonLines(context, 'distinguished-names.jsonl', names);
  await db.run(
    `create or replace temp table directory_names as select * from read_json(${sqlLiteral(file)},
       format = 'newline_delimited', columns = {'written': 'VARCHAR', 'key': 'VARCHAR'})`,
  );
}
