import { z } from 'zod';
import { importSummarySchema, type SnapshotReply } from './contract/snapshot.ts';
import { textSchema } from './contract/text.ts';
import type { Snapshot } from './facts/open.ts';
import { sql } from './facts/sql.ts';
import { hiddenDepartments, minimumGroupSize } from './privacy.ts';

const Counts = z.object({ people: z.number(), events: z.number(), rejected_rows: z.number() });
const Community = z.object({
  community_id: z.string(),
  name: z.string(),
  type: z.string().nullable(),
  metadata_missing: z.boolean(),
});
/** The snapshot keeps each warning as a JSON object. */
const Import = importSummarySchema.extend({
  warnings: z.array(
    z
      .string()
      .transform((json): unknown => JSON.parse(json))
      .pipe(textSchema),
  ),
});
const Department = z.object({ department: z.string() });

/** What is loaded, how fresh it is, what it can be narrowed to; departments too small to be shown are only counted. */
export async function snapshotInfo(snapshot: Snapshot | null, loopback: boolean): Promise<SnapshotReply> {
  if (snapshot === null) return { loaded: null, loopback, minimum_group_size: minimumGroupSize };
  const { db } = snapshot;
  const counts = await db.one(
    Counts,
    sql`select (select count(distinct person_id) from people) as people, (select count(*) from events) as events,
          (select count(*) from rejected_rows) as rejected_rows`,
  );
  const hidden = await hiddenDepartments(snapshot);
  const departments = await db.all(
    Department,
    sql`select distinct department from people where department is not null order by department`,
  );
  return {
    loaded: {
      snapshot_id: snapshot.snapshot_id,
      built_at: snapshot.built_at,
      time_zone: snapshot.time_zone,
      first_day: snapshot.first_day,
      last_day: snapshot.last_day,
      clock: snapshot.clock,
      capabilities: snapshot.capabilities,
      demo: snapshot.demo,
      ...counts,
      imports: await db.all(
        Import,
        sql`select import_id, source, name, imported_at, files, records_read, used, ignored, duplicates, rejected, clock, warnings
            from imports order by imported_at, import_id`,
      ),
      departments: departments.map((row) => row.department).filter((department) => !hidden.has(department)),
      hidden_departments: hidden.size,
      communities: await db.all(
        Community,
        sql`select community_id, name, type, metadata_missing from communities order by name, community_id`,
      ),
    },
    loopback,
    minimum_group_size: minimumGroupSize,
  };
}
