import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** A server in a process of its own. */
export interface Served {
  readonly address: string;
  stop(): Promise<void>;
  /** Without warning, as a power cut would. */
  kill(): Promise<void>;
}

/** Starts `vigie serve` on a data folder and a free port, as a user would; `tree` is the checkout to run. */
export async function start(data: string, tree = root): Promise<Served> {
  const child = spawn(process.execPath, [join(tree, 'server/cli/vigie.mjs'), 'serve', '--data', data, '--port', '0'], {
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
  };
}
