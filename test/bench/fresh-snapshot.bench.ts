import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { compileInto, packageRoot } from '../../server/compiled-code.mjs';
import { dashboardViews } from '../../server/state/default-views.ts';
import { runProgram } from './graph/tools.ts';
import { writeMessages } from './large-exports.ts';

/**
 * How long the answers of a fresh snapshot take when the server computes them ahead, and how much memory: 10 million events
 * of 100,000 people over 37 months, with a directory of 200 departments. The limits hold for all that the dashboard shows;
 * the proofs, which score each past month again, come after and are told apart. The exit code is 1 when a limit is exceeded.
 *
 *     npx tsx test/bench/fresh-snapshot.bench.ts [--rows 10000000] [--folder /tmp] [--memory 6GB]
 *     … --data FOLDER for a data folder that is loaded already
 *     … --each for the views of the dashboard one after the other, --view ID… for some views, without limit
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '10000000' },
    folder: { type: 'string', default: tmpdir() },
    memory: { type: 'string', default: '6GB' },
    data: { type: 'string' },
    view: { type: 'string', multiple: true, default: [] },
    each: { type: 'boolean', default: false },
  },
});
const limits = { seconds: 60, megabytes: 4000 };
const people = 100_001;

/** Everyone of the messages, in departments and on sites of uneven sizes. */
async function writeDirectory(path: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const db = await instance.connect();
  await db.run(`copy (
    select 'E' || printf('%06d', i) as person_id, 'department-' || floor(200 * pow(u, 1.5)) as department,
      'site-' || floor(12 * pow(v, 2)) as site
    from (select i, hash(i) / 18446744073709551616 as u, hash(i + 1e6) / 18446744073709551616 as v from range(${people}) t(i))
  ) to '${path}' (header)`);
  db.closeSync();
  instance.closeSync();
}

mkdirSync(join(packageRoot, 'dist'), { recursive: true });
const compiled = mkdtempSync(join(packageRoot, 'dist', 'bench-'));
const folder = mkdtempSync(join(values.folder, 'vigie-fresh-'));
try {
  const programs = ['test/bench/measured.ts', 'test/bench/view-steps.ts'] as const;
  await compileInto(compiled, programs);
  const data = values.data ?? join(folder, 'data');
  if (values.data === undefined) {
    const delivery = join(folder, 'delivery');
    mkdirSync(delivery);
    mkdirSync(data);
    await writeMessages(join(delivery, 'events.csv'), Number(values.rows), 37);
    await writeDirectory(join(delivery, 'people.csv'));
    await runProgram(compiled, programs[0], ['import', data, '0', values.memory, delivery]);
    rmSync(delivery, { recursive: true });
  }
  console.log(`Load of the machine before: ${loadavg()[0]?.toFixed(1)}\n`);
  const only = values.each ? dashboardViews : values.view;
  console.log('| answers | s | CPU s |\n|---|---:|---:|');
  const { times, megabytes } = await runProgram(compiled, programs[1], [data, ...only], (line) => {
    if ('step' in line) console.log(`| ${line.step} | ${line.seconds.toFixed(2)} | ${line.cpu.toFixed(2)} |`);
  });
  const [first] = times.values();
  if (only.length > 0 || first === undefined) {
    const [seconds, cpu] = (['seconds', 'cpu'] as const).map((unit) =>
      [...times.values()].reduce((sum, time) => sum + time[unit], 0).toFixed(1),
    );
    console.log(
      `\n${times.size} views, one after the other: ${seconds} s, ${cpu} CPU s; at most ${megabytes.toFixed(0)} MB`,
    );
  } else {
    console.log(
      `\nThe dashboard: ${(first.seconds / limits.seconds).toFixed(2)} of the limit of ${limits.seconds} s, ` +
        `at most ${megabytes.toFixed(0)} MB (limit ${limits.megabytes})`,
    );
    if (first.seconds > limits.seconds || megabytes > limits.megabytes) {
      console.error('A limit is exceeded.');
      process.exitCode = 1;
    }
  }
} finally {
  rmSync(folder, { recursive: true });
  rmSync(compiled, { recursive: true });
}
