import type { z } from 'zod';
import { eventKindText } from '../contract/event-kinds.ts';
import type { ImportReport, importFailureSchema } from '../contract/imports.ts';
import { ruleText } from '../contract/rules.ts';
import type { Language, Text } from '../contract/text.ts';

/** A colon as each language sets it off. */
export const colon: Readonly<Record<Language, string>> = { fr: '\u202f: ', en: ': ' };

type Counts = Readonly<Record<string, number>>;

/** Where every record went, in one line. */
export function accountText(
  records: { records_read: number; used: number; ignored: number; duplicates: number; rejected: number },
  language: Language,
): string {
  const { records_read, used, ignored, duplicates, rejected } = records;
  return language === 'fr'
    ? `enregistrements lus ${records_read} = utilisés ${used} + ignorés ${ignored} + doublons ${duplicates} + rejetés ${rejected}`
    : `${records_read} records read = ${used} used + ${ignored} ignored + ${duplicates} duplicates + ${rejected} rejected`;
}

/** What one import did, in a few lines. */
export function reportText(report: ImportReport, language: Language): string {
  const french = language === 'fr';
  const [ignored, rejected] = [sum(report.ignored), sum(report.rejected)];
  const detail = (label: Text, counts: Counts, words: (code: string) => Text): string =>
    `  ${label[language]}${colon[language]}${list(counts, words, language) || (french ? 'aucun' : 'none')}`;
  const days =
    report.first_day === null || report.last_day === null
      ? { fr: 'sans dates', en: 'undated' }
      : {
          fr: `du ${report.first_day} au ${report.last_day}`,
          en: `${report.first_day} to ${report.last_day}`,
        };
  const seconds = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const size = french
    ? `personnes ${report.people}, communautés ${report.communities}`
    : `${report.people} people, ${report.communities} communities`;
  const lines = [
    `${report.name} (${report.source})${colon[language]}${accountText({ ...report, ignored, rejected }, language)}`,
    ...(ignored > 0 ? [detail({ fr: 'ignorés', en: 'ignored' }, report.ignored, ruleText)] : []),
    ...(rejected > 0 ? [detail({ fr: 'rejetés', en: 'rejected' }, report.rejected, ruleText)] : []),
    detail({ fr: 'événements', en: 'events' }, report.events, eventKindText),
    `  ${size}, ${days[language]}, ${seconds.format(report.seconds)} s`,
  ];
  return `${lines.join('\n')}\n`;
}

/** Why an import failed and how to mend it, in one line. */
export function failureText(failure: z.infer<typeof importFailureSchema>, language: Language): string {
  const { file, line, problem, remedy, rejected } = failure;
  const place = [file ?? 'import', ...(line === null ? [] : [`${language === 'fr' ? 'ligne' : 'line'} ${line}`])];
  const why = rejected === undefined ? '' : ` (${list(rejected, ruleText, language)})`;
  return `${place.join(', ')}${colon[language]}${problem[language]}${why}. ${remedy[language]}.`;
}

const sum = (counts: Counts): number => Object.values(counts).reduce((total, n) => total + n, 0);

const list = (counts: Counts, words: (code: string) => Text, language: Language): string =>
  Object.entries(counts)
    .toSorted(([, a], [, b]) => b - a)
    .map(([code, n]) => `${words(code)[language]} ${n}`)
    .join(', ');
