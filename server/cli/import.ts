import { Command } from 'commander';
import { z } from 'zod';
import { type ImportReport, importReportSchema, importSteps } from '../contract/imports.ts';
import { type CliContext, runScript } from './context.ts';

const lineSchema = z.union([
  z.object({
    step: z.enum(importSteps),
    source: z.string().optional(),
    done: z.number().optional(),
    total: z.number().optional(),
  }),
  z.object({ result: z.array(importReportSchema) }),
  z.object({
    error: z.object({
      file: z.string().nullable(),
      line: z.number().nullable(),
      problem: z.string(),
      remedy: z.string(),
    }),
  }),
]);

interface Options {
  data: string;
  json?: true;
  source?: string;
  name?: string;
  timezone?: string;
  departments?: string;
  undirected?: true;
  origin?: string;
  acceptRejects?: true;
}

/** `vigie import PATH…`: recognises an export, loads it and publishes a snapshot. */
export function importCommand(context: CliContext): Command {
  return new Command('import')
    .description('Recognise exports (folder, .zip, .tar.gz, .gz or single file), load them and publish a snapshot')
    .argument('<path...>', 'exports to load')
    .option('--data <dir>', 'data folder', context.defaultData)
    .option('--json', 'print the report as JSON')
    .option('--source <id>', 'take the files as this source instead of recognising them')
    .option('--name <label>', 'how to call this delivery')
    .option('--timezone <zone>', 'reporting time zone (default: that of the data folder, else Europe/Paris)')
    .option('--departments <file>', 'person-to-department file that goes with the export')
    .option('--undirected', 'edge lists: each line is a tie both ways')
    .option('--origin <date>', 'edge lists: the day from which times count')
    .option('--accept-rejects', 'publish although more than 5 % of the records are broken')
    .action(async (paths: string[], options: Options) => {
      const flags = [
        ...(options.source ? ['--source', options.source] : []),
        ...(options.name ? ['--name', options.name] : []),
        ...(options.timezone ? ['--timezone', options.timezone] : []),
        ...(options.departments ? ['--departments', options.departments] : []),
        ...(options.undirected ? ['--undirected'] : []),
        ...(options.origin ? ['--origin', options.origin] : []),
        ...(options.acceptRejects ? ['--accept-rejects'] : []),
      ];
      process.exitCode = await loadExports(context, options.data, [...flags, ...paths], options.json === true);
    });
}

/** Starts the pipeline, relays its progress on standard error, prints its report. @returns the exit code. */
export async function loadExports(
  context: CliContext,
  data: string,
  args: readonly string[],
  json: boolean,
): Promise<number> {
  let lastStep = '';
  return await runScript('pipelines/run.ts', ['import', '--data', data, ...args], (line) => {
    const parsed = lineSchema.safeParse(JSON.parse(line));
    if (!parsed.success) return;
    const message = parsed.data;
    if ('step' in message) {
      const step = `${message.source ?? ''} ${message.step}`.trim();
      if (step !== lastStep) context.say(`  ${step}`);
      lastStep = step;
    } else if ('error' in message) {
      const { file, line: at, problem, remedy } = message.error;
      context.say(`${file ?? 'import'}${at === null ? '' : `, line ${at}`}: ${problem}. ${remedy}`);
      if (json) context.print(`${JSON.stringify({ error: message.error })}\n`);
    } else {
      context.print(json ? `${JSON.stringify(message.result, null, 2)}\n` : message.result.map(describe).join(''));
      for (const report of message.result)
        for (const warning of report.warnings ?? []) context.say(`${report.name}: ${warning}`);
    }
  });
}

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((total, n) => total + n, 0);
const list = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([key, n]) => `${key} ${n}`)
    .join(', ');

function describe(report: ImportReport): string {
  const lines = [
    `${report.name} (${report.source}): ${report.records_read} records read = ${report.used} used + ${sum(report.ignored)} ignored + ${report.duplicates} duplicates + ${sum(report.rejected)} rejected`,
    ...(sum(report.ignored) > 0 ? [`  ignored: ${list(report.ignored)}`] : []),
    ...(sum(report.rejected) > 0 ? [`  rejected: ${list(report.rejected)}`] : []),
    `  events: ${list(report.events) || 'none'}`,
    `  ${report.people} people, ${report.communities} communities, ${report.first_day ?? 'undated'}${report.last_day === null ? '' : ` to ${report.last_day}`}, ${report.seconds.toFixed(1)} s`,
  ];
  return `${lines.join('\n')}\n`;
}
