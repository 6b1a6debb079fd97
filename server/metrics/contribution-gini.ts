import { gini } from '../models/gini.ts';
import { minimumGroupSize } from '../privacy.ts';
import { basis, basisColumns, communityContributions, eachOf } from './community-contributions.ts';
import { defineMetric } from './define.ts';
import { rank } from './rank.ts';

/** How unequally contributions are shared between the people of each community. */
export const contributionGini = defineMetric({
  id: 'contribution-gini',
  shape: 'ranking',
  unit: 'index',
  family: 'dialogue',
  subject: 'community',
  label: { fr: 'Concentration des contributions (Gini)', en: 'Contribution inequality (Gini)' },
  question: {
    fr: 'La parole est-elle partagée, ou tenue par quelques-uns ?',
    en: 'Is the floor shared, or held by a few?',
  },
  definition: {
    fr: 'Coefficient de Gini du nombre de contributions par personne, dans chaque communauté : 0, chacun contribue autant ; proche de 1, une seule personne fait tout. Les membres silencieux comptent pour 0 ; sans liste de membres, seuls les contributeurs comptent.',
    en: 'Gini coefficient of the contributions per person in each community: 0, everyone contributes as much; near 1, one person does it all. Silent members count as 0; without a list of members, only contributors count.',
  },
  formula: 'G = 2 Σ i·x_i ÷ (n Σ x) − (n + 1) ÷ n, x ascending',
  range: { fr: '0 à 1 − 1/n', en: '0 to 1 − 1/n' },
  nullRule: {
    fr: 'Nul sous 5 personnes ou sans contribution ; la communauté n’a alors pas de rang.',
    en: 'Null under 5 people or without contribution; the community then has no rank.',
  },
  reference: 'Gini 1912; participation inequality (Nielsen 2006), members without contribution included.',
  needs: ['communities'],
  columns: basisColumns,
  privacy: { people: ['people'] },
  version: 1,
  compute: async ({ snapshot, filter }) => ({
    rows: rank(
      (await communityContributions(snapshot, filter)).communities.map((community) => {
        const each = eachOf(community.contributions);
        return {
          subject_id: community.community_id,
          name: community.name,
          value: each.length < minimumGroupSize ? null : gini(each),
          columns: basis(community),
        };
      }),
    ),
  }),
});
