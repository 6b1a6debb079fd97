import type { Capability } from '../../canonical/capabilities.ts';
import { ImportError } from '../../import-error.ts';
import { queryRows } from '../../store/run-sql.ts';
import { type Delivery, defineSource, type StagingContext } from '../define.ts';
import { isJsonObject } from '../json-values.ts';

const lineTypes = 'version|role|scheme|emoji|team|channel|user|bot|post|direct_channel|direct_post';
const anyType = new RegExp(`^(${lineTypes})$`);
/** The start of a line too long for the head of the file. */
const longLine = new RegExp(`^\\s*\\{\\s*"(type"\\s*:\\s*"(${lineTypes})"\\s*,|(${lineTypes})"\\s*:\\s*[{\\d])`);

/** One file among few: an archive of thousands of JSON files is another platform's, and is not looked into. */
const mostCandidates = 50;

/** The bulk export of a Mattermost server, as `mmctl export create` writes it. */
export const mattermostExport = defineSource({
  id: 'mattermost-export',
  label: { fr: 'Export Mattermost', en: 'Mattermost bulk export' },
  neverKept: [
    'message texts, attachments and custom emoji',
    'direct and group messages',
    'preferences, notification settings and positions',
    'headers and purposes of channels, descriptions of teams and bots',
  ],

  async recognise(delivery) {
    return (await exportFile(delivery)) === null ? 0 : 2;
  },

  async stage(context) {
    const file = await exportFile(context.delivery);
    if (file === null) throw noExport(context.delivery);
    const disk = await context.delivery.onDisk(file);
    await context.runSql(new URL('words.sql', import.meta.url));
    const readLines = () => context.runSql(new URL('read-lines.sql', import.meta.url), { disk });
    await refuseTooLongLine(file, context.scan(file, readLines));
    for (const step of ['load.sql', 'messages.sql', 'events.sql', 'registry.sql']) {
      await context.runSql(new URL(step, import.meta.url));
    }
    await context.runSql(new URL('records.sql', import.meta.url), { file });
    await tellWhatIsPartial(context);
    return { capabilities: await toldByContent(context), clock: 'absolute' };
  },
});

/** The one export of the delivery, at its top or one folder down. Two are two deliveries, not one. */
async function exportFile(delivery: Delivery): Promise<string | null> {
  for (const depth of [0, 1]) {
    const found: string[] = [];
    const there = delivery.files.map(({ path }) => path).filter((path) => path.split('/').length === depth + 1);
    const candidates = there.filter((path) => /\.(jsonl|ndjson|json)$/i.test(path));
    if (candidates.length > mostCandidates) continue;
    for (const path of candidates) if (isExportHead(await delivery.head(path))) found.push(path);
    if (found.length > 0) return found.length === 1 ? (found[0] ?? null) : null;
  }
  return null;
}

/** Whether a file begins with a line `{"type": T, T: …}`, in either order. */
function isExportHead(head: string): boolean {
  const [first = ''] = head
    .replace(/^\uFEFF/, '')
    .trimStart()
    .split('\n');
  try {
    const line: unknown = JSON.parse(first);
    if (!isJsonObject(line)) return false;
    const type = line['type'];
    return typeof type === 'string' && anyType.test(type) && line[type] !== undefined;
  } catch {
    return longLine.test(first);
  }
}

function noExport(delivery: Delivery): ImportError {
  return new ImportError(
    delivery.name,
    null,
    {
      fr: 'cette livraison ne contient pas un export Mattermost et un seul (un fichier .jsonl)',
      en: 'this delivery does not hold one Mattermost export and one only (a .jsonl file)',
    },
    {
      fr: 'Donnez l’archive que mmctl export download a enregistrée',
      en: 'Give the archive that mmctl export download has saved',
    },
  );
}

async function refuseTooLongLine(file: string, loading: Promise<void>): Promise<void> {
  try {
    await loading;
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('maximum_object_size'))) throw error;
    // The engine's own message may quote what people wrote: it is not passed on.
    throw new ImportError(
      file,
      null,
      { fr: 'une ligne de ce fichier dépasse 64 Mo', en: 'a line of this file is longer than 64 MB' },
      {
        fr: 'Vérifiez que le fichier a bien un objet JSON par ligne, puis exportez à nouveau',
        en: 'Check that the file has one JSON object per line, then export again',
      },
    );
  }
}

async function tellWhatIsPartial(context: StagingContext): Promise<void> {
  const [row] = await queryRows(
    context.db,
    `select
       (select count(*) from mattermost_line where type = 'direct_post') as direct,
       (select count(*) from mattermost_message where kind = '' and nature <> 'contribution' and fault is null) as untyped,
       (select count(*) from mattermost_message m join mattermost_message r on r.line = m.line and r.nth = 0
        where m.nth > 0 and m.outcome = 'used' and m.occurred_at < r.occurred_at) as early`,
  );
  const count = (name: string): number => Number(row?.[name] ?? 0);
  if (count('direct') > 0) {
    context.warn({
      fr: `messages directs présents dans cet export et jamais chargés : ${count('direct')}`,
      en: `direct messages in this export, never loaded: ${count('direct')}`,
    });
  }
  if (count('untyped') > 0) {
    context.warn({
      fr: `avis du serveur sans type, reconnus à leur texte (« … joined the channel ») : ${count('untyped')}`,
      en: `server notices without a type, told by their text (“… joined the channel”): ${count('untyped')}`,
    });
  }
  if (count('early') > 0) {
    context.warn({
      fr: `réponses datées d’avant leur message, gardées à leur date : ${count('early')}`,
      en: `replies dated before their post, kept at their date: ${count('early')}`,
    });
  }
}

async function toldByContent(context: StagingContext): Promise<Capability[]> {
  const [row] = await queryRows(
    context.db,
    `select
       exists (select 1 from staged_events where kind = 'reply') as threads,
       exists (select 1 from staged_events where kind = 'reaction') as reactions,
       exists (select 1 from staged_memberships) as memberships,
       exists (select 1 from mattermost_account) as population`,
  );
  const told: Capability[] = ['times', 'mentions', 'communities', 'questions'];
  for (const name of ['threads', 'reactions', 'memberships', 'population'] as const) {
    if (row?.[name] === true) told.push(name);
  }
  return told;
}
