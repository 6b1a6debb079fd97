import { execFileSync, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { compiledProgram } from '../../server/compiled-code.mjs';

const root = resolve(import.meta.dirname, '../..');

/** A server in a process of its own. */
export interface Served {
  readonly address: string;
  stop(): Promise<void>;
  /** Without warning, as a power cut would. */
  kill(): Promise<void>;
  /** Lifts the limit on the size of its files, as somebody who frees space on a full disk. */
  liftFileLimit(): void;
}

/** Where a server runs. */
interface Where {
  /** The checkout to run. */
  readonly tree?: string;
  /** The greatest size of a file in kibibytes (`ulimit -f`), to stand for a full disk. */
  readonly fileLimit?: number;
}

/** Starts `vigie serve` on a data folder and a free port, as a user would. */
export async function start(data: string, { tree = root, fileLimit }: Where = {}): Promise<Served> {
  // What is compiled on the way is no file of the data folder's.
  if (fileLimit !== undefined) await compiledProgram('server/cli/main.ts');
  const limited = fileLimit === undefined ? [] : ['bash', '-c', `ulimit -S -f ${fileLimit}; exec "$@"`, 'bash'];
  const served = [process.execPath, join(tree, 'server/cli/vigie.mjs'), 'serve', '--data', data, '--port', '0'];
  const [command = '', ...args] = [...limited, ...served];
  const child = spawn(command, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  const ended = new Promise<void>((done) => void child.on('close', () => done()));
  const address = await new Promise<string>((done, fail) => {
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (found) done(found[0]);
    });
    child.on('close', () => fail(new Error(`the server stopped: ${said}`)));
  });
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    child.kill(signal);
    await ended;
  };
  return {
    address,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    liftFileLimit: () => void execFileSync('prlimit', ['--pid', String(child.pid), '--fsize=unlimited']),
  };
}
