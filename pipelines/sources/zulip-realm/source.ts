import type { Capability } from '../../canonical/capabilities.ts';
import { queryRows } from '../../store/run-sql.ts';
import { defineSource, type StagingContext } from '../define.ts';
import { isMessagesFile, writeMessages } from './messages.ts';
import { readRealm, realmFile } from './realm.ts';

/** The full export of a Zulip organisation, as the server or its settings page writes it. */
export const zulipRealm = defineSource({
  id: 'zulip-realm',
  label: { fr: 'Export d’une organisation Zulip', en: 'Zulip organisation export' },
  neverKept: [
    'message texts, topics, and what links ask for',
    'direct messages, of two people or several',
    'files, pictures, statuses, time zones, presence and activity of devices',
    'profile fields other than department, division, site and level',
    'who received or read which message',
  ],

  async recognise(delivery) {
    if (!delivery.files.some(({ path }) => path === realmFile)) return 0;
    if (delivery.files.some(isMessagesFile)) return 2;
    return (await delivery.head(realmFile)).includes('"zerver_') ? 2 : 0;
  },

  async stage(context) {
    const realm = await readRealm(context);
    const messages = await writeMessages(context, realm);
    await context.runSql(new URL('load.sql', import.meta.url), { messages, realm: realm.path });
    const { department, division, site, level } = realm.placeFields;
    await context.runSql(new URL('people.sql', import.meta.url), {
      department_field: department,
      division_field: division,
      site_field: site,
      level_field: level,
    });
    for (const step of ['events.sql', 'communities.sql', 'records.sql']) {
      await context.runSql(new URL(step, import.meta.url));
    }
    return { capabilities: await toldByContent(context), clock: 'absolute' };
  },
});

/** Exports of public data leave tables out: absent is not zero. */
async function toldByContent({ db }: StagingContext): Promise<Capability[]> {
  const [row] = await queryRows(
    db,
    `select
      exists (select 1 from staged_events where kind = 'reaction') as reactions,
      exists (select 1 from staged_memberships) as memberships,
      exists (select 1 from staged_people where department is not null) as departments,
      exists (select 1 from staged_people where kind = 'human') as population`,
  );
  const told: Capability[] = ['times', 'threads', 'mentions', 'communities', 'questions'];
  for (const one of ['reactions', 'memberships', 'departments', 'population'] as const) {
    if (row?.[one] === true) told.push(one);
  }
  return told;
}
