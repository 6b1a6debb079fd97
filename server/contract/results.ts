import { z } from 'zod';
import { resolvedFilterSchema } from './filters.ts';
import { textSchema } from './text.ts';

/** One value of a result: what JSON, CSV and Arrow can all carry. Null means "not defined here", never 0. */
export const cellSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type Cell = z.infer<typeof cellSchema>;

export const shapes = ['series', 'ranking', 'score', 'matrix', 'cohorts', 'summary', 'table'] as const;
export const shapeSchema = z.enum(shapes);
export type Shape = z.infer<typeof shapeSchema>;

export const units = [
  'people',
  'ratio',
  'count',
  'hours',
  'days',
  'index',
  'share',
  'score',
  'date',
  'text',
  'flag',
] as const;
export const unitSchema = z.enum(units);
export type Unit = z.infer<typeof unitSchema>;

/** A column of a result: its stable key, how it is called on screen and what its numbers mean. */
export const columnSchema = z.object({ key: z.string(), label: textSchema, unit: unitSchema });
export type Column = z.infer<typeof columnSchema>;

/** Why a figure can't be computed from the data at hand: a stable code and a sentence that says what would bring it. */
export const reasonSchema = z.object({ code: z.string(), sentence: textSchema });
export type Reason = z.infer<typeof reasonSchema>;

export const rowSchema = z.record(z.string(), cellSchema);
export type Row = z.infer<typeof rowSchema>;

export const metaSchema = z.object({
  id: z.string(),
  shape: shapeSchema,
  label: textSchema,
  unit: unitSchema,
  version: z.number().int(),
  snapshot: z.string(),
  filter: resolvedFilterSchema,
  /** How many rows or groups are hidden because too few people stand behind them. */
  suppressed: z.number().int(),
  warnings: z.array(textSchema),
  /** absolute: real dates; relative: days since the first event, shown as such; none: no dates at all. */
  clock: z.enum(['absolute', 'relative', 'none']),
  /** Where exchanges weigh less with age: the half-life in use, in days, and why this one. */
  half_life: z.object({ days: z.number(), why: textSchema }).optional(),
});

/** Why a subject stands where it stands, in plain words, and what to do about it. The reasons are the computation. */
export const explanationSchema = z.object({ reasons: z.array(textSchema), action: textSchema.nullable() });

/** The answer to one question about one metric, score or table. `rows` is empty when `reason` is given. */
export const resultSchema = z.object({
  meta: metaSchema,
  columns: z.array(columnSchema),
  rows: z.array(rowSchema),
  reason: reasonSchema.nullable(),
  /** Scores only: by subject id. */
  explanations: z.record(z.string(), explanationSchema).optional(),
});
export type Result = z.infer<typeof resultSchema>;

/** Columns that every result of a shape has, in this order; a metric may add its own after them. */
export const shapeColumns = {
  series: [
    { key: 'date', label: { fr: 'Date', en: 'Date' }, unit: 'date' },
    { key: 'group', label: { fr: 'Groupe', en: 'Group' }, unit: 'text' },
    { key: 'value', label: { fr: 'Valeur', en: 'Value' }, unit: 'index' },
    { key: 'numerator', label: { fr: 'Numérateur', en: 'Numerator' }, unit: 'count' },
    { key: 'denominator', label: { fr: 'Dénominateur', en: 'Denominator' }, unit: 'count' },
  ],
  ranking: [
    { key: 'subject_id', label: { fr: 'Identifiant', en: 'Identifier' }, unit: 'text' },
    { key: 'name', label: { fr: 'Nom', en: 'Name' }, unit: 'text' },
    { key: 'value', label: { fr: 'Valeur', en: 'Value' }, unit: 'index' },
    { key: 'rank', label: { fr: 'Rang', en: 'Rank' }, unit: 'count' },
  ],
  score: [
    { key: 'subject_id', label: { fr: 'Identifiant', en: 'Identifier' }, unit: 'text' },
    { key: 'value', label: { fr: 'Valeur', en: 'Value' }, unit: 'score' },
    { key: 'tier', label: { fr: 'Groupe', en: 'Tier' }, unit: 'text' },
  ],
  matrix: [
    { key: 'from', label: { fr: 'De', en: 'From' }, unit: 'text' },
    { key: 'to', label: { fr: 'Vers', en: 'To' }, unit: 'text' },
    { key: 'value', label: { fr: 'Valeur', en: 'Value' }, unit: 'index' },
  ],
  cohorts: [
    { key: 'cohort', label: { fr: 'Cohorte', en: 'Cohort' }, unit: 'date' },
    { key: 'size', label: { fr: 'Effectif', en: 'Size' }, unit: 'people' },
    { key: 'offset', label: { fr: 'Mois écoulés', en: 'Months since' }, unit: 'count' },
    { key: 'retained', label: { fr: 'Part encore active', en: 'Share still active' }, unit: 'ratio' },
  ],
  summary: [
    { key: 'key', label: { fr: 'Mesure', en: 'Measure' }, unit: 'text' },
    { key: 'value', label: { fr: 'Valeur', en: 'Value' }, unit: 'index' },
  ],
  table: [],
} as const satisfies Record<Shape, readonly Column[]>;
