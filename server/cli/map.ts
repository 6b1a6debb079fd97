import { Command, Option } from 'commander';
import { z } from 'zod';
import { importFailureSchema } from '../contract/imports.ts';
import { sniffedSchema, tableKinds } from '../contract/mapping.ts';
import { textSchema } from '../contract/text.ts';
import type { CliContext } from './context.ts';
import { failureText } from './report-text.ts';

const lineSchema = z.union([
  z.object({ sniffed: sniffedSchema.extend({ yaml: textSchema }) }),
  z.object({ error: importFailureSchema }),
]);

interface Options {
  data: string;
  json?: true;
  sheet?: string;
  table?: string;
  preset?: string;
}

/** `vigie map FILE`: proposes which column of a table is what, as a mapping to be edited and given to `vigie import`. */
export function mapCommand(context: CliContext): Command {
  return new Command('map')
    .description('Propose which column of a table of any tool is what, as YAML for import --mapping')
    .argument('<file>', 'CSV, XLSX, JSON, JSON lines or Parquet')
    .option('--data <dir>', 'data folder, for its time zone and its mappings', context.defaultData)
    .option('--json', 'print what was seen and proposed as JSON, the first rows included')
    .option('--sheet <name>', 'XLSX: the sheet to read (default: the first)')
    .addOption(new Option('--table <kind>', 'what the rows describe').choices(tableKinds))
    .option('--preset <id>', 'start from a shipped suggestion, none of which was checked against a real export')
    .action(async (file: string, options: Options) => {
      const flags = (['data', 'sheet', 'table', 'preset'] as const).flatMap((name) => {
        const value = options[name];
        return value === undefined ? [] : [`--${name}`, value];
      });
      const { language } = context;
      const code = await context.runScript('pipelines/run.ts', ['sniff', ...flags, file], (line) => {
        const parsed = lineSchema.safeParse(JSON.parse(line));
        if (!parsed.success) return;
        if ('error' in parsed.data) {
          context.say(failureText(parsed.data.error, language));
          if (options.json) context.print(`${JSON.stringify({ error: parsed.data.error })}\n`);
          return;
        }
        const { yaml, ...seen } = parsed.data.sniffed;
        for (const { words } of seen.questions) context.say(words[language]);
        context.print(options.json ? `${JSON.stringify(seen, null, 2)}\n` : yaml[language]);
      });
      context.end(code);
    });
}
