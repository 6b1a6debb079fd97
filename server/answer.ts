import type { Capability } from './contract/capabilities.ts';
import type { Filter, ResolvedFilter } from './contract/filters.ts';
import { type Column, type Reason, type Result, type Row, shapeColumns } from './contract/results.ts';
import type { Text } from './contract/text.ts';
import { tieParameters } from './contract/tie-parameters.ts';
import { withDatedGroups } from './facts/with-dated-groups.ts';
import { knownNetwork } from './facts/known-network.ts';
import type { Network } from './facts/network.ts';
import type { Snapshot } from './facts/open.ts';
import type { Kernels } from './graph/workers/kernel-pool.ts';
import { usualKernels } from './graph/workers/usual-kernels.ts';
import type { Computed, MetricDefinition } from './metrics/define.ts';
import { protect, type Viewer } from './privacy.ts';
import { halfLifeInUse, tieParametersOf } from './backtest/half-life.ts';
import { resolveFilter } from './resolve-filter.ts';

const missing: Record<Capability, Text> = {
  times: {
    fr: 'Les données n’ont pas de dates : aucune mesure dans le temps n’est possible.',
    en: 'The data carry no dates: nothing can be measured over time.',
  },
  threads: {
    fr: 'Cette source ne distingue pas les réponses des publications.',
    en: 'This source does not tell replies from posts.',
  },
  reactions: { fr: 'Cette source ne dit pas qui a réagi à qui.', en: 'This source does not tell who reacted to whom.' },
  mentions: { fr: 'Cette source ne dit pas qui a mentionné qui.', en: 'This source does not tell who mentioned whom.' },
  communities: { fr: 'Cette source n’a pas de communautés.', en: 'This source has no communities.' },
  memberships: {
    fr: 'Cette source ne dit pas qui est membre de quelle communauté.',
    en: 'This source does not tell who belongs to which community.',
  },
  departments: {
    fr: 'Aucun service n’est connu : importez un annuaire (CSV) pour relier les personnes à leur service.',
    en: 'No department is known: import a directory (CSV) to tie people to their department.',
  },
  population: {
    fr: 'La population qui pourrait participer n’est pas connue : importez un annuaire (CSV).',
    en: 'The population who could take part is not known: import a directory (CSV).',
  },
  views: { fr: 'Cette source ne dit pas qui a lu.', en: 'This source does not tell who read.' },
  channels: {
    fr: 'Cette source ne dit pas par quel canal (web, mobile, e-mail) on contribue.',
    en: 'This source does not tell the channel (web, mobile, e-mail) of a contribution.',
  },
  questions: {
    fr: 'Cette source ne dit pas quelles publications posent une question.',
    en: 'This source does not tell which posts ask a question.',
  },
};

/** Why a definition can't be computed on this snapshot, or null when it can. */
export function unmetNeed(definition: Pick<MetricDefinition, 'needs'>, snapshot: Snapshot): Reason | null {
  const need = definition.needs.find((capability) => !snapshot.capabilities.includes(capability));
  return need === undefined ? null : { code: need === 'times' ? 'no_times' : `no_${need}`, sentence: missing[need] };
}

/** All columns of a definition's rows: those of its shape (the unit of `value` is the definition's), then its own. */
export function columnsOf(definition: Pick<MetricDefinition, 'shape' | 'unit' | 'columns'>): Column[] {
  const shared = shapeColumns[definition.shape].map((column) =>
    column.key === 'value' || column.key === 'retained' ? { ...column, unit: definition.unit } : column,
  );
  return [...shared, ...(definition.columns ?? [])];
}

/** Who computes an answer, and how it is told that nobody waits any more. */
interface Work {
  readonly kernels?: Kernels;
  readonly signal?: AbortSignal;
}

/**
 * One answer to one question: resolves the filter, computes, and lets privacy.ts decide what the viewer may see.
 * Every screen, export and command goes through here.
 */
export async function answer(
  definition: MetricDefinition,
  snapshot: Snapshot,
  filter: Filter,
  viewer: Viewer,
  { kernels = usualKernels, signal }: Work = {},
): Promise<Result> {
  const resolved = await resolveFilter(snapshot, filter, definition.ties);
  const computed = await compute(definition, snapshot, resolved, kernels, signal);
  signal?.throwIfAborted();
  const columns = columnsOf(definition);
  const seen = await protect(definition, columns, computed, snapshot, resolved, viewer);
  return {
    meta: {
      id: definition.id,
      shape: definition.shape,
      label: definition.label,
      unit: definition.unit,
      version: definition.version,
      snapshot: snapshot.snapshot_id,
      filter: resolved,
      suppressed: seen.suppressed,
      warnings: [...(computed.warnings ?? [])],
      clock: snapshot.clock,
      ...(computed.reason === undefined && doesFade(definition, resolved)
        ? { half_life: await halfLifeInUse(snapshot) }
        : {}),
    },
    columns: seen.columns,
    rows: seen.rows,
    reason: seen.reason,
    ...explanations(definition, seen.rows),
  };
}

/** Whether exchanges weigh less with age in an answer; undated ones have no age. */
const doesFade = (definition: MetricDefinition, filter: ResolvedFilter): boolean =>
  filter.to !== null && (filter.ties === 'strength' || definition.fades === true);

/** The reasons of each row of a score, computed from what the viewer may see: a hidden figure is in no sentence. */
function explanations(definition: MetricDefinition, rows: readonly Row[]): Pick<Result, 'explanations'> {
  if (definition.reasons === undefined) return {};
  return {
    explanations: Object.fromEntries(
      rows.map((row) => [
        String(row.subject_id),
        { reasons: [...(definition.reasons?.(row) ?? [])], action: definition.action?.(row) ?? null },
      ]),
    ),
  };
}

async function compute(
  definition: MetricDefinition,
  snapshot: Snapshot,
  filter: ResolvedFilter,
  kernels: Kernels,
  signal: AbortSignal | undefined,
): Promise<Computed> {
  const reason = unmetNeed(definition, snapshot);
  if (reason !== null) return { rows: [], reason };
  let loaded: Promise<Network> | null = null;
  const load = async (): Promise<Network> =>
    knownNetwork(
      snapshot,
      filter,
      filter.ties ?? 'raw',
      doesFade(definition, filter) ? await tieParametersOf(snapshot) : tieParameters,
    );
  const network = (): Promise<Network> => {
    signal?.throwIfAborted();
    loaded ??= load();
    return loaded;
  };
  return definition.compute({
    snapshot,
    filter,
    network,
    departmentNetwork: async () => withDatedGroups(snapshot.db, snapshot.time_zone, await network(), filter),
    kernel: (name, input) => kernels.run(name, input, signal),
  });
}
