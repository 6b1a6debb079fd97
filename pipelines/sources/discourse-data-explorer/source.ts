import type { Capability } from '../../canonical/capabilities.ts';
import { queryRows } from '../../store/run-sql.ts';
import { type Delivery, defineSource, type StagingContext } from '../define.ts';
import { profileFields, warnOfDepartmentField } from '../profile-fields.ts';
import { customLabels, type ResultKind, resultColumns, resultKind, userColumns } from './columns.ts';
import { readResult, type ResultFile, resultNames } from './result-file.ts';

/** Where the plugin cuts a result off: what it shows, and what it lets be downloaded. */
const resultLimits = [1000, 10_000];

/** Results of the Data Explorer's queries, one or several files each. See README.md beside this file for the queries. */
export const discourseDataExplorer = defineSource({
  id: 'discourse-data-explorer',
  label: { fr: 'Discourse, résultats de Data Explorer', en: 'Discourse, Data Explorer results' },
  neverKept: [
    'texts and titles, which the queries do not select',
    'private messages',
    'IP addresses, trust levels, groups, statistics and other columns of the list of people',
  ],

  async recognise(delivery) {
    return (await resultFiles(delivery)).has('posts') ? 2 : 0;
  },

  async stage(context) {
    const files = await resultFiles(context.delivery);
    await context.runSql(new URL('tables.sql', import.meta.url));
    let done = 0;
    for (const [kind, pages] of files) {
      const cut: string[] = [];
      for (const page of pages) {
        context.progress(done++, [...files.values()].flat().length);
        if (resultLimits.includes(await stageResult(context, kind, page))) cut.push(page.path);
      }
      // The list of people comes from elsewhere, whole.
      if (kind !== 'users' && cut.length === pages.length) warnOfLimit(context, cut);
    }
    for (const step of ['events.sql', 'registry.sql', 'records.sql']) {
      await context.runSql(new URL(step, import.meta.url));
    }
    return { capabilities: await whatItTells(context, files), clock: 'absolute' };
  },
});

async function resultFiles(delivery: Delivery): Promise<Map<ResultKind, ResultFile[]>> {
  const found = new Map<ResultKind, ResultFile[]>();
  for (const { path } of delivery.files) {
    if (path.includes('/')) continue;
    const names = await resultNames(delivery, path);
    const kind = resultKind(names);
    if (kind !== null) found.set(kind, [...(found.get(kind) ?? []), { path, names }]);
  }
  return found;
}

/** Reads one page of one query; returns how many rows it holds. */
async function stageResult(context: StagingContext, kind: ResultKind, page: ResultFile): Promise<number> {
  const { path, names } = page;
  await readResult(context, page, kind === 'users' ? userColumns(names) : resultColumns[kind]);
  if (kind === 'users') {
    const labels = customLabels(names);
    if (labels.length > 0) warnOfDepartmentField(context, labels, profileFields(labels));
  }
  const has = (column: string): boolean => names.some((name) => name.trim().toLowerCase() === column);
  await context.runSql(new URL(`read-${kind}.sql`, import.meta.url), {
    file: path,
    has_archetype: has('archetype'),
    has_post_type: has('post_type'),
    has_action_type: has('action_type') || has('post_action_type_id'),
  });
  const [row] = await queryRows(context.db, 'select count(*) as lines from discourse_rows');
  return Number(row?.['lines'] ?? 0);
}

/** Said when no page of a query is shorter than the plugin's limit: the rows after it were left out without a word. */
function warnOfLimit(context: StagingContext, paths: readonly string[]): void {
  const listed = paths.join(', ').slice(0, 300);
  context.warn({
    fr: `Data Explorer a sans doute coupé ce résultat, dont le nombre de lignes est exactement sa limite : ${listed}`,
    en: `Data Explorer probably cut this result off, as its number of rows is exactly the limit: ${listed}`,
  });
}

async function whatItTells(
  { db }: StagingContext,
  files: ReadonlyMap<ResultKind, readonly ResultFile[]>,
): Promise<Capability[]> {
  const [row] = await queryRows(
    db,
    `select
      exists (select 1 from staged_events where is_question is not null) as questions,
      exists (select 1 from staged_people where department is not null) as departments`,
  );
  const told: Capability[] = ['times', 'threads', 'communities'];
  if (files.has('likes')) told.push('reactions');
  if (files.has('mentions')) told.push('mentions');
  if (files.has('users')) told.push('population');
  if (row?.['departments'] === true) told.push('departments');
  if (row?.['questions'] === true) told.push('questions');
  return told;
}
