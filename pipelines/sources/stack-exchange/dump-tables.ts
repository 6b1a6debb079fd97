import type { DeliveredFile } from '../define.ts';
import type { JsonObject } from '../json-values.ts';
import type { XmlRow } from './xml-rows.ts';

/** The tables that are read, by the name of their file. */
export type DumpTable = 'Posts' | 'Users' | 'Comments' | 'Votes';

type Attributes = XmlRow['attributes'];

/** All that is kept of a row of each table. Texts, titles and profiles stay behind. */
export const rowFacts: Readonly<Record<DumpTable, (row: Attributes) => JsonObject>> = {
  Posts: (row) => ({
    id: idOf(row['Id']),
    type: row['PostTypeId'] ?? null,
    parent: idOf(row['ParentId']),
    owner: idOf(row['OwnerUserId']),
    tag: firstTag(row['Tags']),
    created: row['CreationDate'] ?? null,
    changed: row['LastActivityDate'] ?? row['LastEditDate'] ?? null,
  }),
  Users: (row) => ({
    id: idOf(row['Id']),
    name: row['DisplayName']?.trim() || null,
    created: row['CreationDate'] ?? null,
  }),
  Comments: (row) => ({
    id: idOf(row['Id']),
    post: idOf(row['PostId']),
    owner: idOf(row['UserId']),
    created: row['CreationDate'] ?? null,
  }),
  Votes: (row) => ({
    id: idOf(row['Id']),
    post: idOf(row['PostId']),
    type: row['VoteTypeId'] ?? null,
    owner: idOf(row['UserId']),
    created: row['CreationDate'] ?? null,
  }),
};

/** The file of a table at the top of a delivery, whatever the case of its name. */
export function tableFile(files: readonly DeliveredFile[], table: DumpTable): DeliveredFile | null {
  const name = `${table.toLowerCase()}.xml`;
  return files.find(({ path }) => path.toLowerCase() === name) ?? null;
}

/** Numbers, kept as text; accounts of the site itself are negative. */
function idOf(value: string | undefined): string | null {
  return value !== undefined && /^-?\d{1,18}$/.test(value) ? value : null;
}

/** Tags are written `<a><b>`, and `|a|b|` since 2024. */
function firstTag(tags: string | undefined): string | null {
  return /[^<>|\s]+/.exec(tags ?? '')?.[0] ?? null;
}
