import { columnsOf, unmetNeed } from './answer.ts';
import type { CatalogueEntry } from './contract/catalogue.ts';
import type { Snapshot } from './facts/open.ts';
import type { MetricDefinition } from './metrics/define.ts';
import { metrics } from './metrics/index.ts';
import { scores } from './scores/index.ts';
import { tables } from './tables/index.ts';

type Kind = CatalogueEntry['kind'];

const entries: readonly { readonly kind: Kind; readonly definition: MetricDefinition }[] = [
  ...scores.map((definition) => ({ kind: 'score' as const, definition })),
  ...metrics.map((definition) => ({ kind: 'metric' as const, definition })),
  ...tables.map((definition) => ({ kind: 'table' as const, definition })),
];

/** Every metric, score and table. */
export const definitions: readonly MetricDefinition[] = entries.map(({ definition }) => definition);

const byId = new Map(definitions.map((definition) => [definition.id, definition]));

/** The definition of a metric, score or table, or null when the id is unknown. */
export const findDefinition = (id: string): MetricDefinition | null => byId.get(id) ?? null;

/** Every id, in the order of the handbook. */
export const definitionIds = (): string[] => [...byId.keys()];

/** The handbook: every metric, score and table with its definition and, given a snapshot, whether it can be computed. */
export function catalogue(snapshot: Snapshot | null): CatalogueEntry[] {
  return entries.map(({ kind, definition }) => ({
    id: definition.id,
    kind,
    shape: definition.shape,
    unit: definition.unit,
    family: definition.family,
    subject: definition.subject ?? null,
    label: definition.label,
    question: definition.question,
    definition: definition.definition,
    formula: definition.formula,
    range: definition.range,
    nullRule: definition.nullRule,
    reference: definition.reference,
    needs: [...definition.needs],
    ties: definition.ties ?? null,
    columns: columnsOf(definition),
    version: definition.version,
    parts: [...(definition.parts ?? [])],
    unavailable: snapshot === null ? null : unmetNeed(definition, snapshot),
  }));
}
