import { ImportError } from '../../import-error.ts';
import { queryRows } from '../../store/run-sql.ts';
import { dayFirst } from '../date-order.ts';
import { type Delivery, defineSource, type StagingContext } from '../define.ts';
import { stageLabels } from '../department-labels.ts';
import { columnNames, isTableFile, matchColumns, openTableFile, warnOfUnreadColumns } from '../table-file.ts';
import { directoryColumns } from './columns.ts';

const dateColumns = ['joined_on', 'left_on', 'valid_from', 'valid_to'] as const;

/** Who works where: a personnel file beside a platform's export. See README.md beside this file. */
export const directoryCsv = defineSource({
  id: 'directory-csv',
  label: { fr: 'Annuaire (CSV)', en: 'Directory (CSV)' },
  neverKept: [
    'columns other than those listed: addresses, telephones, birth dates, salaries',
    'names and e-mail addresses, which go to the identity vault only',
  ],

  async recognise(delivery) {
    return (await directoryFiles(delivery)).length > 0 ? 1 : 0;
  },

  async stage(context) {
    const files = await directoryFiles(context.delivery);
    for (const [done, path] of files.entries()) {
      context.progress(done, files.length);
      await stageDirectory(context, path);
    }
    if (files.length === 0) await stageWithoutKnownHeader(context);
    const [row] = await queryRows(context.db, 'select count(department) > 0 as departments from staged_people');
    return {
      capabilities: row?.['departments'] === true ? ['departments', 'population'] : ['population'],
      clock: 'none',
    };
  },
});

async function directoryFiles(delivery: Delivery): Promise<string[]> {
  const found: string[] = [];
  for (const { path } of delivery.files) {
    if (path.includes('/') || !isTableFile(path) || /\.parquet$/i.test(path)) continue;
    const columns = matchColumns(await columnNames(delivery, path), directoryColumns);
    if (isPerson(columns) && isPlaced(columns)) found.push(path);
  }
  return found;
}

function isPerson(columns: ReadonlyMap<string, number>): boolean {
  return columns.has('person_id') || columns.has('email');
}

function isPlaced(columns: ReadonlyMap<string, number>): boolean {
  return columns.has('department') || columns.has('division') || columns.has('site');
}

/**
 * A file given as a directory whose header is not a directory's: lines of person and department, where the department
 * may stand under any name that is not another column's. Throws ImportError when there is no such column.
 */
async function stageWithoutKnownHeader(context: StagingContext): Promise<void> {
  const [file] = context.delivery.files;
  const path = file?.path ?? context.delivery.name;
  const names = file === undefined ? [] : await columnNames(context.delivery, path);
  const columns = matchColumns(names, directoryColumns);
  const second = [...columns].find(([, index]) => index === 1)?.[0];
  if (columns.has('email') || (second !== undefined && second !== 'department')) {
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

async function stageDirectory(context: StagingContext, path: string): Promise<void> {
  const { db } = context;
  await context.runSql(new URL('../dates.sql', import.meta.url));
  const table = await openTableFile(db, context.delivery, path, 'directory_file', directoryColumns);
  warnOfUnreadColumns(context, table);
  await db.run('create or replace table directory_rows as select * from directory_file');
  let order: boolean | null = null;
  for (const column of dateColumns) {
    order ??= await dayFirst(db, 'directory_rows', column, { file: path, firstLine: table.firstLine });
  }
  const where = { file: path, first_line: table.firstLine };
  await context.runSql(new URL('../lines.sql', import.meta.url), {
    ...where,
    broken_lines: table.rejectsTable ?? 'no_broken_lines',
  });
  await context.runSql(new URL('./people.sql', import.meta.url), { ...where, day_first: order ?? true });
  await db.run('drop table directory_rows');
}
