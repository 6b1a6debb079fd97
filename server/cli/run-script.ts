import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { compiledProgram } from '../compiled-code.mjs';
import { pipelineEnvironment } from '../pipeline-environment.ts';

/** Runs one of the project's programs as a child process, as `CliContext` has it. */
export async function runScript(
  script: string,
  args: readonly string[],
  onLine: (line: string) => void,
): Promise<number> {
  const child = spawn(process.execPath, [await compiledProgram(script), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: pipelineEnvironment(process.env),
  });
  const ended = new Promise<number>((done, fail) => {
    child.on('error', fail);
    child.on('close', (code, signal) => done(code ?? (signal === null ? 2 : 1)));
  });
  // A person who stops the command stops the work: nothing goes on behind their back.
  const forward = (signal: NodeJS.Signals) => void child.kill(signal);
  process.once('SIGINT', forward).once('SIGTERM', forward);
  for await (const line of createInterface({ input: child.stdout })) onLine(line);
  const code = await ended;
  process.off('SIGINT', forward).off('SIGTERM', forward);
  return code;
}
