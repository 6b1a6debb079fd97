import { activityStreams } from './activity-streams/source.ts';
import type { Source } from './define.ts';
import { directoryCsv } from './directory-csv/source.ts';
import { directoryGraph } from './directory-graph/source.ts';
import { directoryLdif } from './directory-ldif/source.ts';
import { directoryScim } from './directory-scim/source.ts';
import { discourseArchive } from './discourse-archive/source.ts';
import { discourseDataExplorer } from './discourse-data-explorer/source.ts';
import { edgeList } from './edge-list/source.ts';
import { googleChat } from './google-chat/source.ts';
import { m365UsageReports } from './m365-usage-reports/source.ts';
import { mattermostExport } from './mattermost-export/source.ts';
import { exoActivities } from './exo-activities/source.ts';
import { humhubTables } from './humhub-tables/source.ts';
import { mappedFile } from './mapped-file/source.ts';
import { slackAnalytics } from './slack-analytics/source.ts';
import { mattermostTables } from './mattermost-tables/source.ts';
import { interventionsIcs } from './interventions-ics/source.ts';
import { slackExport } from './slack-export/source.ts';
import { rocketChat } from './rocketchat/source.ts';
import { stackExchange } from './stack-exchange/source.ts';
import { teamsGraph } from './teams-graph/source.ts';
import { vigieCsv } from './vigie-csv/source.ts';
import { vivaEngage } from './viva-engage/source.ts';
import { zulipArchive } from './zulip-archive/source.ts';
import { zulipRealm } from './zulip-realm/source.ts';

/**
 * Every format of export that Vigie reads. When two recognise a delivery equally well, the first wins: what somebody
 * mapped by hand before all.
 */
export const sources: readonly Source[] = [
  mappedFile,
  vigieCsv,
  slackExport,
  vivaEngage,
  mattermostExport,
  mattermostTables,
  rocketChat,
  teamsGraph,
  googleChat,
  zulipRealm,
  zulipArchive,
  discourseArchive,
  activityStreams,
  stackExchange,
  discourseDataExplorer,
  humhubTables,
  exoActivities,
  m365UsageReports,
  slackAnalytics,
  directoryScim,
  directoryGraph,
  directoryLdif,
  interventionsIcs,
  edgeList,
  directoryCsv,
];
