import { z } from 'zod';
import { textSchema } from './text.ts';

export const tableKinds = ['events', 'people', 'memberships', 'communities'] as const;

/** Which column of a file is what, as a data folder keeps it. The pipeline checks it in depth; this is its shape. */
export const mappingSchema = z.object({
  vigie_mapping: z.literal(1),
  name: z.string().min(1).max(120),
  platform: z.string().max(40).optional(),
  table: z.enum(tableKinds),
  file: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  /** Role to column, or to several spellings of it. */
  columns: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  kinds: z
    .object({
      always: z.string().optional(),
      values: z.record(z.string(), z.string()).optional(),
      otherwise: z.string().optional(),
    })
    .optional(),
  dates: z
    .object({
      order: z.enum(['day-first', 'month-first']).optional(),
      format: z.string().max(60).optional(),
      zone: z.string().max(60).optional(),
    })
    .optional(),
});
export type Mapping = z.infer<typeof mappingSchema>;

/** What the steward may decide before the file is looked at. */
export const sniffOptionsSchema = z.object({
  sheet: z.string().max(300).optional(),
  table: z.enum(tableKinds).optional(),
  preset: z.string().max(60).optional(),
});
export type SniffOptions = z.infer<typeof sniffOptionsSchema>;

/** A file's columns and first rows, for the steward's eyes alone, and the mapping proposed for it. */
export const sniffedSchema = z.object({
  file: z.string(),
  sheets: z.array(z.string()),
  rows: z.number(),
  /** False: the file goes on beyond the rows looked at. */
  whole: z.boolean(),
  columns: z.array(
    z.object({
      name: z.string(),
      filled: z.number(),
      distinct: z.number(),
      values: z.array(z.object({ value: z.string(), count: z.number() })),
    }),
  ),
  preview: z.array(z.array(z.string().nullable())),
  mapping: mappingSchema.extend({ columns: z.record(z.string(), z.string()) }),
  reasons: z.record(z.string(), textSchema),
  questions: z.array(
    z.object({ code: z.string(), column: z.string().nullable(), words: textSchema, blocking: z.boolean() }),
  ),
  /** Shipped suggestions, all unverified. */
  presets: z.array(z.object({ id: z.string(), name: z.string() })),
  saved: z.string().nullable(),
  /** What each table's columns may be, in order. */
  roles: z.record(
    z.enum(tableKinds),
    z.array(z.object({ name: z.string(), label: textSchema, required: z.boolean(), date: z.boolean() })),
  ),
  /** What a row may be, by table. */
  kindCodes: z.record(z.enum(tableKinds), z.array(z.string())),
});
export type Sniffed = z.infer<typeof sniffedSchema>;

/** What an import under a mapping would make of the first rows. */
export const mappingCheckSchema = z.object({
  records_read: z.number(),
  used: z.number(),
  ignored: z.record(z.string(), z.number()),
  duplicates: z.number(),
  rejected: z.record(z.string(), z.number()),
  examples: z.array(
    z.object({ file: z.string(), line: z.number().nullable(), rule: z.string(), detail: z.string().nullable() }),
  ),
  events: z.record(z.string(), z.number()),
  people: z.number(),
  communities: z.number(),
  addressed: z.number(),
  first_day: z.string().nullable(),
  last_day: z.string().nullable(),
  whole: z.boolean(),
});
