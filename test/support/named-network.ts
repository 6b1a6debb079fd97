import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { answer } from '../../server/answer.ts';
import type { Filter } from '../../server/contract/filters.ts';
import type { Cell, Result, Row } from '../../server/contract/results.ts';
import { openSnapshot, type Snapshot } from '../../server/facts/open.ts';
import { type Identities, openIdentities } from '../../server/identities.ts';
import type { MetricDefinition } from '../../server/metrics/define.ts';
import { type OracleGraph, type PerNode, readDirected, readGraph } from '../graph/oracle.ts';
import { importedFolder, type WorldOptions } from './world.ts';

/** An imported network whose people can be asked for by the names they had in its files. */
export interface NamedNetwork {
  /** Where it was imported: to be read, or copied. */
  readonly folder: string;
  readonly snapshot: Snapshot;
  readonly identities: Identities;
  /** The answer as the data steward's own machine gives it: native ids, nothing hidden. */
  ask(definition: MetricDefinition, filter?: Filter): Promise<Result>;
  nameOf(personId: Cell | undefined): string;
}

/** A network from paths that the pipeline imports. */
export async function openNamed(paths: readonly string[], options: WorldOptions = {}): Promise<NamedNetwork> {
  const folder = await importedFolder(paths, options);
  const snapshot = await openSnapshot(folder);
  if (snapshot === null) throw new Error(`${paths.join(', ')}: nothing was published`);
  const identities = openIdentities(folder, undefined);
  return {
    folder,
    snapshot,
    identities,
    ask: (definition, filter = {}) => answer(definition, snapshot, filter, { identities, unsuppressed: true }),
    nameOf: (personId) => identities.get(String(personId))?.native_id ?? `unknown ${String(personId)}`,
  };
}

/** A network from the content of a few files. */
export async function openFiles(
  files: Readonly<Record<string, string>>,
  options: WorldOptions = {},
): Promise<NamedNetwork> {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-network-'));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    return await openNamed([folder], options);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** CSV of rows without commas or quotes in them. */
export const csv = (header: string, rows: readonly (readonly (string | number | null)[])[]): string =>
  `${[header, ...rows.map((row) => row.map((cell) => cell ?? '').join(','))].join('\n')}\n`;

/** An edge list, with a department for each person named in `departments`, who may have no tie. */
export function openTies(
  edges: readonly (readonly [string, string, number?])[],
  options: { readonly undirected?: boolean; readonly departments?: Readonly<Record<string, string>> } = {},
): Promise<NamedNetwork> {
  const weighted = edges.some((edge) => edge[2] !== undefined);
  return openFiles(
    {
      'edges.csv': csv(
        weighted ? 'source,target,weight' : 'source,target',
        edges.map(([a, b, weight]) => (weight === undefined ? [a, b] : [a, b, weight])),
      ),
      ...(options.departments
        ? { 'department-labels.csv': csv('person,department', Object.entries(options.departments)) }
        : {}),
    },
    { undirected: options.undirected ?? false },
  );
}

/** A reference network of fixtures/oracle, undirected unless it says otherwise, with its attribute as department. */
export function openOracle(name: string): Promise<NamedNetwork> {
  const oracle: Pick<OracleGraph, 'nodes' | 'edges' | 'directed' | 'attributes'> =
    name === 'toy-rse-directed' ? readDirected() : readGraph(name);
  const attribute = Object.values(oracle.attributes ?? {})[0];
  const tied = new Set(oracle.edges.flatMap(([a, b]) => [a, b]));
  const hasIsolate = oracle.nodes.some((node) => !tied.has(node));
  // People without a tie exist by their line in the department file.
  const departments = attribute ?? (hasIsolate ? Object.fromEntries(oracle.nodes.map((node) => [node, 'All'])) : null);
  return openTies(oracle.edges, { undirected: !oracle.directed, ...(departments ? { departments } : {}) });
}

/** Rows of a ranking of people by native id. */
export const byName = (result: Result): Map<string, Row> =>
  new Map(result.rows.map((row) => [String(row.native_id), row]));

/**
 * A ranking has exactly the people of `expected`, each value within 1e-6 or null on both sides, and ranks 1, 2, 2, 4
 * worked out again from the expected values; equal ranks are in the order of subject_id and nulls come last.
 */
export function expectRanking(result: Result, expected: PerNode, column = 'value'): void {
  expect(result.reason).toBeNull();
  const rows = byName(result);
  expect([...rows.keys()].sort()).toEqual(Object.keys(expected).sort());
  const defined = Object.values(expected).filter((value) => value !== null);
  for (const [name, value] of Object.entries(expected)) {
    const row = rows.get(name);
    expectValue(row?.[column], value, name);
    if (column !== 'value') continue;
    const rank = value === null ? null : 1 + defined.filter((other) => other > value + 2e-10).length;
    expect(row?.rank, `rank of ${name}`).toBe(rank);
  }
  const order = result.rows.map((row) => [row.rank === null ? Infinity : Number(row.rank), String(row.subject_id)]);
  if (column === 'value') expect(order).toEqual([...order].sort(byRankThenId));
}

const byRankThenId = ([rankA, idA]: (string | number)[], [rankB, idB]: (string | number)[]): number =>
  Number(rankA) - Number(rankB) || (String(idA) < String(idB) ? -1 : 1);

/** Equal within a tolerance, or both null. */
export function expectValue(actual: Cell | undefined, expected: number | null | undefined, label = '', within = 1e-6) {
  if (expected === null || expected === undefined) expect(actual, label).toBeNull();
  else {
    expect(typeof actual, label).toBe('number');
    expect(Math.abs(Number(actual) - expected), `${label}: ${String(actual)} is not ${expected}`).toBeLessThan(within);
  }
}

/** The value of a row of a summary. */
export function valueOf(result: Result, key: string): Cell | undefined {
  return result.rows.find((row) => row.key === key)?.value;
}
