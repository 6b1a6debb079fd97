import { ImportError } from '../../import-error.ts';
import type { Capability } from '../../canonical/capabilities.ts';
import { queryRows } from '../../store/run-sql.ts';
import { defineSource, type DeliveredFile, type Delivery, type StagingContext } from '../define.ts';
import { forgetCopy } from '../forget-copy.ts';
import { writeJsonLines } from '../json-records.ts';
import type { JsonObject } from '../json-values.ts';
import { type DumpTable, rowFacts, tableFile } from './dump-tables.ts';
import { dumpPlace, platformOf } from './site.ts';
import { BrokenXml, xmlRows } from './xml-rows.ts';

/** The public dump of a Stack Exchange site, or of any site that exports the same way: an XML file per table. */
export const stackExchange = defineSource({
  id: 'stack-exchange',
  label: { fr: 'Export d’un site Stack Exchange', en: 'Stack Exchange data dump' },
  neverKept: [
    'texts and titles of posts and comments, and their history',
    'what people say of themselves, their places, web sites and pictures',
    'scores, reputations and badges',
  ],

  async recognise(delivery) {
    const { folder, site } = dumpPlace(delivery);
    const posts = tableFile(delivery.files, 'Posts', folder);
    // A view that shows the folder named after the site tells more than one without it.
    if (posts !== null) return /<posts[\s>/]/.test(await delivery.head(posts.path)) ? (site === null ? 1 : 2) : 0;
    // Taken on so as to say what to do: nothing else here reads such an archive.
    const packed = await packedFile(delivery);
    const name = packed?.path.slice(packed.path.lastIndexOf('/') + 1) ?? '';
    return dumpPlace({ name, files: [] }).site === null ? 0 : 1;
  },

  async stage(context) {
    const { delivery } = context;
    const { folder, site } = dumpPlace(delivery);
    if (tableFile(delivery.files, 'Posts', folder) === null) throw await nothingToRead(delivery);
    const files: Record<string, string> = {};
    for (const table of ['Posts', 'Users', 'Comments', 'Votes'] as const) {
      files[table.toLowerCase()] = await writeTable(context, table, tableFile(delivery.files, table, folder));
    }
    await context.runSql(new URL('load.sql', import.meta.url), files);
    for (const step of ['events.sql', 'people.sql', 'records.sql']) {
      await context.runSql(new URL(step, import.meta.url));
    }
    const capabilities = await toldByContent(context);
    if (site !== null) return { capabilities, clock: 'absolute', source: platformOf(site) };
    warnOfUnknownSite(context);
    return { capabilities, clock: 'absolute' };
  },
});

/** Rewrites a table as one line of facts per row; an absent one as no line. Only a broken Posts.xml stops the import. */
async function writeTable(context: StagingContext, table: DumpTable, file: DeliveredFile | null): Promise<string> {
  const disk = file === null ? null : await context.delivery.onDisk(file.path);
  function* facts(): Generator<JsonObject> {
    if (file === null || disk === null) return;
    let records = 0;
    const readTo = (bytes: number): void => {
      context.counted(file.path, records);
      context.readTo(file.path, bytes);
    };
    try {
      for (const { line, attributes } of xmlRows(disk, file.path, readTo)) {
        yield { file: file.path, line, ...rowFacts[table](attributes) };
        records += 1;
      }
    } catch (error) {
      if (!(error instanceof BrokenXml)) throw error;
      if (table === 'Posts') throw brokenPosts(file.path, error);
      context.warn({
        fr: `le fichier ${file.path} n’est plus du XML à partir de la ligne ${error.line} : seul ce qui précède est lu`,
        en: `the file ${file.path} is no longer XML from line ${error.line} on: only what stands before is read`,
      });
    }
  }
  const written = writeJsonLines(context, `stack-exchange-${table.toLowerCase()}.ndjson`, facts());
  if (disk !== null) await forgetCopy(context, disk);
  return written;
}

function warnOfUnknownSite(context: StagingContext): void {
  context.warn({
    fr: 'aucun nom ne dit de quel site est cet export : un second site sans nom s’y mêlerait, tous numérotant de même ; donnez au dossier ou à l’archive le nom du site, comme music.stackexchange.com',
    en: 'no name says which site this dump is of: a second site without a name would mix with it, since all number alike; name the folder or archive after the site, such as music.stackexchange.com',
  });
}

function brokenPosts(file: string, error: BrokenXml): ImportError {
  return new ImportError(
    file,
    error.line,
    { fr: 'ce fichier n’est pas un XML entier et bien formé', en: 'this file is not whole, well-formed XML' },
    {
      fr: 'Décompressez de nouveau l’archive, ou téléchargez-la de nouveau, puis importez le dossier obtenu',
      en: 'Unpack the archive again, or download it again, then import the folder',
    },
    { cause: error },
  );
}

/** The first 7-Zip archive of a delivery, by its ending and its signature. */
async function packedFile(delivery: Delivery): Promise<DeliveredFile | null> {
  for (const file of delivery.files.filter(({ path }) => /\.7z$/i.test(path)).slice(0, 10)) {
    if ((await delivery.head(file.path, 6)).startsWith('7z')) return file;
  }
  return null;
}

async function nothingToRead(delivery: Delivery): Promise<ImportError> {
  const packed = await packedFile(delivery);
  if (packed !== null) {
    return new ImportError(
      packed.path,
      null,
      { fr: 'cette archive 7-Zip ne se lit pas telle quelle', en: 'this 7-Zip archive cannot be read as it is' },
      {
        fr: 'Décompressez-la (7-Zip, ou « 7z x »), puis importez le dossier qui contient Posts.xml',
        en: 'Unpack it (7-Zip, or “7z x”), then import the folder that holds Posts.xml',
      },
    );
  }
  return new ImportError(
    delivery.name,
    null,
    { fr: 'cette livraison ne contient pas de fichier Posts.xml', en: 'this delivery holds no Posts.xml' },
    {
      fr: 'Donnez le dossier de l’export décompressé, Posts.xml en haut',
      en: 'Give the folder of the unpacked dump, with Posts.xml at its top',
    },
  );
}

/** A dump without Votes.xml says nothing of reactions, one without Users.xml nothing of those who never wrote. */
async function toldByContent({ db }: StagingContext): Promise<Capability[]> {
  const [row] = await queryRows(
    db,
    `select
       count(*) filter (where kind = 'reaction') > 0 as reactions,
       (select count(*) > 0 from staged_people where joined_on is not null) as population
     from staged_events`,
  );
  const told: Capability[] = ['times', 'threads', 'communities', 'questions'];
  if (row?.['reactions'] === true) told.push('reactions');
  if (row?.['population'] === true) told.push('population');
  return told;
}
