/**
 * Does a test notice when a metric is wrong by 1 %? For each metric and score, and each of its numeric columns, the
 * tree is copied, the column is multiplied by 1.01 on its way out, and the metric's own test file must fail.
 * A zero, that no factor can change, becomes 0.01. A column in which the test never meets a number is tried again with
 * every null turned into 1: it is reported as `constant` when the test notices, because it asserts that it is null.
 *
 *   npx tsx test/mutation/run.ts            every metric and score
 *   npx tsx test/mutation/run.ts degree …   only these
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { answer, columnsOf } from '../../server/answer.ts';
import { definitions } from '../../server/catalogue.ts';
import type { Row } from '../../server/contract/results.ts';
import { metrics } from '../../server/metrics/index.ts';
import { scores } from '../../server/scores/index.ts';
import { openWorld } from '../support/world.ts';

const root = resolve(import.meta.dirname, '../..');
const asked = process.argv.slice(2);
const numeric = new Set(['people', 'ratio', 'count', 'hours', 'days', 'index', 'share', 'score']);
/** Columns that follow from the others and the order of rows: a rank does not move when every value grows alike. */
const derived = new Set(['rank', 'offset']);

const world = await openWorld('two-silos');
const summaries = new Map<string, readonly Row[]>();
for (const definition of definitions.filter(({ shape }) => shape === 'summary')) {
  summaries.set(definition.id, (await answer(definition, world, {}, { identities: null, unsuppressed: true })).rows);
}
world.close();

const copy = mkdtempSync(join(tmpdir(), 'vigie-mutation-'));
/** Exists once a mutant has met a number to change. */
const met = join(copy, 'met-a-number');
try {
  for (const entry of [
    'server',
    'pipelines',
    'fixtures',
    'test',
    'client',
    'package.json',
    'tsconfig.json',
    'vite.config.ts',
  ]) {
    cpSync(join(root, entry), join(copy, entry), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  mutate(join(copy, 'server/metrics/define.ts'), 'defineMetric');
  mutate(join(copy, 'server/scores/define.ts'), 'defineScore');

  let survivors = 0;
  let mutants = 0;
  for (const definition of [...metrics, ...scores]) {
    if (asked.length > 0 && !asked.includes(definition.id)) continue;
    const test = ['metrics', 'scores']
      .map((kind) => `test/${kind}/${definition.id}.test.ts`)
      .find((path) => existsSync(join(copy, path)));
    if (test === undefined) throw new Error(`${definition.id} has no test`);
    const columns = columnsOf(definition).filter(({ key, unit }) => numeric.has(unit) && !derived.has(key));
    if (runTest(test, '', '', '') !== 0) throw new Error(`${test} fails without any mutation`);
    const targets = columns.flatMap(({ key }) =>
      definition.shape === 'summary'
        ? summaryKeys(definition.id).map((row) => [key, row] as const)
        : [[key, ''] as const],
    );
    for (const [column, row] of targets) {
      mutants += 1;
      const verdict = verdictOn(test, definition.id, column, row);
      if (verdict === 'SURVIVED') survivors += 1;
      process.stdout.write(`${verdict} ${definition.id}.${row || column}\n`);
    }
  }
  process.stdout.write(`${mutants - survivors} of ${mutants} mutants killed\n`);
  if (survivors > 0) process.exitCode = 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}

/** The figures of a summary stand in rows, not in columns: each is a mutant of its own. */
function summaryKeys(id: string): string[] {
  return (summaries.get(id) ?? []).map((row) => String(row['key']));
}

function verdictOn(test: string, id: string, column: string, row: string): 'killed  ' | 'constant' | 'SURVIVED' {
  rmSync(met, { force: true });
  if (runTest(test, id, column, row) !== 0) return 'killed  ';
  return !existsSync(met) && runTest(test, id, column, row, 'null') !== 0 ? 'constant' : 'SURVIVED';
}

function runTest(test: string, id: string, column: string, row: string, turns = 'number'): number | null {
  const env = {
    ...process.env,
    VIGIE_MUTANT: id,
    VIGIE_MUTANT_COLUMN: column,
    VIGIE_MUTANT_ROW: row,
    VIGIE_MUTANT_TURNS: turns,
    VIGIE_MUTANT_MET: met,
    VIGIE_REAL_DATA: process.env.VIGIE_REAL_DATA ?? resolve(root, '../shared/data'),
  };
  return spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--bail', '1', test], {
    cwd: copy,
    env,
    stdio: 'ignore',
  }).status;
}

/** In the copy only: the definition named by the environment answers 1 % too much in one column. */
function mutate(file: string, call: string): void {
  const text = readFileSync(file, 'utf8');
  const body = new RegExp(`(export function ${call}[^{]*\\{\\n)\\s*return (\\w+);`);
  if (!body.test(text)) throw new Error(`${file}: ${call} is not the function this script knows`);
  writeFileSync(
    file,
    `import { writeFileSync as leaveMark } from 'node:fs';\n${text.replace(
      body,
      `$1  const { VIGIE_MUTANT: id, VIGIE_MUTANT_TURNS: turns, VIGIE_MUTANT_MET: met = '' } = process.env;
  if ($2.id !== id) return $2;
  const column = process.env.VIGIE_MUTANT_COLUMN ?? '';
  const key = process.env.VIGIE_MUTANT_ROW ?? '';
  const wrong = (value) => {
    if (turns === 'null') return value === null ? 1 : value;
    if (typeof value !== 'number') return value;
    leaveMark(met, '');
    return value === 0 ? 0.01 : value * 1.01;
  };
  return { ...$2, compute: async (context) => {
    const computed = await $2.compute(context);
    const rows = computed.rows.map((row) => column in row && (key === '' || row.key === key) ? { ...row, [column]: wrong(row[column]) } : row);
    return { ...computed, rows };
  } };`,
    )}`,
  );
}
