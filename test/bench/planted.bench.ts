/**
 * Whether planted truths are found, and nothing where nothing was planted: `npx tsx test/bench/planted.bench.ts`, some two
 * minutes. Option: `--runs 200` (of each kind of network; a tenth as many organisations with communities).
 * Prints a Markdown table, and ends with exit code 1 when a criterion is missed.
 */
import { parseArgs } from 'node:util';
import { ambassadorShares, type Band } from '../synthetic/fairness.ts';
import {
  chanceDiscoveries,
  communityDeaths,
  type Deaths,
  departmentRatios,
  fragilePairs,
  groupAgreement,
} from '../synthetic/recovery.ts';

const { values: options } = parseArgs({ options: { runs: { type: 'string', default: '200' } } });
const runs = Number(options.runs);
const seeds = Array.from({ length: runs }, (_, k) => k + 1);
const few = seeds.slice(0, Math.ceil(runs / 10));
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

let isMet = true;
console.log('| planted | measured | asked | runs |\n|---|---|---|---:|');

/** Prints a line; without `holds` it is for information only. */
function report(planted: string, measured: string, asked: string, count: number, holds = true): void {
  if (!holds) isMet = false;
  console.log(`| ${planted} | ${measured}${holds ? '' : ' **missed**'} | ${asked} | ${count} |`);
}

const ratios = seeds.map(departmentRatios);
const coverage = sum(ratios.map(({ covering }) => covering)) / sum(ratios.map(({ intervals }) => intervals));
const silos = sum(ratios.map(({ silosFound }) => silosFound)) / (2 * runs);
report('ratio of each two departments', `in ${percent(coverage)} of intervals`, '93 %', runs, coverage >= 0.93);
report('two silos at 0.3', `found ${percent(silos)}`, '', runs);

for (const contacts of [3, 12, 40]) {
  const chance = seeds.map((seed) => chanceDiscoveries(seed, contacts));
  const alarmed = chance.filter(({ found }) => found > 0).length / runs;
  const pairs = sum(chance.map(({ found }) => found)) / sum(chance.map(({ judged }) => judged));
  const measured = `a silo or bridge in ${percent(alarmed)} of organisations, ${percent(pairs)} of pairs`;
  report(`nothing: shuffled departments, ${contacts} contacts each`, measured, '10 % at most', runs, alarmed <= 0.1);
}

const held = few.map(fragilePairs);
const exact = held.filter((pairs) => pairs.join(' ') === '0,1').length / few.length;
report('one pair held by one person', `found, and no other, in ${percent(exact)}`, '', few.length);

for (const leaving of [0.2, 0.4, 0.5, 0.6]) {
  const agreement = few.map((seed) => groupAgreement(seed, leaving));
  const [mean, least] = [sum(agreement) / few.length, Math.min(...agreement)];
  const measured = `AMI ${mean.toFixed(3)}, at least ${least.toFixed(3)}`;
  const isAsked = leaving === 0.2;
  report(`12 groups, mixing ${leaving}`, measured, isAsked ? '0.9' : '', few.length, !isAsked || least >= 0.9);
}

for (const [when, weeks] of [
  ['in late June', 77],
  ['on 5 September', 87],
] as const) {
  const found: Awaited<ReturnType<typeof communityDeaths>>[] = [];
  for (const seed of few) found.push(await communityDeaths(seed, weeks));
  for (const [rule, label] of [
    ['verdict', 'the verdict'],
    ['days30', '30 days of silence'],
    ['days60', '60 days of silence'],
  ] as const) {
    const count = (key: keyof Deaths): number => sum(found.map((each) => each[rule][key]));
    const [right, wrong, missed] = [count('rightly'), count('wrongly'), count('missed')];
    const measured = `${label}: precision ${(right / (right + wrong)).toFixed(3)}, recall ${(right / (right + missed)).toFixed(3)}`;
    const isAsked = rule === 'verdict';
    const holds = !isAsked || right / (right + wrong) >= 0.7;
    report(`12 of 50 communities dead, judged ${when}`, measured, isAsked ? '0.7' : '', few.length, holds);
  }
  const stillborn = sum(found.map((each) => each.stillborn)) / found.length;
  report(`6 that never took off, judged ${when}`, `found ${percent(stillborn)}`, '', few.length);
}
const shares: Awaited<ReturnType<typeof ambassadorShares>>[] = [];
for (const seed of few.slice(0, 10)) shares.push(await ambassadorShares(seed));
for (const [fewer, many] of [
  ['small departments', 'large departments'],
  ['newcomers', 'old hands'],
] as const) {
  const rate = (band: Band): number =>
    sum(shares.map((each) => each[band].proposed)) / sum(shares.map((each) => each[band].planted));
  const measured = `${percent(rate(fewer))} against ${percent(rate(many))}: ratio ${(rate(fewer) / rate(many)).toFixed(2)}`;
  report(`ambassadors in tier A or B: ${fewer} against ${many}`, measured, 'to look into below 0.8', shares.length);
}
process.exitCode = isMet ? 0 : 1;
