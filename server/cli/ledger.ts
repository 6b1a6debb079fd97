import { Command, Option } from 'commander';
import type { Column } from '../contract/results.ts';
import { type CsvDialect, toCsv } from '../formats/csv.ts';
import { restatementsShown } from '../privacy.ts';
import { readRestatements } from '../state/restatements.ts';
import type { CliContext } from './context.ts';

const columns: readonly Column[] = [
  { key: 'recorded_at', unit: 'date', label: { fr: 'Révisé le', en: 'Revised at' } },
  { key: 'month', unit: 'date', label: { fr: 'Mois', en: 'Month' } },
  { key: 'figure', unit: 'text', label: { fr: 'Chiffre', en: 'Figure' } },
  { key: 'from', unit: 'count', label: { fr: 'Avant', en: 'Before' } },
  { key: 'to', unit: 'count', label: { fr: 'Après', en: 'After' } },
  { key: 'hidden', unit: 'flag', label: { fr: 'Masqué', en: 'Withheld' } },
  { key: 'why', unit: 'text', label: { fr: 'Motif', en: 'Reason' } },
  { key: 'from_snapshot', unit: 'text', label: { fr: 'Instantané d’avant', en: 'Former snapshot' } },
  { key: 'to_snapshot', unit: 'text', label: { fr: 'Instantané d’après', en: 'New snapshot' } },
  { key: 'imports', unit: 'text', label: { fr: 'Imports', en: 'Imports' } },
];

/** `vigie ledger`: the figures that were revised after they were published, the latest first. In CSV, imports are set apart by blanks. */
export function ledgerCommand(context: CliContext): Command {
  return new Command('ledger')
    .description('Which published figures were revised, from what to what, and why')
    .option('--data <dir>', 'data folder', context.defaultData)
    .addOption(new Option('--format <format>').choices(['csv', 'json']).default('csv'))
    .addOption(new Option('--dialect <dialect>').choices(['plain', 'excel-fr']).default('plain'))
    .option('--json', 'the same as --format json')
    .action((options: { data: string; format: 'csv' | 'json'; dialect: CsvDialect; json?: true }) => {
      const revised = restatementsShown(readRestatements(options.data));
      if (options.json || options.format === 'json') return context.print(`${JSON.stringify(revised, null, 2)}\n`);
      const rows = revised.map((row) => ({ ...row, imports: row.imports.join(' ') }));
      context.print(toCsv({ columns: [...columns], rows }, options.dialect, context.language));
    });
}
