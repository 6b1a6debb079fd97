import { rm } from 'node:fs/promises';
import { ImportError } from '../../import-error.ts';
import type { Capability } from '../../canonical/capabilities.ts';
import type { Mapping } from '../../mapping/document.ts';
import { readLayout } from '../../mapping/layout.ts';
import { mappableFiles } from '../../mapping/mappable-files.ts';
import { columnsPresent } from '../../mapping/presets.ts';
import { openTable } from '../../mapping/open-table.ts';
import { roles } from '../../mapping/roles.ts';
import { fitOf } from '../../mapping/saved.ts';
import { spelt } from '../../mapping/vocabulary.ts';
import { queryRows, sqlLiteral } from '../../store/run-sql.ts';
import type { Staged, StagingContext } from '../define.ts';
import { numberLines } from '../number-lines.ts';
import { columnKey } from '../csv-header.ts';
import { decideDateOrder } from './decide-date-order.ts';

/** Six doublings see through 64 answers to answers. */
const climbs = 6;

const local = (name: string): URL => new URL(`./${name}`, import.meta.url);

/**
 * Reads every table of a delivery through one mapping; `limit` bounds the rows of each for a trial reading.
 * Throws ImportError when a column that the mapping reads is gone, naming what is gone and what is new.
 */
export async function stageMapped(context: StagingContext, mapping: Mapping, limit: number | null): Promise<Staged> {
  const { delivery } = context;
  const files = mappableFiles(delivery);
  if (files.length === 0) throw noTable(context);
  await context.runSql(new URL('../iso-dates.sql', import.meta.url));
  await context.runSql(new URL('../dates.sql', import.meta.url));
  await context.runSql(new URL('../spoiled-ids.sql', import.meta.url));
  await context.runSql(new URL('../../mapping/moments.sql', import.meta.url));
  await context.runSql(local('text-macros.sql'));
  await writeKindValues(context, mapping);
  let fingerprint: readonly string[] = [];
  for (const [done, path] of files.entries()) {
    context.progress(done, files.length);
    fingerprint = await readFile(context, mapping, path, done, limit);
  }
  if (mapping.table === 'events') {
    await context.runSql(local('events-kept.sql'));
    for (let round = 0; round < climbs; round++) await context.runSql(local('events-climb.sql'));
  }
  await context.runSql(local(`${mapping.table}-staged.sql`));
  return {
    capabilities: await whatItTells(context, mapping),
    clock: await clockOf(context),
    source: mapping.platform === undefined ? 'mapped-file' : `mapped-${mapping.platform}`,
    mapping: { ...mapping, fingerprint: [...fingerprint] },
  };
}

/** Reads one file into `mapped_judged`, to which the next one is added. Returns its columns. */
async function readFile(
  context: StagingContext,
  mapping: Mapping,
  path: string,
  fileAt: number,
  limit: number | null,
): Promise<readonly string[]> {
  const { db, delivery } = context;
  const layout = await readLayout(db, delivery, path, mapping.file ?? null);
  refuseLostColumns(context, mapping, path, layout.names);
  const table = await openTable(db, delivery, path, layout, `mapped_file_${fileAt}`, context.workFolder);
  const columns = columnsPresent(mapping, layout.names);
  const cell = (role: string): string => {
    const name =
      columns[role] ??
      columns[standIn[`${mapping.table}.${role}`] ?? ''] ??
      (role === 'employee_id' ? employeeColumn(columns) : undefined);
    return name === undefined ? 'null::varchar' : `c${layout.names.indexOf(name)}`;
  };
  const cells = roles[mapping.table].map(({ name }) => `${cell(name)} as ${name}`);
  const bound = limit === null ? '' : ` limit ${limit}`;
  await context.scan(path, () =>
    db.run(`create or replace table mapped_rows as select ${cells.join(', ')}, unreadable from ${table.view}${bound}`),
  );
  if (table.copy !== null) await rm(table.copy);
  const dateRoles = roles[mapping.table].filter(({ name, date }) => date === true && columns[name] !== undefined);
  const dayFirst = await decideDateOrder(
    db,
    dateRoles.map(({ name }) => ({ role: name, column: columns[name] ?? name })),
    mapping.dates,
    { file: path, firstLine: table.firstLine },
  );
  await numberLines(context, { ...table, path });
  await context.runSql(local(`${mapping.table}-judged.sql`), {
    file_at: fileAt,
    day_first: dayFirst,
    date_format: mapping.dates?.format ?? '',
    zone: mapping.dates?.zone ?? 'UTC',
    has_date: columns['occurred_at'] !== undefined,
    has_kind: columns['kind'] !== undefined,
    has_parent: columns['parent'] !== undefined,
    always: mapping.kinds?.always ?? '',
    otherwise: mapping.kinds?.otherwise ?? '',
  });
  await db.run('drop table mapped_rows');
  const read = new Set(Object.values(columns));
  const unread = layout.names
    .filter((name) => !read.has(name))
    .join(', ')
    .slice(0, 300);
  if (unread !== '')
    context.warn({ fr: `colonnes de ${path} non lues : ${unread}`, en: `columns of ${path} not read: ${unread}` });
  return layout.names;
}

/** A role without a column of its own is read from another's: a person by the e-mail address, a place by its name. */
const standIn: Readonly<Record<string, string>> = {
  'events.actor': 'actor_email',
  'events.community': 'community_name',
  'people.person_id': 'email',
};

/** People may be known by their employee id: the column that says so serves twice. */
function employeeColumn({ person_id }: Readonly<Record<string, string | undefined>>): string | undefined {
  return person_id !== undefined && spelt('people', 'employee_id', columnKey(person_id)) >= 0 ? person_id : undefined;
}

async function writeKindValues({ db }: StagingContext, mapping: Mapping): Promise<void> {
  await db.run('create or replace table kind_values (written varchar, kind varchar)');
  const values = new Map(
    Object.entries(mapping.kinds?.values ?? {}).map(([value, kind]) => [value.trim().toLowerCase(), kind]),
  );
  if (values.size === 0) return;
  const rows = [...values].map(([value, kind]) => `(${sqlLiteral(value)}, ${sqlLiteral(kind)})`);
  await db.run(`insert into kind_values values ${rows.join(', ')}`);
}

function refuseLostColumns(context: StagingContext, mapping: Mapping, path: string, names: readonly string[]): void {
  const fit = fitOf(mapping, names);
  const list = (columns: readonly string[]): string => columns.join(', ').slice(0, 300);
  if (fit.missing.length > 0) {
    const [gone, present] = [list(fit.missing), list(fit.added.length > 0 ? fit.added : names)];
    const { name } = mapping;
    throw new ImportError(
      path,
      1,
      fit.added.length > 0
        ? {
            fr: `les colonnes ne sont plus celles de l’association « ${name} » ; disparues : ${gone} ; nouvelles : ${present}`,
            en: `the columns are no longer those of the mapping “${name}”; gone: ${gone}; new: ${present}`,
          }
        : {
            fr: `l’association « ${name} » lit des colonnes que ce fichier n’a pas : ${gone} ; il a : ${present}`,
            en: `the mapping “${name}” reads columns that this file lacks: ${gone}; it has: ${present}`,
          },
      {
        fr: 'Associez à nouveau les colonnes sur la page Données, ou remplacez dans l’association le nom de chaque colonne disparue, ou refaites l’export avec les mêmes colonnes',
        en: 'Map the columns again on the page Data, or replace the name of each column that is gone in the mapping, or export again with the same columns',
      },
    );
  }
  if (fit.state !== 'changed' || mapping.fingerprint === undefined) return;
  const [gone, added] = [list(fit.gone), list(fit.added)];
  if (gone !== '')
    context.warn({ fr: `colonnes disparues de ${path} : ${gone}`, en: `columns gone from ${path}: ${gone}` });
  if (added !== '')
    context.warn({ fr: `colonnes nouvelles dans ${path} : ${added}`, en: `new columns in ${path}: ${added}` });
}

function noTable({ delivery }: StagingContext): ImportError {
  return new ImportError(
    delivery.name,
    null,
    { fr: 'cette livraison ne contient aucun tableau', en: 'this delivery holds no table' },
    {
      fr: 'Une association de colonnes lit les fichiers .csv, .tsv, .txt, .json, .jsonl, .parquet et .xlsx',
      en: 'A column mapping reads .csv, .tsv, .txt, .json, .jsonl, .parquet and .xlsx files',
    },
  );
}

async function clockOf({ db }: StagingContext): Promise<Staged['clock']> {
  const [row] = await queryRows(db, 'select count(occurred_at) > 0 as dated from staged_events');
  return row?.['dated'] === true ? 'absolute' : 'none';
}

async function whatItTells({ db }: StagingContext, mapping: Mapping): Promise<Capability[]> {
  if (mapping.table === 'communities') return ['communities'];
  if (mapping.table === 'memberships') return ['memberships'];
  const [row] = await queryRows(
    db,
    `select
       (select count(occurred_at) > 0 from staged_events) as times,
       (select count(*) > 0 from staged_events where kind = 'reply') as threads,
       (select count(*) > 0 from staged_events where kind = 'reaction') as reactions,
       (select count(*) > 0 from staged_events where kind = 'mention') as mentions,
       (select count(community_native_id) > 0 from staged_events) as communities,
       (select count(department) > 0 from staged_people) as departments,
       (select count(*) > 0 from staged_events where kind = 'view') as views,
       (select count(via) > 0 from staged_events) as channels`,
  );
  const told = Object.entries(row ?? {}).flatMap(([name, present]) => (present === true ? [name as Capability] : []));
  return mapping.table === 'people' ? [...told, 'population'] : told;
}
