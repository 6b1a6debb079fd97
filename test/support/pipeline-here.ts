import { runPipelineCommand } from '../../pipelines/commands/run-command.ts';
import type { PipelineEnd } from '../../server/state/run-pipeline.ts';

/** Runs a command of the pipeline in this process: what it prints and how it ends are those of `pipelines/run.ts`. */
export async function pipelineHere(
  args: readonly string[],
  onLine: (line: unknown) => void,
  _signal?: AbortSignal,
  environment: Readonly<Record<string, string>> = {},
): Promise<PipelineEnd & { readonly code: number }> {
  let complaint = '';
  const code = await runPipelineCommand(args, {
    environment,
    now: () => new Date(),
    elapsed: () => performance.now(),
    // As text and back, so that nothing but JSON gets through, as between two processes.
    print: (line) => onLine(JSON.parse(JSON.stringify(line))),
    complain: (text) => (complaint += `${text}\n`),
  });
  return { code, complaint };
}
