import { ImportError } from '../../import-error.ts';
import { queryRows } from '../../store/run-sql.ts';
import { dayFirst } from '../date-order.ts';
import type { StagingContext } from '../define.ts';
import { numberLines } from '../number-lines.ts';
import type { TableFile } from '../table-file.ts';

/** Reads the events file into staged_events. Returns whether it has no date at all. */
export async function stageEvents(context: StagingContext, table: TableFile): Promise<boolean> {
  const { db } = context;
  const where = { file: table.path, first_line: table.firstLine };
  await context.runSql(new URL('./yes-or-no.sql', import.meta.url));
  const isRead = await readQuickly(context, table);
  const isWhole = !(await table.hasBrokenLines());
  if (isRead && isWhole && (await quickReadingSuits(context, table))) {
    await context.runSql(new URL('./events-all-good.sql', import.meta.url), where);
    return !table.present.has('occurred_at');
  }
  await context.runSql(new URL('../iso-dates.sql', import.meta.url));
  await context.runSql(new URL('../dates.sql', import.meta.url));
  await context.runSql(new URL('../spoiled-ids.sql', import.meta.url));
  await context.runSql(new URL('./event-fault.sql', import.meta.url));
  await context.scan(table.path, () => context.runSql(new URL('./events-read.sql', import.meta.url)));
  const counts = await countRows(context);
  if (counts.rows === 0 && isWhole) {
    throw new ImportError(
      table.path,
      1,
      { fr: 'ce fichier a un en-tête, mais aucun événement', en: 'this file has a header but no event' },
      { fr: 'Refaites l’export en choisissant la période voulue', en: 'Export it again with the period wanted' },
    );
  }
  if (counts.otherDates > 0) {
    const order = await dayFirst(db, 'events_read', 'written_date', {
      file: table.path,
      firstLine: table.firstLine,
      column: 'occurred_at',
    });
    await context.runSql(new URL('./events-other-dates.sql', import.meta.url), { day_first: order ?? true });
    await refuseUnknownDates(context, table);
  }
  await numberLines(context, table);
  await context.runSql(new URL('./events-judged.sql', import.meta.url), where);
  return counts.dates + counts.otherDates === 0;
}

/** Whether the quick reading came to an end. The engine refuses a whole JSONL file when one of its records spans lines. */
async function readQuickly(context: StagingContext, table: TableFile): Promise<boolean> {
  const script = new URL('./events-quick.sql', import.meta.url);
  const read = () => context.scan(table.path, () => context.runSql(script, { quick_view: table.quickView }));
  try {
    await read();
    if (await table.mend()) await read();
    return true;
  } catch (error) {
    if (/\.(jsonl|ndjson)$/i.test(table.path)) return false;
    throw error;
  }
}

async function quickReadingSuits(context: StagingContext, table: TableFile): Promise<boolean> {
  await context.runSql(new URL('./events-quick-suits.sql', import.meta.url), {
    dated: table.present.has('occurred_at'),
  });
  const [row] = await queryRows(context.db, 'from events_quick_suits');
  return row?.['suits'] === true;
}

async function countRows(context: StagingContext) {
  const [row] = await queryRows(
    context.db,
    `select count(*) as rows, count(occurred_at) as dates, count(written_date) as other_dates from events_read`,
  );
  const count = (name: string): number => Number(row?.[name] ?? 0);
  return { rows: count('rows'), dates: count('dates'), otherDates: count('other_dates') };
}

/** When no date of the column can be read, one message says so, rather than a rejection for each line. */
async function refuseUnknownDates(context: StagingContext, table: TableFile): Promise<void> {
  const [row] = await queryRows(
    context.db,
    `select count(occurred_at) as moments, min(rowid) filter (where written_date is not null) as row_at,
       arg_min(written_date, rowid) filter (where written_date is not null) as written from events_read`,
  );
  if (row === undefined || Number(row['moments']) > 0) return;
  const written = String(row['written']).slice(0, 60);
  throw new ImportError(
    table.path,
    Number(row['row_at']) + table.firstLine,
    {
      fr: `colonne « occurred_at » : « ${written} » n’est pas une date lisible`,
      en: `column “occurred_at”: “${written}” is no date that can be read`,
    },
    {
      fr: 'Écrivez les dates sous la forme 2024-03-31T14:05:00Z, 2024-03-31 14:05 ou 31/03/2024 14:05, ou en secondes depuis 1970',
      en: 'Write dates as 2024-03-31T14:05:00Z, 2024-03-31 14:05, 31/03/2024 14:05, or seconds since 1970',
    },
  );
}
