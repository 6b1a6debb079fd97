import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { compiledProgram } from '../compiled-code.mjs';
import { pipelineEnvironment } from '../pipeline-environment.ts';

/** How a run of the pipeline ended. */
export interface PipelineEnd {
  /** Exit code; null when it could not start or was stopped. */
  readonly code: number | null;
  /** The end of what it wrote on standard error. */
  readonly complaint: string;
}

/**
 * Runs a command of `pipelines/run.ts`, giving each JSON line that it prints to `onLine`; lines that are no JSON are passed
 * over. `signal` stops it.
 */
export type RunPipeline = (
  args: readonly string[],
  onLine: (line: unknown) => void,
  signal?: AbortSignal,
  /** Added to the environment: for what other users of the machine must not see among the arguments. */
  environment?: Readonly<Record<string, string>>,
) => Promise<PipelineEnd>;

/**
 * Runs `pipelines/run.ts` in a process of its own, so that the server goes on answering beside it. */
export const runPipeline: RunPipeline = async (args, onLine, signal, environment) => {
  const runner = await compiledProgram('pipelines/run.ts');
  const child = spawn(process.execPath, [runner, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: pipelineEnvironment({ ...process.env, ...environment }),
  });
  const stop = (): void => void child.kill('SIGTERM');
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted === true) stop();
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString('utf8')).slice(-2000);
  });
  const ended = new Promise<number | null>((done) => {
    child.on('error', () => done(null));
    child.on('close', done);
  });
  for await (const line of createInterface({ input: child.stdout })) {
    try {
      onLine(JSON.parse(line));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  const code = await ended;
  signal?.removeEventListener('abort', stop);
  return { code, complaint };
};
