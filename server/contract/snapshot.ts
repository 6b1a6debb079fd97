import { z } from 'zod';
import { capabilitySchema } from './capabilities.ts';
import { textSchema } from './text.ts';

/** One delivery that was imported, with where every record went: read = used + ignored + duplicates + rejected. */
export const importSummarySchema = z.object({
  import_id: z.string(),
  source: z.string(),
  name: z.string(),
  imported_at: z.string(),
  files: z.number(),
  records_read: z.number(),
  used: z.number(),
  ignored: z.number(),
  duplicates: z.number(),
  rejected: z.number(),
  clock: z.enum(['absolute', 'relative', 'none']),
  warnings: z.array(textSchema),
});

/** What is loaded, how fresh it is and what it can be narrowed to. `loaded: null` means that nothing was imported yet. */
export const snapshotSchema = z.object({
  loaded: z
    .object({
      snapshot_id: z.string(),
      built_at: z.string(),
      time_zone: z.string(),
      first_day: z.string().nullable(),
      last_day: z.string().nullable(),
      clock: z.enum(['absolute', 'relative', 'none']),
      capabilities: z.array(capabilitySchema),
      demo: z.boolean(),
      people: z.number(),
      events: z.number(),
      rejected_rows: z.number(),
      imports: z.array(importSummarySchema),
      /** Departments large enough to be shown; `hidden_departments` counts the others. */
      departments: z.array(z.string()),
      hidden_departments: z.number(),
      communities: z.array(
        z.object({
          community_id: z.string(),
          name: z.string(),
          type: z.string().nullable(),
          metadata_missing: z.boolean(),
        }),
      ),
    })
    .nullable(),
  /** The only mode until accounts exist: the server listens on this machine alone. */
  loopback: z.boolean(),
  minimum_group_size: z.number(),
});
export type SnapshotReply = z.infer<typeof snapshotSchema>;
