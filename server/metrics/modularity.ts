import { assortativityError } from '../graph/assortativity-error.ts';
import { departmentGroups } from '../facts/network.ts';
import { modularity as kernel } from '../graph/modularity.ts';
import { defineMetric } from './define.ts';
import { departmentCoverage } from './department-coverage.ts';

/** How far ties follow the organisation chart: modularity and assortativity of departments (Newman 2003). */
export const modularity = defineMetric({
  id: 'modularity',
  shape: 'summary',
  unit: 'index',
  family: 'departments',
  label: { fr: 'Poids de l’organigramme', en: 'Weight of the organisation chart' },
  question: { fr: 'Les échanges suivent-ils l’organigramme ?', en: 'Do exchanges follow the organisation chart?' },
  definition: {
    fr: 'Part des liens restés dans un même service, au-delà de ce que donnerait le hasard. L’assortativité la rapporte à son maximum : 1, chacun reste chez soi ; 0, le service ne compte pas. Son erreur type est celle d’un tirage des liens. Chaque lien compte pour les services de son jour.',
    en: 'Share of ties that stay within a department, above what chance would give. Assortativity divides it by its largest value: 1, everyone keeps to their own; 0, departments do not matter. Its standard error is that of a draw of ties. Each tie counts for the departments of its day.',
  },
  formula:
    'Q = Σ_g e_gg - Σ_g a_g²; Q_max = 1 - Σ_g a_g²; assortativity = Q / Q_max; its error = √Σ (r without the tie - r)²',
  range: { fr: 'Modularité -0,5 à 1 ; assortativité -1 à 1', en: 'Modularity -0.5 to 1; assortativity -1 to 1' },
  nullRule: {
    fr: 'Nulle sans lien entre personnes de service connu.',
    en: 'Null without ties between people of known department.',
  },
  reference: 'Newman (2003), Mixing patterns in networks, Phys. Rev. E 67.',
  needs: ['departments'],
  ties: 'raw',
  version: 3,
  compute: async (context) => {
    const network = await context.departmentNetwork();
    const { reason, warnings } = departmentCoverage(network);
    if (reason !== null) return { rows: [], reason };
    const measured = kernel(network.undirected, departmentGroups(network));
    return {
      rows: [
        { key: 'modularity', value: measured.modularity },
        { key: 'modularity_max', value: measured.maximum },
        { key: 'assortativity', value: measured.assortativity },
        { key: 'assortativity_error', value: assortativityError(network.undirected, departmentGroups(network)) },
        { key: 'departments', value: network.departments.length },
      ],
      warnings,
    };
  },
});
