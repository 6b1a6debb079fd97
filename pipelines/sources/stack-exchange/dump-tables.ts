import type { DeliveredFile } from '../define.ts';
import { type JsonObject, textOf } from '../json-values.ts';
import type { XmlRow } from './xml-rows.ts';

/** The tables that are read, by the name of their file. */
export type DumpTable = 'Posts' | 'Users' | 'Comments' | 'Votes';

type Attributes = XmlRow['attributes'];

/** All that is kept of a row of each table. Texts, titles and profiles stay behind. */
export const rowFacts: Readonly<Record<DumpTable, (row: Attributes) => JsonObject>> = {
  Posts: (row) => ({
    id: idOf(row['Id']),
    type: textOf(row['PostTypeId']),
    parent: idOf(row['ParentId']),
    owner: idOf(row['OwnerUserId']),
    tag: firstTag(row['Tags']),
    created: textOf(row['CreationDate']),
    changed: textOf(row['LastActivityDate'] ?? row['LastEditDate']),
  }),
  Users: (row) => ({
    id: idOf(row['Id']),
    name: textOf(row['DisplayName']?.trim()),
    created: textOf(row['CreationDate']),
  }),
  Comments: (row) => ({
    id: idOf(row['Id']),
    post: idOf(row['PostId']),
    owner: idOf(row['UserId']),
    created: textOf(row['CreationDate']),
  }),
  Votes: (row) => ({
    id: idOf(row['Id']),
    post: idOf(row['PostId']),
    type: textOf(row['VoteTypeId']),
    owner: idOf(row['UserId']),
    created: textOf(row['CreationDate']),
  }),
};

/** The file of a table in a folder of a delivery (empty: at its top), whatever the case of its name. */
export function tableFile(files: readonly DeliveredFile[], table: DumpTable, folder: string): DeliveredFile | null {
  const name = `${folder}${table}.xml`.toLowerCase();
  return files.find(({ path }) => path.toLowerCase() === name) ?? null;
}

/** Numbers, kept as text; accounts of the site itself are negative. */
function idOf(value: string | undefined): string | null {
  return value !== undefined && /^-?\d{1,18}$/.test(value) ? value : null;
}

/** Tags are written `<a><b>`, and `|a|b|` since 2024. */
function firstTag(tags: string | undefined): string | null {
  return textOf(/[^<>|\s]+/.exec(tags ?? '')?.[0]);
}
