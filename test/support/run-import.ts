import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { compiledProgram } from '../../server/compiled-code.mjs';

const root = resolve(import.meta.dirname, '../..');

/** What `pipelines/run.ts` printed and how it ended. */
export interface PipelineRun {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly lines: readonly Record<string, unknown>[];
  /** The last line: `{result}` or `{error}`. */
  readonly last: Record<string, unknown>;
  readonly stderr: string;
}

interface RunOptions {
  /** Called for each line as it is printed, with the process, so that a test can kill it. */
  readonly onLine?: (line: Record<string, unknown>, child: ChildProcess) => void;
  /** The greatest size of a file in kibibytes (`ulimit -f`), to stand for a full disk. */
  readonly fileLimit?: number;
}

/** Runs the pipeline as `vigie` does, in a process of its own. */
export async function runPipelineProcess(args: readonly string[], options: RunOptions = {}): Promise<PipelineRun> {
  const command = [process.execPath, await compiledProgram('pipelines/run.ts'), ...args];
  const child =
    options.fileLimit === undefined
      ? spawn(command[0] ?? '', command.slice(1), { cwd: root })
      : spawn('bash', ['-c', `ulimit -f ${options.fileLimit}; exec "$@"`, 'bash', ...command], {
          cwd: root,
        });
  const lines: Record<string, unknown>[] = [];
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (text) => {
    const line = JSON.parse(text) as Record<string, unknown>;
    lines.push(line);
    options.onLine?.(line, child);
  });
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((done) => {
    child.on('close', (exitCode, exitSignal) => done([exitCode, exitSignal]));
  });
  return { code, signal, lines, last: lines.at(-1) ?? {}, stderr };
}
