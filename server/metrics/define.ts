import type { Capability } from '../contract/capabilities.ts';
import type { ResolvedFilter, TieMode } from '../contract/filters.ts';
import type { Column, Reason, Row, Shape, Unit } from '../contract/results.ts';
import type { Text } from '../contract/text.ts';
import type { Snapshot } from '../facts/open.ts';
import type { Network } from '../facts/network.ts';
import type { KernelInput, KernelName, KernelOutput } from '../graph/workers/kernels.ts';

/** What a computation may look at: the snapshot and the filter. No clock, no environment, no randomness but a fixed seed. */
export interface Context {
  readonly snapshot: Snapshot;
  readonly filter: ResolvedFilter;
  /** The network under the filter, built once per question. */
  network(): Promise<Network>;
  /** The same for measures of departments: each tie counts for the departments of its day. */
  departmentNetwork(): Promise<Network>;
  /** A heavy kernel, in threads of its own when the network is large; stopped when nobody waits for the answer. */
  kernel<Name extends KernelName>(name: Name, input: KernelInput<Name>): Promise<KernelOutput<Name>>;
}

export interface Computed {
  readonly rows: readonly Row[];
  readonly warnings?: readonly Text[];
  /** Set when the data can't answer; rows are then empty. */
  readonly reason?: Reason;
}

/** Which columns name departments and which count people, so that privacy.ts can hide small groups. */
export interface Privacy {
  /** Columns that hold a department's name: rows of hidden departments lose their figures. */
  readonly departments?: readonly string[];
  /** Columns that hold a site's name: the same for sites that are too small. */
  readonly sites?: readonly string[];
  /** Columns counting the people behind a row: 1 to 4 hides the row's figures. */
  readonly people?: readonly string[];
  /** Columns that hold person ids, in tables; a ranking or score of people has them in `subject_id`. */
  readonly persons?: readonly string[];
  /** Column whose counts of people add up to a total that anybody may know: a hidden row then hides a second one. */
  readonly partition?: string;
  /** Columns that stay readable on a hidden row (its identity); all the other columns become null. */
  readonly keep?: readonly string[];
}

export interface MetricDefinition {
  readonly id: string;
  readonly shape: Shape;
  readonly unit: Unit;
  /** Where it stands in the handbook. */
  readonly family: 'adoption' | 'dialogue' | 'network' | 'departments' | 'scores' | 'backtest' | 'tables';
  /** What a row of a ranking or score is about. */
  readonly subject?: 'person' | 'community' | 'department';
  readonly label: Text;
  /** The practitioner's question it answers. */
  readonly question: Text;
  /** In one or two plain sentences. */
  readonly definition: Text;
  /** The formula, language-neutral. */
  readonly formula: string;
  readonly range: Text;
  /** When it is null, and why. */
  readonly nullRule: Text;
  /** Paper, book or document it comes from. */
  readonly reference: string;
  /** What the data must tell; otherwise the answer is "not in this source". */
  readonly needs: readonly Capability[];
  /** The tie mode it uses when none is asked for; absent: it uses no network and refuses `ties`. */
  readonly ties?: TieMode;
  /** Exchanges weigh less with age in it, whatever the ties: its answers say by which half-life. */
  readonly fades?: true;
  /** Columns after those of its shape. */
  readonly columns?: readonly Column[];
  readonly privacy?: Privacy;
  /** Raised whenever the definition changes, so that a printed figure can be traced. */
  readonly version: number;
  /** Scores: the facets and their public weights. */
  readonly parts?: readonly Part[];
  /** Scores: why this row stands where it stands, the strongest reason first. */
  reasons?(row: Row): readonly Text[];
  /** Scores: what to do about it, or null when nothing needs doing. */
  action?(row: Row): Text | null;
  compute(context: Context): Promise<Computed>;
}

/** One facet of a score. */
export interface Part {
  readonly id: string;
  readonly label: Text;
  readonly weight: number;
  readonly formula: string;
}

/** Keeps the literal id and shape of a metric, so that a misspelt id does not compile. */
export function defineMetric<const M extends MetricDefinition>(metric: M): M {
  return metric;
}
