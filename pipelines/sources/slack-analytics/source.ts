import { ImportError } from '../../import-error.ts';
import { type Delivery, defineSource, type StagingContext } from '../define.ts';
import { numberLines } from '../number-lines.ts';
import { openTableFile, warnOfUnreadColumns } from '../table-file.ts';
import { type AnalyticsFile, analyticsFiles, jsonOnDisk } from './analytics-files.ts';
import { csvColumns } from './columns.ts';
import { filePeriod } from './file-period.ts';

/** What Slack reports of a workspace: figures only. See README.md beside this file. */
export const slackAnalytics = defineSource({
  id: 'slack-analytics',
  label: { fr: 'Statistiques de Slack (CSV, JSON quotidien)', en: 'Slack analytics (CSV, daily JSON)' },
  neverKept: [
    'rows of people: they are counted while they are read, and forgotten',
    'names, titles, addresses and dates of accounts',
    'topics and descriptions of channels, names of other organisations',
    'searches, calls and huddles',
  ],

  async recognise(delivery) {
    return (await analyticsFiles(delivery)).some(({ kind }) => kind !== 'names') ? 2 : 0;
  },

  async stage(context) {
    const files = await analyticsFiles(context.delivery);
    if (files.length === 0) throw nothingFound(context.delivery);
    await context.runSql(new URL('../reported.sql', import.meta.url));
    await context.runSql(new URL('prepare.sql', import.meta.url));
    for (const [done, file] of inOrder(files).entries()) {
      context.progress(done, files.length);
      if (file.kind === 'members' || file.kind === 'channels' || file.kind === 'overview') {
        await stageCsv(context, file.path, file.kind);
      } else {
        const disk = await jsonOnDisk(context, file.path);
        await context.runSql(new URL(`${file.kind}.sql`, import.meta.url), {
          // The same file is called the same, packed or not.
          file: file.path.replace(/\.gz$/i, ''),
          disk,
        });
      }
    }
    warnOfOtherFiles(context, files);
    return { capabilities: [], clock: 'none' };
  },
});

/** Files that name channels come first: the others need them. */
function inOrder(files: readonly AnalyticsFile[]): AnalyticsFile[] {
  return [...files].sort((a, b) => Number(b.kind === 'names') - Number(a.kind === 'names'));
}

async function stageCsv(context: StagingContext, path: string, kind: keyof typeof csvColumns): Promise<void> {
  // The overview dates each of its rows.
  const period = kind === 'overview' ? null : filePeriod(path);
  const table = await openTableFile(context.db, context.delivery, path, 'analytics_file', csvColumns[kind]);
  warnOfUnreadColumns(context, table);
  const read = () => context.db.run('create or replace temp table analytics_rows as select * from analytics_file');
  await read();
  if (await table.mend()) await read();
  await numberLines(context, table);
  await context.runSql(new URL(`${kind}.sql`, import.meta.url), {
    from_day: period?.from ?? '',
    to_day: period?.to ?? '',
    as_of: period?.asOf ?? '',
    workspace: period?.workspace ?? '',
  });
}

function warnOfOtherFiles(context: StagingContext, read: readonly AnalyticsFile[]): void {
  const others = context.delivery.files
    .map(({ path }) => path)
    .filter((path) => !read.some((file) => file.path === path));
  if (others.length === 0) return;
  const names = others.join(', ').slice(0, 300);
  context.warn({
    fr: `fichiers non lus, car ce ne sont pas des statistiques de Slack : ${names}`,
    en: `files not read, being no analytics of Slack: ${names}`,
  });
}

function nothingFound(delivery: Delivery): ImportError {
  return new ImportError(
    delivery.name,
    null,
    { fr: 'aucun fichier ne contient de statistiques de Slack', en: 'no file holds analytics of Slack' },
    {
      fr: 'Exportez les membres, les canaux ou la vue d’ensemble depuis la page Analyses de Slack, en CSV',
      en: 'Export members, channels or the overview as CSV from Slack’s Analytics page',
    },
  );
}
