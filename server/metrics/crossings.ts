import type { Row } from '../contract/results.ts';
import { type Grouping, groupings } from '../facts/group-stays.ts';
import { type Context, defineMetric } from './define.ts';
import { knownShare } from './department-coverage.ts';
import { networkOpenness } from './network-openness.ts';
import { type TiesAndEvents, tiesAndEventsBy } from './tie-networks.ts';
import { wholeNetworkOnly } from './whole-network-only.ts';

/** A grouping is measured when half of the people are in a known group, and there are at least two. */
const shownFrom = 0.5;

/** Shuffles behind each p. */
const rounds = 500;

/** How much of the exchange crosses departments, divisions, sites and hierarchical levels. */
export const crossings = defineMetric({
  id: 'crossings',
  shape: 'table',
  unit: 'share',
  family: 'departments',
  label: { fr: 'Ce que les échanges franchissent', en: 'What exchanges cross' },
  question: {
    fr: 'Quelle part des échanges franchit les services, les sites, les niveaux hiérarchiques ?',
    en: 'How much of the exchange crosses departments, sites, hierarchical levels?',
  },
  definition: {
    fr: 'Part des liens entre personnes de services différents, de directions, de sites et de niveaux différents, à côté de ce que donnerait le hasard si chacun gardait ses liens : par liens (chaque paire une fois) et par échanges (chaque paire autant de fois qu’elle a échangé). Chaque lien compte pour le service et le site de son jour.',
    en: 'Share of ties between people of different departments, divisions, sites and levels, beside what chance would give if everyone kept their ties: by ties (each pair once) and by exchanges (each pair as often as it exchanged). Each tie counts for the department and site of its day.',
  },
  formula:
    'value = E / (E + I) = (1 + EI) / 2; expected = 1 - Σ n_g(n_g - 1) / n(n - 1); interval: jackknife over people; p: two-sided, 500 label permutations (down to 100 beyond a million arcs); rescaled: E-I, 0 = chance',
  range: { fr: '0 à 1 ; recalé : -1 à 1', en: '0 to 1; rescaled: -1 to 1' },
  nullRule: {
    fr: 'Une ligne manque quand moins de la moitié des personnes ont un groupe connu, ou qu’il n’y en a qu’un.',
    en: 'A row is missing when fewer than half of the people have a known group, or there is only one.',
  },
  reference:
    'Krackhardt & Stern (1988), Social Psychology Quarterly 51(2); Snijders & Borgatti (1999), Connections 22(2).',
  needs: ['departments'],
  ties: 'raw',
  columns: [
    { key: 'grouping', label: { fr: 'Frontière', en: 'Boundary' }, unit: 'text' },
    { key: 'counted', label: { fr: 'Compté par', en: 'Counted by' }, unit: 'text' },
    { key: 'groups', label: { fr: 'Groupes', en: 'Groups' }, unit: 'count' },
    { key: 'known', label: { fr: 'Personnes de groupe connu', en: 'People of known group' }, unit: 'share' },
    { key: 'value', label: { fr: 'Part qui franchit', en: 'Share that crosses' }, unit: 'share' },
    { key: 'lower', label: { fr: 'Borne basse (95 %)', en: 'Lower bound (95%)' }, unit: 'share' },
    { key: 'upper', label: { fr: 'Borne haute (95 %)', en: 'Upper bound (95%)' }, unit: 'share' },
    { key: 'expected', label: { fr: 'Attendu au hasard', en: 'Expected by chance' }, unit: 'share' },
    { key: 'rescaled', label: { fr: 'E-I recalé', en: 'E-I rescaled' }, unit: 'index' },
    { key: 'p', label: { fr: 'Probabilité au hasard (p)', en: 'Probability by chance (p)' }, unit: 'index' },
    { key: 'numerator', label: { fr: 'Franchissent', en: 'Crossing' }, unit: 'count' },
    { key: 'denominator', label: { fr: 'En tout', en: 'In all' }, unit: 'count' },
  ],
  version: 1,
  compute: async (context) => {
    if (context.filter.department !== null) return { rows: [], reason: wholeNetworkOnly };
    const networks = await tiesAndEventsBy(context, groupings);
    const rows: Row[] = [];
    for (const [k, network] of networks.entries()) {
      rows.push(...(await measured(context, groupings[k] ?? 'department', network)));
    }
    return { rows };
  },
});

async function measured(context: Context, grouping: Grouping, networks: TiesAndEvents): Promise<Row[]> {
  const { ties } = networks;
  const known = knownShare(ties);
  if (known < shownFrom || ties.departments.length < 2) return [];
  const whole = await networkOpenness(context, networks, rounds);
  return [
    { counted: 'ties', openness: whole.ties },
    { counted: 'events', openness: whole.events },
  ].flatMap(({ counted, openness }): Row[] =>
    openness === null
      ? []
      : [
          {
            grouping,
            counted,
            groups: ties.departments.length,
            known,
            value: openness.across / openness.total,
            lower: openness.lower === null ? null : (1 + openness.lower) / 2,
            upper: openness.upper === null ? null : (1 + openness.upper) / 2,
            expected: (1 + openness.expected) / 2,
            rescaled: openness.rescaled,
            p: openness.p,
            numerator: openness.across,
            denominator: openness.total,
          },
        ],
  );
}
