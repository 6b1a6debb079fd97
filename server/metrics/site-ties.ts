import { coverageOf } from './department-coverage.ts';
import { defineMetric } from './define.ts';
import { groupMatrix, matrixColumns, matrixFormula } from './group-matrix.ts';
import { tiesAndEvents } from './tie-networks.ts';
import { wholeNetworkOnly } from './whole-network-only.ts';

/** Ties between each pair of sites against what everyone's activity alone would give. */
export const siteTies = defineMetric({
  id: 'site-ties',
  shape: 'matrix',
  unit: 'ratio',
  family: 'departments',
  label: { fr: 'Liens entre sites', en: 'Ties between sites' },
  question: {
    fr: 'Entre quels sites l’échange est-il plus rare, ou plus dense, qu’attendu ?',
    en: 'Between which sites is exchange rarer, or denser, than expected?',
  },
  definition: {
    fr: 'Nombre de liens entre deux sites, divisé par celui que donnerait le hasard si chacun gardait son nombre de contacts. Chaque lien compte pour les sites de son jour ; les personnes extérieures n’en ont pas. À côté, le même rapport par échanges.',
    en: 'Number of ties between two sites over what chance would give if everyone kept their number of contacts. Each tie counts for the sites of its day; external people have none. Beside it stands the same ratio by exchanges.',
  },
  formula: matrixFormula,
  range: { fr: '0 et plus ; 1 = comme attendu', en: '0 and above; 1 = as expected' },
  nullRule: {
    fr: 'Nulle si l’un des deux sites n’a aucun lien. Sous 50 % de sites connus, rien n’est affiché.',
    en: 'Null when one of the sites has no tie. With fewer than 50% of sites known nothing is shown.',
  },
  reference:
    'Chung & Lu (2002), configuration model; Garwood (1936), Biometrika 28; Benjamini & Hochberg (1995), JRSS B 57; Snijders & Borgatti (1999), Connections 22(2) (bootstrap).',
  needs: ['departments'],
  ties: 'raw',
  columns: matrixColumns,
  privacy: { sites: ['from', 'to'], people: ['from_people', 'to_people'] },
  version: 1,
  compute: async (context) => {
    if (context.filter.department !== null) return { rows: [], reason: wholeNetworkOnly };
    const { ties, events } = await tiesAndEvents(context, 'site');
    const { reason, warnings } = coverageOf(ties, 'site');
    if (reason !== null) return { rows: [], reason };
    return { rows: groupMatrix(ties, events, null), warnings };
  },
});
