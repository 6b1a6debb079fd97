import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compileInto, packageRoot } from '../../server/compiled-code.mjs';
import { readNumbers, writeArcs } from './graph/arcs-file.ts';
import { type Arcs, drawOrganisation, plantedCommunities, ringOfCliques } from './graph/draw-network.ts';
import { difference, hasModule, type Run, runProgram, runPython } from './graph/tools.ts';

/**
 * The network kernels beside igraph (C), graphology and networkx, on networks drawn from a seed. Every tool has a process of
 * its own and reads the same files; what they find is compared before any time is printed. Ratios are of processor seconds,
 * which other work on the machine disturbs least. The exit code is 1 when results differ or a limit is missed; a tool that
 * isn't installed (`apt-get install python3-igraph python3-networkx`) is left out, and said.
 *
 *     npx tsx test/bench/graph.bench.ts [--seed 7] [--pairs 5] [--folder /tmp]
 *     … --only large, betweenness, leiden, threads or growth, for one part
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '7' },
    pairs: { type: 'string', default: '5' },
    folder: { type: 'string', default: tmpdir() },
    only: { type: 'string' },
  },
});
const seed = Number(values.seed);
const programs = ['vigie', 'graphology', 'team'].map((name) => `test/bench/graph/${name}-steps.ts`);
const [vigie = '', graphology = '', team = ''] = programs;
/** How many times faster than igraph, in processor seconds. */
const limits: Readonly<Record<string, number>> = {
  pagerank: 3,
  constraint: 10,
  components: 3,
  triangles: 1.3,
  'k-core': 1,
  leiden: 1,
  betweenness: 1.2,
};
const tolerance = 1e-9;
/** Modularity is equal to three digits: better is welcome. */
const modularityBelow = 5e-4;
const twoThreads = 1.8;
const memoryShare = 0.5;
let failed = false;

const number = (value: number): string => value.toLocaleString('en', { maximumSignificantDigits: 3 });

/** Marks a figure that doesn't keep its limit. */
function judged(text: string, isKept: boolean): string {
  if (!isKept) failed = true;
  return isKept ? text : `${text} MISSED`;
}

/** Compares what two tools found, and only then gives a table of their times. */
function compare(folder: string, ours: Run, name: string, theirs: Run): string {
  const rows = [...theirs.times].map(([step, { seconds, cpu }]) => {
    const own = ours.times.get(step);
    const gap = step === 'build' ? 0 : difference(folder, step, ['vigie', name]);
    if (own === undefined || gap === null) return '';
    const told = gap === 0 ? 'equal' : `to ${gap.toExponential(0)}`;
    const found = step === 'leiden' ? modularities(folder, name) : judged(told, gap <= tolerance);
    const ratio = cpu / own.cpu;
    const limit = name === 'igraph' ? limits[step] : undefined;
    const faster = limit === undefined ? number(ratio) : judged(`${number(ratio)} (at least ${limit})`, ratio >= limit);
    return `| ${step} | ${found} | ${number(own.cpu)} | ${number(cpu)} | ${faster} | ${number(own.seconds)} | ${number(seconds)} |`;
  });
  return [
    `| step | results | Vigie, CPU s | ${name}, CPU s | times faster | Vigie, s | ${name}, s |`,
    '|---|---|---:|---:|---:|---:|---:|',
    ...rows.filter((row) => row !== ''),
  ].join('\n');
}

/** What Leiden reaches in each tool, by its own chance: communities differ, how good they are shouldn't. */
function modularities(folder: string, name: string): string {
  const [ours = Number.NaN, theirs = Number.NaN] = ['vigie', name].map(
    (tool) => readNumbers(join(folder, `${tool}.leiden.f64`))[0],
  );
  return judged(`modularity ${ours.toFixed(5)} and ${theirs.toFixed(5)}`, ours > theirs - modularityBelow);
}

/** Draws a network into a folder of its own, which is gone when `use` has ended. */
async function on(name: string, arcs: Arcs, use: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(values.folder, 'vigie-graph-'));
  try {
    writeArcs(folder, arcs);
    const load = loadavg()[0]?.toFixed(1);
    console.log(
      `\n## ${name}: ${number(arcs.n)} people, ${arcs.from.length.toLocaleString('en')} ties; load ${load}\n`,
    );
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const hasIgraph = hasModule('igraph');
const steps = ['undirected', 'pagerank', 'components', 'k-core', 'triangles', 'leiden', 'constraint'];

async function beside(folder: string, wanted: readonly string[], times = '3'): Promise<Run> {
  const ours = await runProgram(compiled, vigie, [folder, times, ...wanted]);
  if (!hasIgraph) {
    console.log('igraph is not installed (python3-igraph): left out.');
    return ours;
  }
  const theirs = await runPython('igraph-steps.py', [folder, ...wanted]);
  console.log(compare(folder, ours, 'igraph', theirs));
  const share = ours.megabytes / theirs.megabytes;
  console.log(`\nPeak memory: Vigie ${number(ours.megabytes)} MB, igraph ${number(theirs.megabytes)} MB`);
  if (wanted === steps)
    console.log(judged(`a share of ${share.toFixed(2)} (at most ${memoryShare})`, share <= memoryShare));
  return ours;
}

async function large(): Promise<void> {
  await on('A large organisation', drawOrganisation(100_000, 7_500_000, seed), async (folder) => {
    const ours = await beside(folder, steps, '1');
    const wanted = steps.filter((step) => ['undirected', 'pagerank', 'components', 'k-core'].includes(step));
    const theirs = await runProgram(compiled, graphology, [folder, ...wanted]);
    console.log(`\n${compare(folder, ours, 'graphology', theirs)}`);
    console.log(`\nPeak memory of graphology: ${number(theirs.megabytes)} MB`);
  });
}

async function betweenness(): Promise<void> {
  await on('Exact betweenness', drawOrganisation(10_000, 300_000, seed), async (folder) => {
    const wanted = ['undirected', 'pagerank', 'components', 'k-core', 'triangles'];
    await beside(folder, ['betweenness'], '1');
    if (!hasModule('networkx')) return console.log('networkx is not installed (python3-networkx): left out.');
    const ours = await runProgram(compiled, vigie, [folder, '3', ...wanted]);
    const theirs = await runPython('networkx-steps.py', [folder, ...wanted]);
    console.log(`\n${compare(folder, ours, 'networkx', theirs)}`);
  });
}

async function hardCommunities(): Promise<void> {
  const wanted = ['undirected', 'leiden'];
  await on(
    'A ring of 10,000 cliques of 8',
    ringOfCliques(10_000, 8),
    async (folder) => void (await beside(folder, wanted)),
  );
  for (const mixing of [0.5, 0.6]) {
    const name = `Planted communities, ${100 * mixing} % of contacts anywhere`;
    await on(name, plantedCommunities(50_000, mixing, seed), async (folder) => void (await beside(folder, wanted)));
  }
}

async function threads(): Promise<void> {
  const paired = async (folder: string, kernels: readonly string[]): Promise<void> => {
    const { pairs } = await runProgram(compiled, team, [folder, values.pairs, ...kernels]);
    for (const kernel of kernels) {
      const own = pairs.filter(({ pair }) => pair === kernel);
      const ratio = median(own.map(({ one, two }) => one / two));
      const seconds = `${number(median(own.map(({ one }) => one)))} s and ${number(median(own.map(({ two }) => two)))} s`;
      const told = judged(`${ratio.toFixed(2)} times faster (at least ${twoThreads})`, ratio >= twoThreads);
      console.log(`- ${kernel}: one thread and two, equal bit by bit, ${seconds}: ${told}`);
    }
    console.log(`- load after: ${loadavg()[0]?.toFixed(1)}; medians of ${values.pairs} pairs that alternate`);
  };
  await on('Two threads', drawOrganisation(5000, 150_000, seed), (folder) => paired(folder, ['betweenness']));
  await on('Two threads', drawOrganisation(100_000, 7_500_000, seed), (folder) =>
    paired(folder, ['pagerank', 'triangles', 'constraint']),
  );
}

async function growth(): Promise<void> {
  const sizes = [10_000, 31_623, 100_000, 316_228, 1_000_000];
  const runs: Run[] = [];
  for (const n of sizes) {
    await on('Growth', drawOrganisation(n, 20 * n, seed), async (folder) => {
      runs.push(await runProgram(compiled, vigie, [folder, n <= 100_000 ? '3' : '1', ...steps]));
    });
  }
  console.log(`| step | ${sizes.map((n) => `${n.toLocaleString('en')}, CPU s`).join(' | ')} | exponent |`);
  console.log(`|---|${'---:|'.repeat(sizes.length + 1)}`);
  for (const step of ['build', ...steps]) {
    const times = runs.map((run) => run.times.get(step)?.cpu ?? Number.NaN);
    console.log(`| ${step} | ${times.map(number).join(' | ')} | ${slope(sizes, times).toFixed(2)} |`);
  }
  console.log(`\nPeak memory: ${runs.map(({ megabytes }) => number(megabytes)).join(', ')} MB`);
}

/** Exponent of a power law through the points, by least squares of the logarithms. */
function slope(xs: readonly number[], ys: readonly number[]): number {
  const mean = (all: readonly number[]): number => all.reduce((sum, value) => sum + value, 0) / all.length;
  const [logX, logY] = [xs.map(Math.log), ys.map(Math.log)];
  const [meanX, meanY] = [mean(logX), mean(logY)];
  const products = logX.map((x, i) => (x - meanX) * ((logY[i] ?? 0) - meanY));
  return mean(products) / mean(logX.map((x) => (x - meanX) ** 2));
}

function median(all: readonly number[]): number {
  return all.toSorted((a, b) => a - b)[all.length >> 1] ?? Number.NaN;
}

mkdirSync(join(packageRoot, 'dist'), { recursive: true });
const compiled = mkdtempSync(join(packageRoot, 'dist', 'bench-'));
try {
  await compileInto(compiled, programs);
  console.log(`Seed ${seed}; Node ${process.version}`);
  const parts = { large, betweenness, leiden: hardCommunities, threads, growth };
  for (const [name, part] of Object.entries(parts)) if (values.only === undefined || values.only === name) await part();
} finally {
  rmSync(compiled, { recursive: true });
}
if (failed) {
  console.error('\nA limit is missed, or results differ.');
  process.exitCode = 1;
}
