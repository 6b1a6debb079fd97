import { ImportError } from '../../import-error.ts';
import type { Capability } from '../../canonical/capabilities.ts';
import { queryRows } from '../../store/run-sql.ts';
import { type Delivery, defineSource, type StagingContext } from '../define.ts';
import { columnNames, matchColumns, openTableFile, warnOfUnreadColumns } from '../table-file.ts';
import { type TablesIn, tablesIn } from '../tables-in.ts';
import { type TableName, tableColumns, tableNamed, tableNames } from './columns.ts';
import { stageEvents } from './stage-events.ts';
import { stageSideFile } from './stage-side-file.ts';

const wanted = {
  columns: Object.values(tableColumns).flat(),
  isTableName: (sheet: string) => tableNamed(sheet) !== undefined,
};

/** Vigie's own layout: what any platform can be turned into. See README.md beside this file. */
export const vigieCsv = defineSource({
  id: 'vigie-csv',
  label: {
    fr: 'Fichiers au format Vigie (CSV, JSONL, Parquet, Arrow, Excel)',
    en: 'Files in Vigie’s own layout (CSV, JSONL, Parquet, Arrow, Excel)',
  },
  neverKept: [
    'columns other than those listed',
    'names, e-mail addresses, employee ids and sign-on subjects, which go to the identity vault only',
  ],

  async recognise(delivery) {
    try {
      const files = await ourFiles(await tablesIn(delivery, wanted));
      if (files.size === 0) return 0;
      return [...files.values()].some((file) => file.named) ? 2 : 1;
    } catch (error) {
      // A workbook of ours that can't be read is to be said when it is read; any other is no affair of ours.
      if (!(error instanceof ImportError)) throw error;
      return delivery.files.some(({ path }) => tableNamed(path) !== undefined) ? 2 : 0;
    }
  },

  async stage(context) {
    const found = await tablesIn(context.delivery, wanted);
    const { delivery } = found;
    const files = await ourFiles(found);
    if (files.size === 0) throw nothingFound(context.delivery);
    let undated = true;
    let step = 0;
    for (const name of tableNames) {
      const file = files.get(name);
      if (file === undefined) continue;
      context.progress(step++, files.size);
      const table = await openTableFile(context.db, delivery, file.path, `${name}_file`, tableColumns[name]);
      warnOfUnreadColumns(context, table);
      if (name === 'events') undated = await stageEvents(context, table);
      else await stageSideFile(context, name, table);
    }
    return { capabilities: await whatItTells(context, files), clock: undated ? 'none' : 'absolute' };
  },
});

interface OurFile {
  readonly path: string;
  /** Called as in the layout, rather than recognised by its columns. */
  readonly named: boolean;
}

/**
 * The delivery's files by table: by name at the top of the delivery (`events.csv`, `events-2024.csv`, the sheet `events` of
 * a workbook), else a single table by its columns. A file with two of the columns that every event needs is taken for one, so that the message can
 * name the third.
 */
async function ourFiles({ tables, delivery }: TablesIn): Promise<Map<TableName, OurFile>> {
  const found = new Map<TableName, OurFile>();
  for (const { path, name: called } of tables) {
    const name = tableNamed(called);
    if (name === undefined || found.has(name)) continue;
    // Many a file of people is called so; the columns of a Parquet file are not known before it is read.
    const isSure = name !== 'people' || /\.parquet$/i.test(path) || (await share(delivery, path, 'people')) === 1;
    if (isSure) found.set(name, { path, named: true });
  }
  const [only] = tables;
  if (found.size > 0 || tables.length !== 1 || only === undefined) return found;
  for (const name of ['events', 'memberships', 'interventions'] as const) {
    if ((await share(delivery, only.path, name)) > 0.5) return new Map([[name, { path: only.path, named: false }]]);
  }
  return found;
}

/** How many of a table's tell-tale columns a file has, from 0 to 1. */
async function share(delivery: Delivery, path: string, table: TableName): Promise<number> {
  const columns = tableColumns[table].filter((column) => column.required || column.name === 'occurred_at');
  const matched = matchColumns(await columnNames(delivery, path), columns);
  return matched.size / columns.length;
}

function nothingFound(delivery: Delivery): ImportError {
  return new ImportError(
    delivery.name,
    null,
    {
      fr: 'cette livraison ne contient aucun des fichiers events, people, communities, memberships ou interventions (.csv, .jsonl, .parquet, .arrow ou .xlsx)',
      en: 'this delivery holds none of the files events, people, communities, memberships or interventions (.csv, .jsonl, .parquet, .arrow or .xlsx)',
    },
    {
      fr: 'Nommez les fichiers ainsi ; seul events est obligatoire',
      en: 'Name the files so; only events is compulsory',
    },
  );
}

async function whatItTells(context: StagingContext, files: ReadonlyMap<TableName, OurFile>): Promise<Capability[]> {
  const [row] = await queryRows(
    context.db,
    `with by_kind as (
       select kind, count(occurred_at) as dates, count(community_native_id) as places, count(via) as vias,
         count(is_question) as questions
       from staged_events group by kind
     )
     select
       sum(dates) > 0 as times,
       count(*) filter (where kind = 'reply') > 0 as threads,
       count(*) filter (where kind = 'reaction') > 0 as reactions,
       count(*) filter (where kind = 'mention') > 0 as mentions,
       sum(places) > 0 as communities,
       count(*) filter (where kind = 'view') > 0 as views,
       sum(vias) > 0 as channels,
       sum(questions) > 0 as questions,
       (select count(department) > 0 from staged_people) as departments
     from by_kind`,
  );
  const told = Object.entries(row ?? {}).flatMap(([name, present]) => (present === true ? [name as Capability] : []));
  if (files.has('memberships')) told.push('memberships');
  if (files.has('people')) told.push('population');
  if (files.has('communities') && !told.includes('communities')) told.push('communities');
  return told;
}
