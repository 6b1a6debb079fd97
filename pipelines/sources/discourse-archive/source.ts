import { defineSource, type DeliveredFile } from '../define.ts';
import { writeJsonRecords } from '../json-records.ts';
import { postFacts } from './post-facts.ts';

/** Names that begin with a dot are notes of the tool that made the archive. */
const isRecordFile = ({ path }: DeliveredFile) =>
  path.endsWith('.json') && !path.slice(path.lastIndexOf('/') + 1).startsWith('.');

/** Posts of a Discourse forum saved from its API, a file per post. */
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
    const posts = await writeJsonRecords(context, {
      target: 'discourse-posts.ndjson',
      shape: 'object',
      wanted: isRecordFile,
      facts: postFacts,
    });
    await context.runSql(new URL('load.sql', import.meta.url), { posts });
    await context.runSql(new URL('events.sql', import.meta.url));
    await context.runSql(new URL('records.sql', import.meta.url));
    return { capabilities: ['times', 'threads', 'mentions', 'communities', 'questions'], clock: 'absolute' };
  },
});
