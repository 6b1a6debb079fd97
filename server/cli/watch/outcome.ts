import type { ImportFailure, ImportReport } from '../../contract/imports.ts';
import type { Language } from '../../contract/text.ts';
import { colon, failureText, reportText } from '../report-text.ts';

/** What became of one delivery, as `vigie watch` prints it, one JSON object per line. */
export interface Outcome {
  /** Its name in the watched folder. */
  readonly delivery: string;
  readonly outcome: 'imported' | 'failed';
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Where it stands now, from the watched folder. */
  readonly moved_to: string;
  readonly reports: readonly ImportReport[];
  readonly error: ImportFailure | null;
}

/** One delivery in words: what was loaded and what was left out, or why nothing was and how to mend it. */
export function outcomeText({ delivery, moved_to, reports, error }: Outcome, language: Language): string {
  if (error !== null) {
    const moved = language === 'fr' ? `Fichier déplacé dans ${moved_to}` : `Moved to ${moved_to}`;
    return `${delivery}${colon[language]}${language === 'fr' ? 'échec' : 'failed'}\n  ${failureText(error, language)}\n  ${moved}\n`;
  }
  const warnings = reports.flatMap((report) => (report.warnings ?? []).map((warning) => `  ${warning[language]}\n`));
  return [...reports.map((report) => reportText(report, language)), ...warnings].join('');
}

/** What a run came to, ready to be sent: how many were imported, how many failed, then each of them. */
export function summaryText(outcomes: readonly Outcome[], language: Language): string {
  const failed = outcomes.filter((outcome) => outcome.error !== null).length;
  const imported = outcomes.length - failed;
  const head =
    language === 'fr'
      ? `Vigie${colon.fr}livraisons importées ${imported}, en échec ${failed}`
      : `Vigie: ${imported} deliveries imported, ${failed} failed`;
  return [`${head}\n`, ...outcomes.map((outcome) => outcomeText(outcome, language))].join('\n');
}
