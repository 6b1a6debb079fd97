import { defineMetric } from './define.ts';
import { departmentCoverage } from './department-coverage.ts';
import { groupMatrix, matrixColumns, matrixFormula } from './group-matrix.ts';
import { tiesAndEvents } from './tie-networks.ts';

/** Ties between each pair of departments against what everyone's activity alone would give. */
export const departmentTies = defineMetric({
  id: 'department-ties',
  shape: 'matrix',
  unit: 'ratio',
  family: 'departments',
  label: { fr: 'Liens entre services', en: 'Ties between departments' },
  question: {
    fr: 'Entre quels services l’échange est-il plus rare, ou plus dense, qu’attendu ?',
    en: 'Between which departments is exchange rarer, or denser, than expected?',
  },
  definition: {
    fr: 'Nombre de liens entre deux services, divisé par celui que donnerait le hasard si chacun gardait son nombre de contacts. Sous 1, moins que prévu (silo) ; au-dessus, plus (passerelle). Le verdict, entre deux services d’au moins 5 personnes actives, n’est tranché que si l’écart dépasse le hasard. Chaque lien compte pour les services de son jour. À côté, le même rapport par échanges : chaque paire de personnes y pèse autant de fois qu’elle a échangé, et le sens peut changer.',
    en: 'Number of ties between two departments over what chance would give if everyone kept their number of contacts. Under 1, fewer than expected (silo); above, more (bridge). The verdict, between two departments of at least 5 active people, takes a side only where the gap exceeds chance. Each tie counts for the departments of its day. Beside it stands the same ratio by exchanges: each pair of people weighs as often as it exchanged, and the direction may change.',
  },
  formula: matrixFormula,
  range: { fr: '0 et plus ; 1 = comme attendu', en: '0 and above; 1 = as expected' },
  nullRule: {
    fr: 'Nulle si l’un des deux services n’a aucun lien.',
    en: 'Null when one of the departments has no tie.',
  },
  reference:
    'Chung & Lu (2002), configuration model; Garwood (1936), Biometrika 28; Benjamini & Hochberg (1995), JRSS B 57; Snijders & Borgatti (1999), Connections 22(2) (bootstrap).',
  needs: ['departments'],
  ties: 'raw',
  columns: matrixColumns,
  privacy: { departments: ['from', 'to'], people: ['from_people', 'to_people'] },
  version: 3,
  compute: async (context) => {
    const { ties, events } = await tiesAndEvents(context);
    const { reason, warnings } = departmentCoverage(ties);
    if (reason !== null) return { rows: [], reason };
    return { rows: groupMatrix(ties, events, context.filter.department), warnings };
  },
});
