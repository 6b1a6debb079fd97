import type { Delivery } from '../define.ts';
import { columnNames, matchColumns } from '../table-file.ts';
import { type TableName, tableColumns, tableNames } from './columns.ts';

/** One table of one export: the delivery may hold several exports, and each may hold several networks. */
export interface EngageFile {
  readonly path: string;
  readonly table: TableName;
  /** The folder where it lies, '' at the top. Files of one folder belong together. */
  readonly folder: string;
}

/** How many folders may stand above a table: an archive's name, an extra folder on top, a network's id. */
const deepest = 4;

/** The tables of every export in the delivery, in path order. `Files/` holds what people uploaded, under any name. */
export function findTables(delivery: Delivery): EngageFile[] {
  return namedFiles(delivery, '.csv').flatMap(({ path, folder, name }) => {
    const table = tableNames.find((known) => name === `${known}.csv`);
    return table === undefined ? [] : [{ path, folder, table }];
  });
}

/** The files of every export that are called so, in lower case: `log.txt`, `request.txt`. */
export function findNamed(delivery: Delivery, wanted: string): { readonly path: string; readonly folder: string }[] {
  return namedFiles(delivery, wanted).filter(({ name }) => name === wanted);
}

/** Tables of the platform that tell nothing of who does what with whom. */
const leftAside =
  /^(admins|messagethreads\.?outbound|topics|vivatopic\w*|engagetopic\w*|campaigns|answers|files|pages|bestreplymessages|broadcasts?|\w*polls?\w*|\w*pin\w*)\.csv$/;

/** Tables and JSON that no export is known to hold, likes collected in another form for example: they are not read. */
export function unforeseenFiles(delivery: Delivery): readonly string[] {
  const others = namedFiles(delivery, '.csv').filter(
    ({ name }) => !tableNames.some((table) => name === `${table}.csv`),
  );
  return [...others, ...namedFiles(delivery, '.json')]
    .filter(({ name }) => !leftAside.test(name))
    .map(({ path }) => path);
}

/** Whether a table holds what its name promises: the columns without which it can't be read. */
export async function hasItsColumns(delivery: Delivery, { path, table }: EngageFile): Promise<boolean> {
  const needed = tableColumns[table].filter((column) => column.required);
  return matchColumns(await columnNames(delivery, path), needed).size === needed.length;
}

/** Files whose name in small letters ends so; of tens of thousands mostly few do, and only these are looked at. */
function namedFiles(delivery: Delivery, ending: string) {
  return delivery.files
    .filter(({ path }) => path.slice(-ending.length).toLowerCase() === ending)
    .map(({ path }) => {
      const folders = path.split('/');
      const name = (folders.pop() ?? '').toLowerCase();
      return { path, name, folders, folder: folders.join('/') };
    })
    .filter(({ folders }) => folders.length <= deepest && !folders.some((folder) => /^files$/i.test(folder)))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
