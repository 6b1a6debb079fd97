import { queryRows, textOf } from '../../store/run-sql.ts';
import type { StagingContext } from '../define.ts';
import { type EngageFile, findNamed } from './find-tables.ts';

/**
 * Whose export a list of liked messages comes from: the person named in the request, else the only one in the list of
 * users, else the only author of the messages beside it. '' when none of these tells.
 */
export async function ownerOf(context: StagingContext, { folder }: EngageFile, part: number): Promise<string> {
  const request = findNamed(context.delivery, 'request.txt').find((file) => file.folder === folder);
  if (request !== undefined) {
    const [, id] = /\busers?(?:\/|[ _]?id\W{1,4})(\d+)/i.exec(await context.delivery.head(request.path)) ?? [];
    if (id !== undefined) return id;
  }
  const [row] = await queryRows(
    context.db,
    `select
       (select min(id) from engage_user where part = ${part} and fault is null having count(distinct id) = 1) as account,
       (select min(sender) from engage_message where part = ${part} and nature = 'contribution' and fault is null
         having count(distinct sender) = 1) as author`,
  );
  return textOf(row?.['account']) ?? textOf(row?.['author']) ?? '';
}
