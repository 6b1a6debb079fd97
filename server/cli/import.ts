import { Command } from 'commander';
import { z } from 'zod';
import { importFailureSchema, importReportSchema, importSteps } from '../contract/imports.ts';
import { stepWords } from './code-words.ts';
import type { CliContext } from './context.ts';
import { progressText } from './progress-text.ts';
import { colon, failureText, reportText } from './report-text.ts';

const lineSchema = z.union([
  z.object({
    step: z.enum(importSteps),
    source: z.string().nullable(),
    bytes: z.object({ done: z.number(), total: z.number() }).nullish(),
    records: z.number().nullish(),
  }),
  z.object({ result: z.array(importReportSchema) }),
  z.object({
    error: importFailureSchema,
  }),
]);

/** How often a step that lasts says how far it is. */
const sayEveryMs = 5000;

interface Options {
  data: string;
  json?: true;
  source?: string;
  name?: string;
  timezone?: string;
  departments?: string;
  aliases?: string;
  undirected?: true;
  origin?: string;
  acceptRejects?: true;
  mapping?: string;
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
    .option('--aliases <file>', 'CSV of accounts that are one person: two or more per line, source:id or e-mail')
    .option('--undirected', 'edge lists: each line is a tie both ways')
    .option('--origin <date>', 'edge lists: the day from which times count')
    .option('--mapping <file>', 'tables of any tool: which column is what (see vigie map); kept in the data folder')
    .option('--accept-rejects', 'publish although more than 5 % of the records are broken')
    .action(async (paths: string[], options: Options) => {
      const flags = [
        ...(options.source ? ['--source', options.source] : []),
        ...(options.name ? ['--name', options.name] : []),
        ...(options.timezone ? ['--timezone', options.timezone] : []),
        ...(options.departments ? ['--departments', options.departments] : []),
        ...(options.aliases ? ['--aliases', options.aliases] : []),
        ...(options.undirected ? ['--undirected'] : []),
        ...(options.origin ? ['--origin', options.origin] : []),
        ...(options.acceptRejects ? ['--accept-rejects'] : []),
        ...(options.mapping ? ['--mapping', options.mapping] : []),
      ];
      context.end(await loadExports(context, options.data, [...flags, ...paths], options.json === true));
    });
}

/** Starts the pipeline, relays its progress on standard error, prints its report. @returns the exit code. */
export async function loadExports(
  context: CliContext,
  data: string,
  args: readonly string[],
  json: boolean,
): Promise<number> {
  const { language } = context;
  let lastStep = '';
  let [begun, said] = [0, 0];
  return await context.runScript('pipelines/run.ts', ['import', '--data', data, ...args], (line) => {
    const parsed = lineSchema.safeParse(JSON.parse(line));
    if (!parsed.success) return;
    const message = parsed.data;
    if ('step' in message) {
      const step = `${message.source ?? ''} ${stepWords[message.step][language]}`.trim();
      const now = context.now().getTime();
      const isNew = step !== lastStep;
      if (isNew) begun = now;
      else if (now - said < sayEveryMs) return;
      const text = isNew ? step : progressText(message, (now - begun) / 1000, language);
      if (text === null) return;
      context.say(isNew ? `  ${text}` : `    ${text}`);
      said = now;
      lastStep = step;
    } else if ('error' in message) {
      context.say(failureText(message.error, language));
      if (json) context.print(`${JSON.stringify({ error: message.error })}\n`);
    } else {
      const { result } = message;
      context.print(
        json ? `${JSON.stringify(result, null, 2)}\n` : result.map((report) => reportText(report, language)).join(''),
      );
      for (const { name, warnings } of result)
        for (const warning of warnings ?? []) context.say(`${name}${colon[language]}${warning[language]}`);
    }
  });
}
