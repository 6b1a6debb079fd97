/**
 * Whether the score of ambassadors can be bought: `npx tsx test/bench/attacks.bench.ts`, some eight minutes.
 * Options: `--seeds 8`, `--only designed` or `--only others`.
 * Draws organisations of 600 people with 25 planted ambassadors, lets some of the others play for the score, and prints
 * the mean precision at 25 of several rankings, with the gamers among the first 25 in brackets. Ends with exit code 1
 * when the score falls under 0.90 or lets in more than one gamer under an attack that it was designed for. Other attacks
 * are made stronger until it breaks, and the point where it does is printed.
 */
import { parseArgs } from 'node:util';
import {
  type Attack,
  basic,
  bipartiteRing,
  helpfulRing,
  ring,
  slowInfiltrators,
  sockPuppets,
  sparseConspiracy,
} from '../synthetic/attacks.ts';
import { drawOrganisation } from '../synthetic/organisation.ts';
import { among, asked, candidatesOf, precision, rivals } from '../synthetic/top-people.ts';

const fewest = { precision: 0.9, gamers: 1 } as const;

const none: Attack = (house) => ({ house, gamers: [] });
const designed: readonly [label: string, attack: Attack, strength: number][] = [
  ['clean', none, 0],
  ['basic', basic, 0],
  ['ring of 8', ring, 8],
  ['ring of 16', ring, 16],
  ['ring of 24', ring, 24],
  ['bipartite ring of 24', bipartiteRing, 24],
];
const others: readonly [label: string, attack: Attack, unit: string, strengths: readonly number[]][] = [
  ['sparse conspiracy', sparseConspiracy, 'conspirators with 8 partners each', [12, 24, 48, 96, 192]],
  ['helpful ring of 24', helpfulRing, 'strangers answered a week each', [2, 5, 10, 20, 40]],
  ['slow infiltrators, 12', slowInfiltrators, 'threads answered a week each', [4, 8, 16, 32, 64]],
  ['sock puppets, 8 owners', sockPuppets, 'accounts each', [2, 4, 8, 16, 32]],
];

interface Outcome {
  precision: number;
  gamers: number;
  /** Gamers in tier A or B without a reserve. */
  proposed: number;
}

const { values: options } = parseArgs({
  options: { seeds: { type: 'string', default: '8' }, only: { type: 'string' } },
});
const seeds = Array.from({ length: Number(options.seeds) }, (_, k) => k + 1);

/** The mean outcome of each ranking over the seeds; `score` is the product's. */
async function outcomes(attack: Attack, strength: number, names: readonly string[]): Promise<Map<string, Outcome>> {
  const means = new Map<string, Outcome>();
  const add = (name: string, one: Outcome): void => {
    const mean = means.get(name) ?? { precision: 0, gamers: 0, proposed: 0 };
    for (const key of ['precision', 'gamers', 'proposed'] as const) mean[key] += one[key] / seeds.length;
    means.set(name, mean);
  };
  for (const seed of seeds) {
    const { house: original, truth } = drawOrganisation(seed);
    const { house, gamers } = attack(original, truth, seed, strength);
    await asked(house, async (snapshot) => {
      for (const name of names) {
        const top = (await rivals[name]?.(house, snapshot)) ?? [];
        add(name, { precision: precision(top, truth.ambassadors), gamers: among(top, gamers), proposed: 0 });
      }
      const { first, proposed } = await candidatesOf(snapshot);
      add('score', {
        precision: precision(first, truth.ambassadors),
        gamers: among(first, gamers),
        proposed: among(proposed, gamers),
      });
    });
  }
  return means;
}

const cell = (outcome: Outcome | undefined): string =>
  outcome === undefined ? '' : `${outcome.precision.toFixed(3)} (${outcome.gamers.toFixed(1)})`;
const isBroken = ({ precision: found, gamers }: Outcome): boolean => found < fewest.precision || gamers > fewest.gamers;

async function runDesigned(): Promise<boolean> {
  const columns: Map<string, Outcome>[] = [];
  for (const [, attack, strength] of designed) columns.push(await outcomes(attack, strength, Object.keys(rivals)));
  console.log(`Precision at 25 (gamers among the 25), mean of ${seeds.length} organisations\n`);
  console.log(`| ranking | ${designed.map(([label]) => label).join(' | ')} |`);
  console.log(`|---|${designed.map(() => '---:|').join('')}`);
  for (const name of [...Object.keys(rivals), 'score']) {
    const label = name === 'score' ? '**ambassadors**' : name;
    console.log(`| ${label} | ${columns.map((column) => cell(column.get(name))).join(' | ')} |`);
  }
  const proposed = columns.map((column) => (column.get('score')?.proposed ?? 0).toFixed(1));
  console.log(`| gamers in tier A or B without reserve | ${proposed.join(' | ')} |\n`);
  const missed = designed.filter(([label], k) => {
    const outcome = columns[k]?.get('score');
    return label !== 'clean' && (outcome === undefined || isBroken(outcome));
  });
  for (const [label] of missed)
    console.error(`${label}: below ${fewest.precision} or more than ${fewest.gamers} gamer`);
  return missed.length === 0;
}

async function runOthers(): Promise<void> {
  console.log('Attacks that the score was not designed for, made stronger: PageRank on capped ties, then the score\n');
  console.log('| attack | strength | PageRank | ambassadors | in tier A or B |\n|---|---:|---:|---:|---:|');
  const found: string[] = [];
  for (const [label, attack, unit, strengths] of others) {
    let broken: number | null = null;
    for (const strength of strengths) {
      const mean = await outcomes(attack, strength, ['PageRank, capped ties']);
      const score = mean.get('score');
      if (score === undefined) continue;
      if (broken === null && isBroken(score)) broken = strength;
      const tiers = score.proposed.toFixed(1);
      console.log(
        `| ${label} | ${strength} | ${cell(mean.get('PageRank, capped ties'))} | ${cell(score)} | ${tiers} |`,
      );
    }
    found.push(`${label}: ${broken === null ? `holds up to ${strengths.at(-1)}` : `breaks at ${broken}`} ${unit}`);
  }
  console.log(`\n${found.join('\n')}`);
}

let isSafe = true;
if (options.only !== 'others') isSafe = await runDesigned();
if (options.only !== 'designed') await runOthers();
process.exitCode = isSafe ? 0 : 1;
