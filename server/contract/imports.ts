import { z } from 'zod';
import { mappingCheckSchema, mappingSchema, sniffedSchema } from './mapping.ts';
import { textSchema } from './text.ts';

export const importCreatedSchema = z.object({ id: z.string() });

/** One file of an export to be received; the folder is kept in `path` when a folder was dropped. */
export const deliveredFileSchema = z.object({
  path: z.string().min(1).max(1024),
  /** Bytes. */
  size: z.number().int().min(0),
  /** When it was last changed, in milliseconds since 1970: with path and size it tells one file from another. */
  modified: z.number(),
});

export const importOptionsSchema = z.object({
  name: z.string().max(120).optional(),
  timezone: z.string().max(60).optional(),
  undirected: z.boolean().optional(),
  origin: z.string().optional(),
  acceptRejects: z.boolean().optional(),
  /** Which column is what, for tables of no known format. Kept in the data folder once the import has succeeded. */
  mapping: mappingSchema.optional(),
});
export type ImportOptions = z.infer<typeof importOptionsSchema>;

/**
 * What will be sent. Without `files` the delivery is open: whatever is put into it belongs to it until it is started.
 * With `start` it is loaded as soon as all of `files` are here, whether or not anybody still looks.
 */
export const importRequestSchema = z.object({
  files: z.array(deliveredFileSchema).min(1).max(200_000).optional(),
  options: importOptionsSchema.optional(),
  start: z.boolean().optional(),
});
export type ImportRequest = z.infer<typeof importRequestSchema>;

/** Where each of the files goes, in the order asked; `offset` bytes of it are here already. */
export const importOpenedSchema = importCreatedSchema.extend({
  uploads: z.array(z.object({ path: z.string(), address: z.string(), size: z.number(), offset: z.number() })),
});
export type ImportOpened = z.infer<typeof importOpenedSchema>;

/** One source found in a delivery: the object that `vigie import --json` prints. */
export const importReportSchema = z.object({
  source: z.string(),
  name: z.string(),
  files: z.number(),
  records_read: z.number(),
  used: z.number(),
  ignored: z.record(z.string(), z.number()),
  duplicates: z.number(),
  rejected: z.record(z.string(), z.number()),
  events: z.record(z.string(), z.number()),
  people: z.number(),
  communities: z.number(),
  first_day: z.string().nullable(),
  last_day: z.string().nullable(),
  seconds: z.number(),
  warnings: z.array(textSchema).optional(),
});
export type ImportReport = z.infer<typeof importReportSchema>;

/** Why nothing was loaded, and how to mend it. `file` is null when no file is at fault. */
export const importFailureSchema = z.object({
  file: z.string().nullable(),
  line: z.number().nullable(),
  /** A clause without capital or full stop. */
  problem: textSchema,
  /** A sentence or two without the last full stop. */
  remedy: textSchema,
  /** How many records each rule rejected, when too many were. */
  rejected: z.record(z.string(), z.number()).optional(),
  /** Another writer holds the data folder: a later attempt may succeed. */
  busy: z.boolean().optional(),
});
export type ImportFailure = z.infer<typeof importFailureSchema>;

/** What was seen in a table, or why nothing could be. Exactly one is not null. */
export const sniffReplySchema = z.object({
  sniffed: sniffedSchema.nullable(),
  refused: importFailureSchema.nullable(),
});
export type SniffReply = z.infer<typeof sniffReplySchema>;

/** What a mapping would make of the first rows, or why it can't be tried. Exactly one is not null. */
export const checkReplySchema = z.object({
  checked: mappingCheckSchema.nullable(),
  refused: importFailureSchema.nullable(),
});
export type CheckReply = z.infer<typeof checkReplySchema>;

export const importSteps = ['receive', 'stage', 'check', 'load', 'publish'] as const;

/** What the progress stream says, in order: receiving, queued, then running steps, then done, failed or cancelled. */
export const importProgressSchema = z.discriminatedUnion('state', [
  /** `total` is null for an open delivery. */
  z.object({ state: z.literal('receiving'), bytes: z.number(), total: z.number().nullable() }),
  z.object({ state: z.literal('queued'), before: z.number() }),
  z.object({
    state: z.literal('running'),
    step: z.enum(importSteps),
    /** Parts of the step, of how many; no measure of time. */
    done: z.number(),
    total: z.number(),
    /** Bytes read in this step, of those that it will read; null where none are, and before the first. */
    bytes: z.object({ done: z.number(), total: z.number() }).nullable(),
    /** Records of the delivery that were read and counted so far; null before any was. */
    records: z.number().nullable(),
    /** Since when this step runs. */
    seconds: z.number(),
  }),
  z.object({ state: z.literal('done'), reports: z.array(importReportSchema) }),
  importFailureSchema.extend({ state: z.literal('failed') }),
  z.object({ state: z.literal('cancelled') }),
]);
export type ImportProgress = z.infer<typeof importProgressSchema>;

/** One delivery that came through the browser: underway, or ended since less than a day. */
export const importJobSchema = z.object({
  id: z.string(),
  /** Of the delivery, else of its first file or folder. */
  name: z.string(),
  files: z.number(),
  /** What all of its files make; null for an open delivery. */
  bytes: z.number().nullable(),
  /** ISO 8601, UTC. */
  created_at: z.string(),
  progress: importProgressSchema,
});
export type ImportJob = z.infer<typeof importJobSchema>;
