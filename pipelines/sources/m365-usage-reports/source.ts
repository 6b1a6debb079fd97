import { ImportError } from '../../import-error.ts';
import { queryRows } from '../../store/run-sql.ts';
import { type Delivery, defineSource, type StagingContext } from '../define.ts';
import { numberLines } from '../number-lines.ts';
import { readDays } from '../read-days.ts';
import { columnNames, isTableFile, openTableFile, warnOfUnreadColumns } from '../table-file.ts';
import { type Report, reportColumns, reportOf } from './columns.ts';
import { type WithJsonReports, withJsonReports } from './json-reports.ts';

/** A file of the delivery and the report that it is. */
interface ReportFile {
  readonly path: string;
  readonly report: Report;
}

const dateColumns = ['report_refresh_date', 'report_date', 'last_activity_date'] as const;

/** What Microsoft 365 reports of Viva Engage (Yammer) and Teams: figures only. See README.md beside this file. */
export const m365UsageReports = defineSource({
  id: 'm365-usage-reports',
  label: {
    fr: 'Rapports d’utilisation Microsoft 365 (Viva Engage, Teams)',
    en: 'Microsoft 365 usage reports (Viva Engage, Teams)',
  },
  neverKept: [
    'rows of people: they are counted while they are read, and forgotten',
    'names, addresses, licences and states of accounts, owners of groups',
    'calls, meetings and their durations',
  ],

  async recognise(delivery) {
    return (await reportFiles(await withJsonReports(delivery))).length > 0 ? 2 : 0;
  },

  async stage(given) {
    const read = await withJsonReports(given.delivery);
    const context = { ...given, delivery: read.delivery };
    const files = await reportFiles(read);
    if (files.length === 0) throw nothingFound(context.delivery);
    await context.runSql(new URL('../reported.sql', import.meta.url));
    for (const [done, file] of files.entries()) {
      context.progress(done, files.length);
      await stageReport(context, file, read.paths.has(file.path));
    }
    await read.forget();
    warnOfOtherFiles(context, files);
    return { capabilities: [], clock: 'none' };
  },
});

async function reportFiles({ delivery, paths }: WithJsonReports): Promise<ReportFile[]> {
  const found: ReportFile[] = [];
  for (const { path } of delivery.files) {
    if (path.includes('/') || /\.parquet$/i.test(path)) continue;
    if (!isTableFile(path) && !paths.has(path)) continue;
    const report = reportOf(await columnNames(delivery, path));
    if (report !== null) found.push({ path, report });
  }
  return found;
}

async function stageReport(context: StagingContext, { path, report }: ReportFile, isJson: boolean): Promise<void> {
  const counts = report === 'yammer-activity' ? countsNamedBy(path) : '';
  const opened = await openTableFile(context.db, context.delivery, path, 'usage_file', reportColumns);
  // In JSON a row is known by its position.
  const table = isJson ? { ...opened, firstLine: 1 } : opened;
  warnOfUnreadColumns(context, table);
  await readDays(context, table, 'usage_rows', dateColumns);
  await numberLines(context, table);
  await context.runSql(new URL('judge.sql', import.meta.url), {
    about: report.endsWith('-people') ? 'people' : report === 'yammer-groups' ? 'groups' : 'days',
  });
  await context.runSql(new URL(`${report}.sql`, import.meta.url), { counts });
  await warnOfConcealedNames(context, path);
}

/** Three reports have the same columns and count other things: only their name tells which. */
function countsNamedBy(path: string): 'activity' | 'people' | 'groups' {
  const name = path.replace(/[^a-z]/gi, '').toLowerCase();
  if (/activityusercounts/.test(name)) return 'people';
  if (/groupsactivitycounts/.test(name)) return 'groups';
  if (/activitycounts/.test(name)) return 'activity';
  throw new ImportError(
    path,
    1,
    {
      fr: 'trois rapports ont ces colonnes (messages, personnes, groupes) et le nom du fichier ne dit pas lequel c’est',
      en: 'three reports have these columns (messages, people, groups), and the file name does not tell which one it is',
    },
    {
      fr: 'Rendez au fichier son nom d’origine : YammerActivityCounts, YammerActivityUserCounts ou YammerGroupsActivityCounts',
      en: 'Give the file its original name: YammerActivityCounts, YammerActivityUserCounts or YammerGroupsActivityCounts',
    },
  );
}

async function warnOfConcealedNames(context: StagingContext, path: string): Promise<void> {
  const concealed = (column: string): string =>
    `coalesce(bool_or(regexp_full_match(trim(${column}), '[0-9A-Fa-f]{32}')), false)`;
  const [row] = await queryRows(
    context.db,
    `select ${concealed('group_name')} as groups, ${concealed('person')} as people from usage_rows`,
  );
  if (row?.['groups'] === true) {
    context.warn({
      fr: `${path} : les noms des groupes sont masqués par votre organisation (32 chiffres hexadécimaux), leurs chiffres ne peuvent donc pas être rapprochés des communautés ; un administrateur peut les afficher dans le centre d’administration, Paramètres de l’organisation, Rapports`,
      en: `${path}: your organisation conceals the names of groups (32 hexadecimal digits), so their figures cannot be set beside the communities; an administrator can show them in the admin centre, Org settings, Reports`,
    });
  }
  if (row?.['people'] === true) {
    context.warn({
      fr: `${path} : les noms des personnes sont masqués par votre organisation (32 chiffres hexadécimaux), ce qui ne change rien, puisque les lignes sont seulement comptées`,
      en: `${path}: your organisation conceals the names of people (32 hexadecimal digits), which changes nothing, as rows are only counted`,
    });
  }
}

function warnOfOtherFiles(context: StagingContext, read: readonly ReportFile[]): void {
  const others = context.delivery.files
    .map(({ path }) => path)
    .filter((path) => !read.some((file) => file.path === path));
  if (others.length === 0) return;
  const names = others.join(', ').slice(0, 300);
  context.warn({
    fr: `fichiers non lus, car ce ne sont pas des rapports connus : ${names}`,
    en: `files not read, being no reports that are known here: ${names}`,
  });
}

function nothingFound(delivery: Delivery): ImportError {
  return new ImportError(
    delivery.name,
    null,
    {
      fr: 'aucun fichier n’est un rapport d’utilisation de Viva Engage ou de Teams',
      en: 'no file is a usage report of Viva Engage or Teams',
    },
    {
      fr: 'Exportez les rapports en CSV depuis le centre d’administration Microsoft 365, colonne « Report Refresh Date » comprise',
      en: 'Export the reports as CSV from the Microsoft 365 admin centre, with the column “Report Refresh Date”',
    },
  );
}
