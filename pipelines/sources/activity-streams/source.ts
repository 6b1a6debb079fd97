import type { Capability } from '../../canonical/capabilities.ts';
import { queryRows } from '../../store/run-sql.ts';
import { defineSource, type DeliveredFile, type StagingContext } from '../define.ts';
import { forgetCopy } from '../forget-copy.ts';
import { writeFileRows, writeJsonLines } from '../json-records.ts';
import type { JsonObject } from '../json-values.ts';
import { Containers } from './containers.ts';
import { documentRows, lineRows } from './document-rows.ts';
import { documentsOf, isJsonFile } from './documents.ts';
import { activityStreamsAddress } from './record-fault.ts';
import { RecordRows } from './record-rows.ts';

/** A thread is found by doubling steps up its replies: this many reach the top of a million. */
const deepestThread = 20;
/** An activity without `@context`, in whichever version. */
const activityShapes = [
  [/"@?type"\s*:\s*\[?\s*"(Create|Like|Dislike|EmojiReact|Announce|Join|Leave|Follow|View|Read|Undo)"/, /"actor"\s*:/],
  [/"verb"\s*:\s*"/, /"(actor|object)"\s*:/],
] as const;

/** Activities as the W3C's Activity Streams 2.0 writes them: documents, collections, lists, or one per line. */
export const activityStreams = defineSource({
  id: 'activity-streams',
  label: { fr: 'Flux d’activités (Activity Streams 2.0)', en: 'Activity Streams 2.0' },
  neverKept: [
    'texts, titles, summaries, attachments and previews',
    'messages addressed to people only',
    'pictures, places, endpoints and keys of actors',
    'query strings of profile addresses, tokens and signatures in any address',
  ],

  async recognise(delivery) {
    const heads = await Promise.all(
      delivery.files
        .filter(isJsonFile)
        .slice(0, 10)
        .map(({ path }) => delivery.head(path)),
    );
    if (heads.some((head) => activityStreamsAddress.test(head))) return 2;
    return heads.some((head) => activityShapes.some((shape) => shape.every((part) => part.test(head)))) ? 1 : 0;
  },

  async stage(context) {
    const { db } = context;
    const rows = new RecordRows();
    const containers = new Containers(rows.deviations);
    const files = await writeRows(context, rows, containers);
    await context.runSql(new URL('load.sql', import.meta.url), files);
    await context.runSql(new URL('threads.sql', import.meta.url));
    for (let step = 0, moved = 1; step < deepestThread && moved > 0; step++) {
      await context.runSql(new URL('thread-step.sql', import.meta.url));
      const [row] = await queryRows(db, 'select count(*) filter (where moved) as moved from as2_thread');
      moved = Number(row?.['moved'] ?? 0);
    }
    for (const step of ['events.sql', 'people.sql', 'records.sql']) {
      await context.runSql(new URL(step, import.meta.url));
    }
    for (const message of rows.deviations.warnings()) context.warn(message);
    warnOfMissingPages(context, containers.missingPages());
    const told = await toldByContent(context);
    return { capabilities: told, clock: told.includes('times') ? 'absolute' : 'none' };
  },
});

/** Rewrites the delivery as flat rows: documents that are parsed whole in one file, lines in another. */
async function writeRows(
  context: StagingContext,
  rows: RecordRows,
  containers: Containers,
): Promise<{ documents: string; lines: string }> {
  const { delivery } = context;
  const { whole, lines } = await documentsOf(delivery);
  const wanted = new Set(whole.map(({ path }) => path));
  const documents = await writeFileRows(context, {
    target: 'activity-documents.ndjson',
    wanted: ({ path }) => wanted.has(path),
    rows: (file, bytes) => documentRows(file.path, bytes, rows, containers),
  });
  const onDisk: (readonly [DeliveredFile, string])[] = [];
  for (const file of lines) onDisk.push([file, await delivery.onDisk(file.path)]);
  function* eachLine(): Generator<JsonObject> {
    for (const [{ path }, disk] of onDisk) {
      yield* lineRows(path, disk, rows, containers, (bytes) => context.readTo(path, bytes));
    }
  }
  const written = writeJsonLines(context, 'activity-lines.ndjson', eachLine());
  for (const [, disk] of onDisk) await forgetCopy(context, disk);
  return { documents, lines: written };
}

function warnOfMissingPages(context: StagingContext, pages: number): void {
  if (pages === 0) return;
  context.warn({
    fr: `pages de collections annoncées et absentes de cette livraison, jamais cherchées sur le réseau : ${pages}`,
    en: `pages of collections named and not in this delivery, never fetched over the network: ${pages}`,
  });
}

/** Only what the delivery holds can be told: a stream of posts alone says nothing of who reacts. */
async function toldByContent({ db }: StagingContext): Promise<Capability[]> {
  const [row] = await queryRows(
    db,
    `select
       count(occurred_at) > 0 as times,
       count(*) filter (where kind = 'reply') > 0 as threads,
       count(*) filter (where kind = 'reaction') > 0 as reactions,
       count(*) filter (where kind = 'mention') > 0 as mentions,
       count(community_native_id) > 0 as communities,
       (select count(department) > 0 from staged_people) as departments,
       count(*) filter (where kind = 'view') > 0 as views,
       count(is_question) > 0 as questions
     from staged_events`,
  );
  return Object.entries(row ?? {}).flatMap(([name, present]) => (present === true ? [name as Capability] : []));
}
