import { queryRows } from '../../store/run-sql.ts';
import { defineSource, type DeliveredFile, type StagingContext } from '../define.ts';
import { writeFileRows } from '../json-records.ts';
import { fileRows } from './file-rows.ts';

/** Names that begin with a dot are notes of the tool that made the archive. */
const isRecordFile = ({ path }: DeliveredFile) =>
  path.endsWith('.json') && !path.slice(path.lastIndexOf('/') + 1).startsWith('.');

/** Posts of a Discourse forum saved from its API, a file per post or per topic. */
export const discourseArchive = defineSource({
  id: 'discourse-archive',
  label: { fr: 'Archive de messages Discourse', en: 'Discourse post archive' },
  neverKept: [
    'texts and titles of posts',
    'pictures, flairs, badges and trust levels',
    'private messages',
    'links, with or without their query strings',
  ],

  async recognise(delivery) {
    const sample = delivery.files.filter(isRecordFile).slice(0, 10);
    for (const file of sample) {
      const head = await delivery.head(file.path, file.size);
      if (['"post_number"', '"topic_id"', '"post_type"', '"cooked"'].every((key) => head.includes(key))) return 2;
    }
    return 0;
  },

  async stage(context) {
    const rows = await writeFileRows(context, {
      target: 'discourse-rows.ndjson',
      wanted: isRecordFile,
      rows: ({ path }, bytes) => fileRows(path, bytes),
    });
    await context.runSql(new URL('load.sql', import.meta.url), { rows });
    await warnOfAbsentPosts(context);
    await context.runSql(new URL('events.sql', import.meta.url));
    await context.runSql(new URL('records.sql', import.meta.url));
    return { capabilities: ['times', 'threads', 'mentions', 'communities', 'questions'], clock: 'absolute' };
  },
});

/** A topic names all of its posts, and the API gives the first twenty of them. */
async function warnOfAbsentPosts(context: StagingContext): Promise<void> {
  const [row] = await queryRows(
    context.db,
    `select count(*) as absent
     from (select distinct unnest(announced) as id from discourse_row) anti join discourse_post using (id)`,
  );
  const absent = Number(row?.['absent'] ?? 0);
  if (absent === 0) return;
  context.warn({
    fr: `messages que leurs sujets annoncent et qui ne sont pas dans cette livraison : ${absent}. L’API donne les vingt premiers d’un sujet ; enregistrez aussi ses pages suivantes (/t/<numéro>.json?page=2…)`,
    en: `posts that their topics announce and that are not in this delivery: ${absent}. The API gives the first twenty of a topic; save its further pages too (/t/<number>.json?page=2…)`,
  });
}
