import { z } from 'zod';
import { capabilitySchema } from './capabilities.ts';
import { tieModeSchema } from './filters.ts';
import { columnSchema, reasonSchema, shapeSchema, unitSchema } from './results.ts';
import { textSchema } from './text.ts';

/** One entry of the handbook: what a figure means and how it is computed. The page *Méthode* and the docs come from it. */
export const catalogueEntrySchema = z.object({
  id: z.string(),
  kind: z.enum(['metric', 'score', 'table']),
  shape: shapeSchema,
  unit: unitSchema,
  family: z.enum(['adoption', 'dialogue', 'network', 'departments', 'scores', 'backtest', 'tables']),
  subject: z.enum(['person', 'community', 'department']).nullable(),
  label: textSchema,
  question: textSchema,
  definition: textSchema,
  formula: z.string(),
  range: textSchema,
  nullRule: textSchema,
  reference: z.string(),
  needs: z.array(capabilitySchema),
  ties: tieModeSchema.nullable(),
  columns: z.array(columnSchema),
  version: z.number().int(),
  /** Scores only: the facets, with their weights. */
  parts: z.array(z.object({ id: z.string(), label: textSchema, weight: z.number(), formula: z.string() })),
  /** Null: can be computed on the data loaded now; else why not. */
  unavailable: reasonSchema.nullable(),
});
export type CatalogueEntry = z.infer<typeof catalogueEntrySchema>;
