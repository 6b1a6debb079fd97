import { ImportError } from '../../import-error.ts';
import { queryRows } from '../../store/run-sql.ts';
import { dayFirst } from '../date-order.ts';
import { type Delivery, defineSource, type Staged, type StagingContext } from '../define.ts';
import { stageLabels } from '../department-labels.ts';
import { linesOnDisk } from '../table-file.ts';
import { type EdgeLayout, edgeLayout, isGraphFormat, isLabelsName } from './layout.ts';

/** A network as it is published: one tie per line. See README.md beside this file. */
export const edgeList = defineSource({
  id: 'edge-list',
  label: { fr: 'Liste de liens (réseau publié)', en: 'Edge list (published network)' },
  neverKept: ['columns of the label file other than person and department'],

  async recognise(delivery) {
    // A graph file is taken on so as to say what to do: nothing else here reads it.
    return (await edgeFiles(delivery)).length > 0 || (await graphFile(delivery)) !== null ? 1 : 0;
  },

  async stage(context) {
    const edges = await edgeFiles(context.delivery);
    const labels = topFiles(context.delivery).filter(isLabelsName);
    await refuseAmbiguous(context, edges, labels);
    const clocks: Staged['clock'][] = [];
    for (const [done, { path, layout }] of edges.entries()) {
      context.progress(done, edges.length + labels.length);
      clocks.push(await stageEdges(context, path, layout));
    }
    for (const path of labels) await stageLabels(context, path);
    const clock = clocks[0] ?? 'none';
    return {
      clock,
      capabilities: [
        ...(clock === 'none' ? [] : (['times'] as const)),
        ...(labels.length > 0 ? (['departments'] as const) : []),
      ],
    };
  },
});

/** What stands beside saved web pages: its lines can look like two names and a blank. */
const webFile = /\.(html?|css|js|svg)$/i;

interface EdgeFile {
  readonly path: string;
  readonly layout: EdgeLayout;
}

/** Files at the top of the delivery; a sub-folder is a delivery of its own. */
function topFiles(delivery: Delivery): string[] {
  return delivery.files.map((file) => file.path).filter((path) => !path.includes('/'));
}

async function edgeFiles(delivery: Delivery): Promise<EdgeFile[]> {
  const found: EdgeFile[] = [];
  const tops = topFiles(delivery);
  for (const path of tops) {
    if (webFile.test(path) || (tops.length > 1 && isLabelsName(path))) continue;
    const layout = edgeLayout(await delivery.head(path));
    if (layout !== null) found.push({ path, layout });
  }
  return found;
}

async function graphFile(delivery: Delivery): Promise<string | null> {
  for (const path of topFiles(delivery)) if (isGraphFormat(await delivery.head(path))) return path;
  return null;
}

async function refuseAmbiguous(
  context: StagingContext,
  edges: readonly EdgeFile[],
  labels: readonly string[],
): Promise<void> {
  const [first] = edges;
  if (first === undefined) {
    const graph = await graphFile(context.delivery);
    if (graph !== null) throw graphFormat(graph);
    const empty = context.delivery.files.every((file) => file.size === 0);
    throw new ImportError(
      topFiles(context.delivery)[0] ?? context.delivery.name,
      null,
      empty
        ? { fr: 'ce fichier est vide', en: 'this file is empty' }
        : { fr: 'aucune ligne ne nomme deux personnes', en: 'no line names two people' },
      {
        fr: 'Une liste de liens a une ligne par lien : la personne qui écrit, celle qui reçoit, puis éventuellement une date ou un poids',
        en: 'An edge list has a line per tie: the one who writes, the one who receives, then perhaps a time or a weight',
      },
    );
  }
  if (labels.length > 1) {
    const files = labels.join(', ');
    throw new ImportError(
      context.delivery.name,
      null,
      {
        fr: `cette livraison contient plusieurs fichiers de services (${files}), donc peut-être plusieurs réseaux dont les personnes portent les mêmes numéros`,
        en: `this delivery holds several label files (${files}), so perhaps several networks whose people have the same numbers`,
      },
      {
        fr: 'Importez un réseau à la fois : son fichier de liens et son fichier de services, sans les autres',
        en: 'Import one network at a time: its file of ties and its label file, without the others',
      },
    );
  }
}

function graphFormat(path: string): ImportError {
  return new ImportError(
    path,
    null,
    {
      fr: 'c’est un fichier de graphe (Pajek, GML, GraphML ou GEXF), dont les liens ne peuvent pas être lus ici',
      en: 'this is a graph file (Pajek, GML, GraphML or GEXF), whose ties cannot be read here',
    },
    {
      fr: 'Ouvrez-le dans un outil d’analyse de réseaux (Gephi : laboratoire de données, liens, exporter la table) et enregistrez ses liens en CSV, avec les colonnes source et target',
      en: 'Open it in a network tool (Gephi: data laboratory, edges, export table) and save its ties as CSV, with the columns source and target',
    },
  );
}

async function stageEdges(context: StagingContext, path: string, layout: EdgeLayout): Promise<Staged['clock']> {
  const { db, options } = context;
  await context.runSql(new URL('../iso-dates.sql', import.meta.url));
  await context.runSql(new URL('../dates.sql', import.meta.url));
  const variables = {
    disk: await linesOnDisk(context.delivery, path),
    separator: layout.separator,
    header: layout.hasHeader,
    from_at: layout.from,
    to_at: layout.to,
    time_at: layout.time ?? 0,
    weight_at: layout.weight ?? 0,
    third_at: layout.third ?? 0,
  };
  await context.scan(path, () => context.runSql(new URL('./edges-read.sql', import.meta.url), variables));
  const meaning = await thirdColumn(context);
  const order =
    meaning === 'text'
      ? await dayFirst(db, 'edges_read', 'written_time', { file: path, firstLine: 1, column: 'time' })
      : null;
  await context.runSql(new URL('./edges-staged.sql', import.meta.url), {
    file: path,
    base_name: path.replace(/(\.(txt|csv|tsv|edges|dat))+$/i, ''),
    undirected: options.undirected,
    origin: options.origin ?? '',
    meaning,
    day_first: order ?? true,
  });
  const [row] = await queryRows(db, 'select count(*) as events, count(occurred_at) as dated from staged_events');
  if (Number(row?.['events'] ?? 0) === 0) {
    throw new ImportError(
      path,
      null,
      { fr: 'ce fichier ne contient aucun lien utilisable', en: 'this file holds no tie that can be used' },
      {
        fr: 'Chaque ligne doit nommer deux personnes, séparées par des blancs, des tabulations, des virgules ou des points-virgules',
        en: 'Each line needs two people, separated by blanks, tabs, commas or semicolons',
      },
    );
  }
  if (Number(row?.['dated'] ?? 0) === 0) return 'none';
  return meaning === 'relative' && options.origin === null ? 'relative' : 'absolute';
}

/** What the time column (or a third column without a name) holds. */
async function thirdColumn(
  context: StagingContext,
): Promise<'none' | 'unix' | 'milliseconds' | 'relative' | 'weight' | 'text'> {
  const [row] = await queryRows(
    context.db,
    `with numbered as (select time, third, lag(coalesce(time, third)) over (order by line) as former from edges_read where fault is null)
     select count(time) as times, count(third) as thirds, min(coalesce(time, third)) as least, max(coalesce(time, third)) as most,
       count(*) filter (where coalesce(time, third) < former) as decreases, count(written_time) as written
     from (from numbered), (select count(written_time) as written_time from edges_read where written_time is not null and time is null)
     group by all`,
  );
  const count = (name: string): number => Number(row?.[name] ?? 0);
  if (count('times') + count('thirds') === 0) return count('written') > 0 ? 'text' : 'none';
  if (count('least') >= 1e11) return 'milliseconds';
  if (count('least') >= 1e8) return 'unix';
  if (count('times') > 0) return 'relative';
  return count('decreases') === 0 && count('most') > 1e6 ? 'relative' : 'weight';
}
