import { Command, Option } from 'commander';
import { writeFileSync } from 'node:fs';
import { answer } from '../answer.ts';
import { definitionIds, findDefinition } from '../catalogue.ts';
import { filterSchema, tieModes } from '../contract/filters.ts';
import { UserError } from '../errors.ts';
import { toArrow } from '../formats/arrow.ts';
import { toCsv } from '../formats/csv.ts';
import { openIdentities } from '../identities.ts';
import { parseQuery } from '../routes/serve.ts';
import { logAccess } from '../state/access-log.ts';
import type { CliContext } from './context.ts';
import { withSnapshot } from './with-snapshot.ts';

interface Options {
  data: string;
  json?: true;
  from?: string;
  to?: string;
  department?: string;
  community?: string;
  ties?: string;
  format: 'csv' | 'json' | 'arrow';
  dialect: 'plain' | 'excel-fr';
  names?: true;
  unsuppressed?: true;
  output?: string;
}

/** `vigie export ID`: any metric, score or table, as the screen shows it. */
export function exportCommand(context: CliContext): Command {
  return new Command('export')
    .description('Write a metric, score or table')
    .argument('<id>', 'see `vigie catalogue`')
    .option('--data <dir>', 'data folder', context.defaultData)
    .option('--json', 'same as --format json')
    .option('--from <day>', 'first day, inclusive')
    .option('--to <day>', 'last day, exclusive')
    .option('--department <name>', 'only this department')
    .option('--community <id-or-name>', 'only this community')
    .addOption(new Option('--ties <mode>', 'how ties are counted').choices([...tieModes]))
    .addOption(new Option('--format <format>').choices(['csv', 'json', 'arrow']).default('csv'))
    .addOption(new Option('--dialect <dialect>', 'of the CSV').choices(['plain', 'excel-fr']).default('plain'))
    .option('--names', 'add native ids and display names (logged)')
    .option('--unsuppressed', 'show groups of fewer than five people (logged)')
    .option('-o, --output <file>', 'write here instead of standard output')
    .action(async (id: string, options: Options) => {
      const definition = findDefinition(id);
      if (definition === null) {
        const known = definitionIds().join(', ');
        throw new UserError('unknown_id', {
          fr: `Mesure inconnue : ${id}. Connues : ${known}.`,
          en: `Unknown metric, score or table: ${id}. Known: ${known}.`,
        });
      }
      const { from, to, department, community, ties } = options;
      const filter = parseQuery(filterSchema, { from, to, department, community, ties });
      await withSnapshot(
        options.data,
        async (snapshot) => {
          const identities = options.names ? openIdentities(options.data, context.keyFile) : null;
          const result = await answer(definition, snapshot, filter, {
            identities,
            unsuppressed: options.unsuppressed === true,
          });
          const log = (action: 'names' | 'unsuppressed') =>
            logAccess(options.data, context.now(), {
              action,
              through: 'command line',
              subject: id,
              people: result.rows.length,
            });
          if (options.names) log('names');
          if (options.unsuppressed) log('unsuppressed');
          for (const warning of result.meta.warnings) context.say(warning[context.language]);
          if (result.meta.half_life !== undefined) context.say(result.meta.half_life.why[context.language]);
          if (result.meta.suppressed > 0) context.say(suppressed(result.meta.suppressed)[context.language]);
          if (result.reason !== null) context.say(`${result.reason.code}: ${result.reason.sentence[context.language]}`);
          const format = options.json ? 'json' : options.format;
          const bytes =
            format === 'arrow'
              ? Buffer.from(toArrow(result))
              : Buffer.from(
                  format === 'json'
                    ? `${JSON.stringify(result, null, 2)}\n`
                    : toCsv(result, options.dialect, options.dialect === 'excel-fr' ? 'fr' : 'en'),
                );
          if (options.output === undefined) context.print(bytes);
          else write(bytes, options.output);
        },
        context.country,
      );
    });
}

const suppressed = (rows: number) => ({
  fr: `${rows} ligne(s) masquée(s) : trop peu de personnes.`,
  en: `${rows} row(s) hidden: too few people.`,
});

function write(bytes: Buffer, file: string): void {
  try {
    writeFileSync(file, bytes);
  } catch {
    throw new UserError('cannot_write', {
      fr: `Impossible d’écrire ${file} : vérifiez le dossier, les droits et la place libre.`,
      en: `Cannot write ${file}: check the folder, its rights and the free space.`,
    });
  }
}
