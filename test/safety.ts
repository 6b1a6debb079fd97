import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { roomyAllocator } from './support/roomy-allocator.ts';

/**
 * What `npm test` asks of imports that go wrong: 5,000 damaged exports and 40 kills, as many jobs at a time as there are
 * processors. Each job prints when it ends; the exit code is 1 when one of them fails.
 */
const jobs = [
  ['test/fuzz/run.ts', '--dry', '--mutants', '2500', '--seed', '1'],
  ['test/fuzz/run.ts', '--dry', '--mutants', '2500', '--seed', '1001'],
  ['test/crash/run.ts', '--kills', '20', '--seed', '1'],
  ['test/crash/run.ts', '--kills', '20', '--seed', '2', '--drawn'],
];

const waiting = jobs.values();
let failed = false;

async function lane(): Promise<void> {
  for (const job of waiting) {
    const child = spawn(process.execPath, ['--import', 'tsx', ...job], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...roomyAllocator },
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    process.stdout.write(`${job.join(' ')}\n${said}\n`);
    if (code !== 0) failed = true;
  }
}

await Promise.all(Array.from({ length: Math.min(4, Math.max(1, availableParallelism())) }, lane));
process.exitCode = failed ? 1 : 0;
