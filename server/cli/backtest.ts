import { Command } from 'commander';
import { answer } from '../answer.ts';
import { findDefinition } from '../catalogue.ts';
import {
  ambassadorVerdict,
  forecasterWords,
  outcomeWords,
  rankingWords,
  silenceVerdict,
  stillActiveVerdict,
  verdictWords,
  wordFor,
} from '../contract/proof-words.ts';
import type { Cell, Result, Row } from '../contract/results.ts';
import type { Language, Text } from '../contract/text.ts';
import type { CliContext } from './context.ts';
import { withSnapshot } from './with-snapshot.ts';

/** What is tried on the past, in the order of the report. */
const proofs = [
  'backtest-dormancy',
  'dormancy-reliability',
  'dormancy-by-month',
  'dormancy-by-type',
  'backtest-ambassadors',
  'tie-half-life',
] as const;
type Proof = (typeof proofs)[number];

/**
 * `vigie backtest`: forecasts and scores tried on the past of one's own data, beside what needs no model, with the verdict
 * said plainly. Progress goes to standard error.
 */
export function backtestCommand(context: CliContext): Command {
  return new Command('backtest')
    .description('Try the forecasts and scores on the past of your data (half a minute for 500,000 events)')
    .option('--data <dir>', 'data folder', context.defaultData)
    .option('--json', 'print as JSON')
    .action(async (options: { data: string; json?: true }) => {
      await withSnapshot(options.data, async (snapshot) => {
        const results: Partial<Record<Proof, Result>> = {};
        for (const [place, id] of proofs.entries()) {
          const definition = findDefinition(id);
          if (definition === null) throw new Error(`${id} is not in the catalogue`);
          const begun = context.now().getTime();
          context.say(`${place + 1}/${proofs.length} ${definition.label[context.language]}…`);
          results[id] = await answer(definition, snapshot, {}, { identities: null, unsuppressed: false });
          context.say(`    ${((context.now().getTime() - begun) / 1000).toFixed(1)} s`);
        }
        context.print(options.json ? `${JSON.stringify(results, null, 2)}\n` : report(results, context.language));
      });
    });
}

function report(results: Partial<Record<Proof, Result>>, language: Language): string {
  const french = language === 'fr';
  const {
    'backtest-dormancy': silence,
    'dormancy-by-type': byType,
    'backtest-ambassadors': ambassadors,
    'tie-half-life': halfLife,
  } = results;
  return [
    ...section(silence, 'SILENCE', language, (rows) => [
      ...['community', 'member'].flatMap((kind) =>
        [silenceVerdict(rows, kind), stillActiveVerdict(rows, kind)].flatMap((text) =>
          text === null ? [] : [`${wordFor(kindWords, kind)[language]} - ${text[language]}`],
        ),
      ),
      noLead[language],
      brierParts[language],
      '',
      ...silenceTable(rows, language),
    ]),
    ...section(byType, french ? 'SILENCE, PAR TYPE DE COMMUNAUTÉ' : 'SILENCE, BY TYPE OF COMMUNITY', language, (rows) =>
      typeTable(rows, language),
    ),
    ...section(ambassadors, french ? 'AMBASSADEURS' : 'AMBASSADORS', language, (rows) => [
      ...Object.keys(outcomeWords).flatMap((outcome) => ambassadorVerdict(rows, outcome)?.[language] ?? []),
      '',
      ...ambassadorTable(rows, language),
    ]),
    ...section(halfLife, french ? 'DEMI-VIE DES ÉCHANGES' : 'HALF-LIFE OF EXCHANGES', language, (rows) => [
      ...(halfLife?.meta.warnings.map((warning) => warning[language]) ?? []),
      '',
      ...halfLifeTable(rows, language),
    ]),
  ].join('\n');
}

function section(
  result: Result | undefined,
  title: string,
  language: Language,
  lines: (rows: readonly Row[]) => readonly string[],
): string[] {
  if (result === undefined) return [];
  return [title, ...(result.reason === null ? lines(result.rows) : [result.reason.sentence[language]]), ''];
}

const kindWords: Readonly<Record<string, Text>> = {
  community: { fr: 'Communautés (60 jours)', en: 'Communities (60 days)' },
  member: { fr: 'Membres (28 jours)', en: 'Members (28 days)' },
};

const noLead: Text = {
  fr: 'La prévision classe les risques ; elle ne fait gagner aucun jour sur un silence déjà commencé.',
  en: 'The forecast ranks risks; it gains no day on a silence that has begun.',
};

const brierParts: Text = {
  fr: 'Brier = défaut de calibrage (MCB) - discernement (DSC) + incertitude (UNC) ; ECE : écart moyen de calibrage ; x moyenne : le dixième jugé le plus exposé parmi les cas encore actifs.',
  en: 'Brier = miscalibration (MCB) - discrimination (DSC) + uncertainty (UNC); ECE: mean calibration gap; x average: the tenth judged most exposed among the cases still active.',
};

function silenceTable(rows: readonly Row[], language: Language): string[] {
  return table(
    language === 'fr'
      ? [
          'Sur qui',
          'Prévision',
          'Brier',
          '= MCB',
          '- DSC',
          '+ UNC',
          'ECE',
          'Aire',
          'Encore actifs',
          'x moyenne',
          'Verdict',
        ]
      : [
          'About',
          'Forecast',
          'Brier',
          '= MCB',
          '- DSC',
          '+ UNC',
          'ECE',
          'Area',
          'Still active',
          'x average',
          'Verdict',
        ],
    rows.map((row) => [
      wordFor(kindWords, row['entity_kind'])[language],
      wordFor(forecasterWords, row['forecaster'])[language],
      figure(row['brier'], 4, language),
      figure(row['miscalibration'], 4, language),
      figure(row['discrimination'], 4, language),
      figure(row['uncertainty'], 4, language),
      figure(row['calibration_error'], 3, language),
      figure(row['auc'], 3, language),
      figure(row['still_active_auc'], 3, language),
      figure(row['still_active_lift'], 1, language),
      verdict(row, language),
    ]),
  );
}

function typeTable(rows: readonly Row[], language: Language): string[] {
  return table(
    language === 'fr'
      ? ['Type', 'Communautés', 'Brier', 'Meilleure règle', 'Erreur en moins', 'Intervalle', 'ECE', 'Verdict']
      : ['Type', 'Communities', 'Brier', 'Best rule', 'Error saved', 'Interval', 'ECE', 'Verdict'],
    rows.map((row) => [
      String(row['type']),
      String(row['communities']),
      figure(row['brier'], 4, language),
      figure(row['rule_brier'], 4, language),
      figure(row['reduction'], 3, language),
      interval(row, language),
      figure(row['calibration_error'], 3, language),
      verdict(row, language),
    ]),
  );
}

function ambassadorTable(rows: readonly Row[], language: Language): string[] {
  return table(
    language === 'fr'
      ? ['Réussir', 'Classement', 'Parmi les premiers', 'Corrélation', 'Avance du score', 'Intervalle', 'Verdict']
      : ['To succeed', 'Ranking', 'Among the first', 'Correlation', 'Lead of the score', 'Interval', 'Verdict'],
    rows.map((row) => [
      String(row['outcome']),
      wordFor(rankingWords, row['ranking'])[language],
      figure(row['precision'], 3, language),
      figure(row['correlation'], 3, language),
      figure(row['gain'], 3, language),
      interval(row, language),
      verdict(row, language),
    ]),
  );
}

function halfLifeTable(rows: readonly Row[], language: Language): string[] {
  return table(
    language === 'fr'
      ? ['Jours', 'Précision', 'Gain', 'Intervalle', 'En usage']
      : ['Days', 'Precision', 'Gain', 'Interval', 'In use'],
    rows.map((row) => [
      String(row['half_life']),
      figure(row['average_precision'], 3, language),
      figure(row['gain'], 3, language),
      interval(row, language),
      row['in_use'] === true ? '*' : '',
    ]),
  );
}

const figure = (cell: Cell | undefined, digits: number, language: Language): string =>
  typeof cell === 'number'
    ? cell.toLocaleString(language, {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
        signDisplay: 'negative',
      })
    : '';

const interval = (row: Row, language: Language): string =>
  row['lower'] === null || row['upper'] === null
    ? ''
    : `${figure(row['lower'], 3, language)} … ${figure(row['upper'], 3, language)}`;

const verdict = (row: Row, language: Language): string =>
  row['verdict'] === null ? '' : wordFor(verdictWords, row['verdict'])[language];

/** Columns as wide as their widest cell, two spaces apart. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((title, k) => Math.max(title.length, ...rows.map((row) => row[k]?.length ?? 0)));
  return [head, ...rows].map((row) =>
    row
      .map((cell, k) => cell.padEnd(widths[k] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
