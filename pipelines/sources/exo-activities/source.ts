import type { Capability } from '../../canonical/capabilities.ts';
import { queryRows } from '../../store/run-sql.ts';
import { defineSource, type StagingContext } from '../define.ts';
import { isAnswerFile, writeRows } from './rows.ts';

/** How much of a file is looked at: the first activity may be a long text. */
const headBytes = 262_144;

/** Answers of the REST services of eXo Platform (and Meeds), saved as they came. See README.md beside this file. */
export const exoActivities = defineSource({
  id: 'exo-activities',
  label: { fr: 'eXo Platform, activités recueillies par REST', en: 'eXo Platform, activities collected by REST' },
  neverKept: [
    'texts, titles, attachments and links',
    'telephone numbers, addresses, experiences, skills and other profile properties',
    'messages of the chat, which other services hold',
  ],

  async recognise(delivery) {
    for (const { path } of delivery.files.filter(isAnswerFile).slice(0, 20)) {
      const head = await delivery.head(path, headBytes);
      if (!/"activities"\s*:\s*\[/.test(head)) continue;
      if (/"activityStream"|\/social\/(?:activities|identities)\//.test(head)) return 2;
    }
    return 0;
  },

  async stage(context) {
    const { rows, users, lists } = await writeRows(context);
    await context.runSql(new URL('load.sql', import.meta.url), { rows, users });
    for (const step of ['events.sql', 'registry.sql', 'records.sql']) {
      await context.runSql(new URL(step, import.meta.url));
    }
    return { capabilities: await whatItTells(context, lists), clock: 'absolute' };
  },
});

/** What nobody collected is absent, not zero. */
async function whatItTells({ db }: StagingContext, lists: ReadonlySet<string>): Promise<Capability[]> {
  const [row] = await queryRows(
    db,
    `select
      exists (select 1 from exo_row where likes_collected) as likes,
      exists (select 1 from staged_memberships) as memberships,
      exists (select 1 from staged_people where department is not null) as departments`,
  );
  const told: Capability[] = ['times', 'mentions', 'communities', 'questions'];
  if (lists.has('comments')) told.push('threads');
  if (row?.['likes'] === true || lists.has('likes')) told.push('reactions');
  if (row?.['memberships'] === true) told.push('memberships');
  if (lists.has('users')) told.push('population');
  if (row?.['departments'] === true) told.push('departments');
  return told;
}
