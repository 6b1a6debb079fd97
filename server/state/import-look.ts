import { z } from 'zod';
import { type ImportFailure, importFailureSchema } from '../contract/imports.ts';
import { stoppedOnItsWay } from './import-run.ts';
import type { RunPipeline } from './run-pipeline.ts';

/** What the pipeline prints when it only looks. */
const lookSchema = z.union([
  z.object({ sniffed: z.unknown() }).refine((line) => line.sniffed !== undefined),
  z.object({ checked: z.unknown() }).refine((line) => line.checked !== undefined),
  z.object({ error: importFailureSchema }),
]);

/** Looks at a delivery: what was found, or why nothing was. Nothing is kept of it. */
export async function lookAt(
  runPipeline: RunPipeline,
  args: readonly string[],
  signal: AbortSignal,
): Promise<{ found: unknown; refused: ImportFailure | null }> {
  let found: unknown;
  let refused: ImportFailure | null = null;
  const { code, complaint } = await runPipeline(
    args,
    (line) => {
      const parsed = lookSchema.safeParse(line);
      if (!parsed.success) return;
      if ('error' in parsed.data) refused = parsed.data.error;
      else found = 'sniffed' in parsed.data ? parsed.data.sniffed : parsed.data.checked;
    },
    signal,
  );
  return { found, refused: found === undefined && refused === null ? stoppedOnItsWay(code, complaint) : refused };
}
