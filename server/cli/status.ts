import { Command } from 'commander';
import type { SnapshotReply } from '../contract/snapshot.ts';
import type { Language, Text } from '../contract/text.ts';
import { snapshotInfo } from '../snapshot-info.ts';
import { capabilityWords } from './code-words.ts';
import type { CliContext } from './context.ts';
import { accountText, colon } from './report-text.ts';
import { snapshotOf } from './with-snapshot.ts';

/** `vigie status`: what is loaded and how fresh. An empty data folder is an answer, not an error. */
export function statusCommand(context: CliContext): Command {
  return new Command('status')
    .description('What is loaded and how fresh')
    .option('--data <dir>', 'data folder', context.defaultData)
    .option('--json', 'print as JSON')
    .action(async (options: { data: string; json?: true }) => {
      const snapshot = await snapshotOf(options.data);
      try {
        const info = await snapshotInfo(snapshot, true);
        context.print(options.json ? `${JSON.stringify(info, null, 2)}\n` : describe(info, context.language));
      } finally {
        snapshot?.close();
      }
    });
}

function describe({ loaded }: SnapshotReply, language: Language): string {
  const french = language === 'fr';
  if (loaded === null) {
    return french
      ? 'Rien n’est encore chargé. Chargez un export par « vigie import CHEMIN ».\n'
      : 'Nothing is loaded yet. Load an export with "vigie import PATH".\n';
  }
  const departments = loaded.departments.length + loaded.hidden_departments;
  const told = loaded.capabilities.map((capability) => capabilityWords[capability][language]).join(', ');
  return [
    french
      ? `Instantané ${loaded.snapshot_id}, construit le ${loaded.built_at}, journées à l’heure de ${loaded.time_zone}${loaded.demo ? ', entreprise fictive' : ''}`
      : `Snapshot ${loaded.snapshot_id}, built ${loaded.built_at}, days in ${loaded.time_zone}${loaded.demo ? ', fictional company' : ''}`,
    french
      ? `personnes ${loaded.people}, événements ${loaded.events}, communautés ${loaded.communities.length}, services ${departments}, ${days(loaded)[language]}`
      : `${loaded.people} people, ${loaded.events} events, ${loaded.communities.length} communities, ${departments} departments, ${days(loaded)[language]}`,
    `${french ? 'Ces données disent' : 'It tells'}${colon[language]}${told}`,
    ...loaded.imports.map(
      (one) => `- ${one.name} (${one.source}), ${one.imported_at}${colon[language]}${accountText(one, language)}`,
    ),
    '',
  ].join('\n');
}

function days({ clock, first_day, last_day }: NonNullable<SnapshotReply['loaded']>): Text {
  if (clock === 'none') return { fr: 'sans dates', en: 'no dates' };
  if (clock === 'absolute') return { fr: `du ${first_day} au ${last_day}`, en: `${first_day} to ${last_day}` };
  return {
    fr: `du ${first_day} au ${last_day} (jours depuis le premier événement, comptés à partir du 1970-01-01)`,
    en: `${first_day} to ${last_day} (days since the first event, from 1970-01-01)`,
  };
}
