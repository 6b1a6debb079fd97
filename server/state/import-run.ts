import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import {
  type ImportFailure,
  importFailureSchema,
  type ImportOptions,
  type ImportReport,
  importReportSchema,
  importSteps,
} from '../contract/imports.ts';
import type { RunPipeline } from './run-pipeline.ts';

/** What `pipelines/run.ts` prints, one JSON object a line. */
const lineSchema = z.union([
  z.object({
    step: z.enum(importSteps),
    done: z.number().default(0),
    total: z.number().default(0),
    bytes: z.object({ done: z.number(), total: z.number() }).nullable().default(null),
    records: z.number().nullable().default(null),
  }),
  z.object({ result: z.array(importReportSchema) }),
  z.object({ error: importFailureSchema }),
]);

type Step = Extract<z.infer<typeof lineSchema>, { step: unknown }>;
export type ImportEnd =
  | { readonly state: 'done'; readonly reports: ImportReport[] }
  | ({ readonly state: 'failed' } & ImportFailure)
  | { readonly state: 'cancelled' };

const busyPauseMs = 1000;
const interruptMs = 500;

/**
 * Imports a delivery. Waits while another writer holds the data folder. When `signal` stops it,
 * nothing of it stays: either it was published already, and is `done`, or the data are as they were.
 */
export async function runImport(
  runPipeline: RunPipeline,
  dataFolder: string,
  args: readonly string[],
  onStep: (step: Step) => void,
  signal: AbortSignal,
): Promise<ImportEnd> {
  const before = { imports: importsOf(dataFolder), published: publishedAt(dataFolder) };
  let end: ImportEnd | null = null;
  if (signal.aborted) return { state: 'cancelled' };
  const startedAt = new Date();
  const { code, complaint } = await runPipeline(
    ['import', '--data', dataFolder, ...args],
    (line) => {
      const parsed = lineSchema.safeParse(line).data;
      if (parsed === undefined) return;
      if ('step' in parsed) onStep(parsed);
      else if ('result' in parsed) end = { state: 'done', reports: parsed.result };
      else end = { state: 'failed', ...parsed.error };
    },
    signal,
  );
  const ended = end as ImportEnd | null;
  if (ended?.state === 'failed' && ended.busy === true) {
    await wait(busyPauseMs, undefined, { signal }).catch(() => undefined);
    return runImport(runPipeline, dataFolder, args, onStep, signal);
  }
  if (ended !== null) return ended;
  // An interrupt at a terminal reaches this process and that one at once: ours may be told a moment later.
  if (code === null) await wait(interruptMs, undefined, { signal }).catch(() => undefined);
  if (!signal.aborted) return { state: 'failed', ...stoppedOnItsWay(code, complaint) };
  if (publishedAt(dataFolder) !== before.published) {
    // Too late to stop: asked again, the pipeline answers with the report of what it holds already.
    return runImport(runPipeline, dataFolder, args, onStep, new AbortController().signal);
  }
  withdraw(dataFolder, before.imports, startedAt);
  return { state: 'cancelled' };
}

/** The options of an import as the pipeline's arguments, without its mapping. */
export function importFlags(options: ImportOptions): string[] {
  return [
    ...(options.name ? ['--name', options.name] : []),
    ...(options.timezone ? ['--timezone', options.timezone] : []),
    ...(options.origin ? ['--origin', options.origin] : []),
    ...(options.undirected ? ['--undirected'] : []),
    ...(options.acceptRejects ? ['--accept-rejects'] : []),
  ];
}

/** The words for a process that ended without saying why. */
export function stoppedOnItsWay(code: number | null, complaint: string): ImportFailure {
  const detail = `${code ?? 'not started'} ${complaint.split('\n').at(-2) ?? ''}`.trim();
  return {
    file: null,
    line: null,
    problem: {
      fr: `l’import s’est arrêté en route (détail technique : ${detail})`,
      en: `the import stopped on its way (${detail})`,
    },
    remedy: {
      fr: 'Recommencez ; les données précédentes sont intactes',
      en: 'Try again; the former data are untouched',
    },
  };
}

const importsFolder = (dataFolder: string): string => join(dataFolder, 'imports');

function importsOf(dataFolder: string): string[] {
  return existsSync(importsFolder(dataFolder)) ? readdirSync(importsFolder(dataFolder)) : [];
}

/** Tells one published snapshot from the next: each is a file of its own, put in place by a rename. */
function publishedAt(dataFolder: string): string {
  const found = statSync(join(dataFolder, 'facts.duckdb'), { throwIfNoEntry: false });
  return found === undefined ? 'none' : `${found.ino}/${found.mtimeMs}`;
}

/**
 * Takes back what a stopped import had put in its place and not published, which the next import would publish with its
 * own. Its names begin with the time at which it was asked for.
 */
function withdraw(dataFolder: string, before: readonly string[], startedAt: Date): void {
  const since = startedAt.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  for (const name of importsOf(dataFolder)) {
    if (before.includes(name) || name.slice(0, since.length) < since) continue;
    rmSync(join(importsFolder(dataFolder), name), { recursive: true, force: true });
  }
}
