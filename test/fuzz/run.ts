/**
 * Damaged exports by the thousand, from the examples of every source. Nothing but an ImportError may come out, and nothing
 * may hang. Prints seeds and counts; a failure is reduced and its files are kept in test-results/fuzz/.
 *
 *   npm run fuzz -- --mutants 1000000         through to publishing, in a data folder that must stay whole
 *   npm run fuzz -- --dry --mutants 5000      in memory, what `npm test` does: all are opened and recognised, and three
 *                                             in seven go on to the check, which is what takes time
 *   npm run fuzz -- --seed 4711 --mutants 1 --source slack-export    one of them again
 */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ImportError } from '../../pipelines/import-error.ts';
import { DryRun } from '../support/dry-run.ts';
import { useMemoryForTemp } from '../support/memory-for-temp.ts';
import { mutantOf, type Mutant, readExamples, writeFiles } from './mutants.ts';
import { PublishRun } from './publish-run.ts';
import { reduceFiles } from './reduce.ts';
import { Watchdog } from './watchdog.ts';

const { values } = parseArgs({
  options: {
    mutants: { type: 'string', default: '5000' },
    seed: { type: 'string', default: '1' },
    source: { type: 'string' },
    dry: { type: 'boolean', default: false },
  },
});
const firstSeed = Number(values.seed);
const kept = resolve(import.meta.dirname, '../../test-results/fuzz');
const leastStaged = 0.3;
const secondsPerMutant = values.dry ? 20 : 60;

const examples = readExamples();
const sources = [...examples.keys()].filter((id) => values.source === undefined || id === values.source).sort();
const share = Math.ceil(Number(values.mutants) / sources.length);

/** What one mutant came to: how far it got, and the fault when there was one. */
interface Verdict {
  readonly staged: boolean;
  readonly fault: string | null;
}

useMemoryForTemp();
const folder = mkdtempSync(join(tmpdir(), 'vigie-fuzz-'));
const watchdog = new Watchdog(secondsPerMutant);
const engine = values.dry ? await DryRun.open() : new PublishRun(folder);
const counts = new Map<string, { mutants: number; staged: number; refused: number; faults: number }>();
const faults: string[] = [];
/** Small examples are damaged alike now and then; in memory the same bytes meet the same fate, and it is known already. */
const judged = new Map<string, Verdict>();

async function verdictOf({ source, files }: Mutant, receiveOnly: boolean): Promise<Verdict> {
  if (!values.dry) return await judge(files, receiveOnly);
  const digest = createHash('sha256').update(`${source} ${receiveOnly}`);
  for (const [path, bytes] of files) digest.update(`\n${path}\n${bytes.length}\n`).update(bytes);
  const key = digest.digest('hex');
  const known = judged.get(key);
  if (known !== undefined) return known;
  const verdict = await judge(files, receiveOnly);
  judged.set(key, verdict);
  return verdict;
}

async function judge(files: Mutant['files'], receiveOnly: boolean): Promise<Verdict> {
  const place = join(folder, 'mutant');
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place);
  const { error, stop } = await engine.run(writeFiles(place, files), { receiveOnly });
  const staged = stop === 'check' || stop === 'done';
  if (error === null) return { staged, fault: null };
  if (!(error instanceof ImportError))
    return {
      staged,
      fault: error instanceof Error ? (error.stack ?? error.message) : 'something thrown that is no error',
    };
  const said = [error.problem.fr, error.problem.en, error.remedy.fr, error.remedy.en];
  return {
    staged,
    fault: said.every((text) => text !== '' && !/(?<!received )undefined|\[object/.test(text))
      ? null
      : `says nothing of use: ${error.message}`,
  };
}

try {
  for (let turn = 0; turn < share; turn++) {
    for (const source of sources) {
      const seed = firstSeed + turn;
      const mutant = mutantOf(seed, source, examples.get(source) ?? []);
      watchdog.begin(`seed ${seed} of ${source}`);
      const { staged, fault } = await verdictOf(mutant, values.dry && values.source === undefined && turn % 7 > 2);
      const count = counts.get(source) ?? { mutants: 0, staged: 0, refused: 0, faults: 0 };
      counts.set(source, {
        mutants: count.mutants + 1,
        staged: count.staged + (staged ? 1 : 0),
        refused: count.refused + (staged ? 0 : 1),
        faults: count.faults + (fault === null ? 0 : 1),
      });
      if (fault === null) continue;
      await report(mutant, fault);
    }
    if (turn > 0 && turn % 1000 === 0)
      process.stdout.write(`${turn * sources.length} mutants, ${faults.length} faults\n`);
  }
} finally {
  await engine.close();
  await watchdog.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function report(mutant: Mutant, fault: string): Promise<void> {
  const headline = fault.split('\n')[0] ?? '';
  faults.push(headline);
  process.stdout.write(
    `FAULT seed ${mutant.seed} ${mutant.source}/${mutant.example} (${mutant.damage.join(', ')}): ${fault.slice(0, 600)}\n`,
  );
  if (faults.length > 20) return;
  const sameFault = async (files: Mutant['files']): Promise<boolean> => {
    watchdog.begin(`seed ${mutant.seed} of ${mutant.source}, being reduced`);
    const again = await judge(files, false);
    return again.fault !== null && kindOf(again.fault) === kindOf(fault);
  };
  const small = await reduceFiles(mutant.files, sameFault);
  const place = join(kept, `${mutant.source}-${mutant.seed}`);
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  const written = writeFiles(place, small);
  process.stdout.write(`  reduced to ${small.size} file(s) in ${written}\n`);
}

/** The message without what is particular to one mutant: numbers, quoted texts. */
function kindOf(fault: string): string {
  return (fault.split('\n')[0] ?? '').replace(/"[^"]*"|'[^']*'|\d+/g, '#').slice(0, 80);
}

const all = [...counts.values()].reduce(
  (sum, count) => ({
    mutants: sum.mutants + count.mutants,
    staged: sum.staged + count.staged,
    faults: sum.faults + count.faults,
  }),
  { mutants: 0, staged: 0, faults: 0 },
);
for (const [source, { mutants, staged, faults: faulty }] of counts) {
  const percent = Math.round((100 * staged) / mutants);
  process.stdout.write(`${source.padEnd(24)} ${mutants} mutants, ${percent} % staged to the end, ${faulty} faults\n`);
}
const { user, system } = process.cpuUsage();
const reached = all.staged / all.mutants;
process.stdout.write(
  `seeds ${firstSeed} to ${firstSeed + share - 1}: ${all.mutants} mutants, ${(100 * reached).toFixed(1)} % staged to the end, ${values.dry ? `${judged.size} of them distinct, ` : ''}${all.faults} faults, ${Math.round((user + system) / 1e6)} s of processor\n`,
);
if (all.faults > 0) process.exitCode = 1;
if (values.source === undefined && reached < leastStaged) {
  process.stdout.write(
    `too few mutants get past recognition: ${leastStaged * 100} % are needed for the run to prove anything\n`,
  );
  process.exitCode = 1;
}
