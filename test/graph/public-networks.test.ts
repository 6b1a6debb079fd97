import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { betweenness } from '../../server/graph/betweenness.ts';
import { burt } from '../../server/graph/burt.ts';
import { components } from '../../server/graph/components.ts';
import { distances } from '../../server/graph/distances.ts';
import { arcCount, binary, buildDirected, degrees, transpose, undirected } from '../../server/graph/graph.ts';
import { groupSizes } from '../../server/graph/groups.ts';
import { eiIndex } from '../../server/graph/ei-index.ts';
import { pagerank } from '../../server/graph/pagerank.ts';
import { strongComponents } from '../../server/graph/strong-components.ts';
import { triangles } from '../../server/graph/triangles.ts';
import { describeRealData } from '../support/real-data.ts';
import { expectNear, readOracle } from './oracle.ts';

interface Origin {
  sha256: string;
  lines: number;
}

const digest = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

/** Whole numbers of a text in columns, column by column. */
function columns(text: string, count: number): Uint32Array[] {
  const numbers = text.trim().split(/\s+/).map(Number);
  return Array.from({ length: count }, (_, column) =>
    Uint32Array.from(numbers.filter((_number, at) => at % count === column)),
  );
}

/** Spearman's rank correlation: Pearson's of the mid-ranks. */
function spearman(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const ranks = (values: ArrayLike<number>): number[] => {
    const sorted = Array.from(values).toSorted((x, y) => x - y);
    const first = new Map<number, number>();
    const count = new Map<number, number>();
    sorted.forEach((value, at) => {
      if (!first.has(value)) first.set(value, at);
      count.set(value, (count.get(value) ?? 0) + 1);
    });
    return Array.from(values, (value) => (first.get(value) ?? 0) + ((count.get(value) ?? 1) - 1) / 2);
  };
  const [x, y] = [ranks(a), ranks(b)];
  const mean = (x.length - 1) / 2;
  const product = (one: number[], other: number[]): number =>
    one.reduce((sum, value, at) => sum + (value - mean) * ((other[at] ?? 0) - mean), 0);
  return product(x, y) / Math.sqrt(product(x, x) * product(y, y));
}

describeRealData('snap-email-eu-core', (folder) => {
  const { computed, files, pagerank_top10 } = readOracle('email-eu-core') as {
    files: Record<string, Origin>;
    computed: Record<string, number> & { pagerank_directed_top5_ids: number[]; pagerank_directed_top5: number[] };
    pagerank_top10: { ids: number[]; values: number[] };
  };
  const read = (name: string): Buffer => readFileSync(join(folder, name));
  const [from = new Uint32Array(0), to = new Uint32Array(0)] = columns(read('email-Eu-core.txt').toString(), 2);
  const [, departments = new Uint32Array(0)] = columns(read('email-Eu-core-department-labels.txt').toString(), 2);
  const n = departments.length;
  const arcs = binary(buildDirected(n, from, to, null));
  const ties = undirected(arcs, 'max');

  it.each(Object.keys(files))('is the %s that the figures are of', (name) => {
    const content = read(name);
    expect(digest(content)).toBe(files[name]?.sha256);
    expect(content.toString().trim().split('\n')).toHaveLength(files[name]?.lines ?? 0);
  });

  it('has the parts, triangles, longest way and small departments that igraph and networkx count', () => {
    const weak = components(arcs);
    const strong = strongComponents(arcs);
    const linesWithin = ({ labels, sizes, largest }: typeof weak): number =>
      from.filter((a, e) => labels[a] === labels[to[e] ?? 0] && sizes[labels[a] ?? 0] === largest).length;
    expect([weak.largest, linesWithin(weak)]).toEqual([computed.wcc_nodes, computed.wcc_edges_incl_loops]);
    expect([strong.largest, linesWithin(strong)]).toEqual([computed.scc_nodes, computed.scc_edges_incl_loops]);
    expect(triangles(ties).total).toBe(computed.triangles);
    expect(distances(ties).diameter).toBe(computed.diameter_undirected_gcc);
    const groups = { of: Int32Array.from(departments), count: 42 };
    const below = (size: number): number => groupSizes(groups).filter((people) => people < size).length;
    expect([below(5), below(10)]).toEqual([computed.depts_smaller_than_5, computed.depts_smaller_than_10]);
    const { internal, external } = eiIndex(ties, groups);
    expectNear(internal / (internal + external), computed.internal_share ?? null);
  });

  it('has the same order of people by PageRank and betweenness, and the same rank correlations', () => {
    const { values } = pagerank(arcs);
    const order = [...values.keys()].toSorted((a, b) => (values[b] ?? 0) - (values[a] ?? 0));
    expect(order.slice(0, 5)).toEqual(computed.pagerank_directed_top5_ids);
    computed.pagerank_directed_top5.forEach((value, place) => expectNear(values[order[place] ?? -1] ?? null, value));
    expect(order.slice(0, 10)).toEqual(pagerank_top10.ids);
    expectNear(spearman(values, degrees(transpose(arcs))), computed.spearman_pagerank_vs_indegree ?? null);
    const between = betweenness(ties);
    expectNear(Math.max(...between), computed.betweenness_max_raw ?? null);
    expectNear(spearman(between, degrees(ties)), computed.spearman_betweenness_vs_degree ?? null);
    const { constraint } = burt(ties);
    const tied = [...constraint.keys()].filter((person) => !Number.isNaN(constraint[person]));
    const openness = tied.map((person) => 1 - (constraint[person] ?? 0));
    expectNear(
      spearman(
        tied.map((person) => between[person] ?? 0),
        openness,
      ),
      computed.spearman_betweenness_vs_1_minus_constraint ?? null,
    );
  });
});

describeRealData('snap-collegemsg', (folder) => {
  it('is the log that the figures are of', () => {
    const origin = readOracle('college-msg') as Origin & {
      file: string;
      nodes: number;
      published_snap: { nodes: number; temporal_edges: number; static_edges: number; span_days: number };
    };
    const content = gunzipSync(readFileSync(join(folder, `${origin.file}.gz`)));
    expect(digest(content)).toBe(origin.sha256);
    const [from = new Uint32Array(0), to = new Uint32Array(0), second = new Uint32Array(0)] = columns(
      content.toString(),
      3,
    );
    expect(from).toHaveLength(origin.lines);
    expect(from).toHaveLength(origin.published_snap.temporal_edges);
    const people = [...new Set([...from, ...to])];
    expect([people.length, people.length]).toEqual([origin.nodes, origin.published_snap.nodes]);
    expect(arcCount(buildDirected(Math.max(...people) + 1, from, to, null))).toBe(origin.published_snap.static_edges);
    const days = ((second.at(-1) ?? 0) - (second[0] ?? 0)) / 86_400;
    expect(Math.floor(days)).toBe(origin.published_snap.span_days);
  });
});
