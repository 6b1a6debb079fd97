import { absenceFactor } from '../models/absence-factor.ts';
import { minimumGroupSize } from '../privacy.ts';
import { basis, basisColumns, communityContributions, eachOf } from './community-contributions.ts';
import { defineMetric } from './define.ts';
import { rank } from './rank.ts';

/** On how few people each community rests. */
export const contributorAbsenceFactor = defineMetric({
  id: 'contributor-absence-factor',
  shape: 'ranking',
  unit: 'people',
  family: 'dialogue',
  subject: 'community',
  label: { fr: 'Facteur d’absence', en: 'Contributor absence factor' },
  question: {
    fr: 'Combien de départs suffiraient à faire taire la communauté ?',
    en: 'How many departures would be enough to silence the community?',
  },
  definition: {
    fr: 'Plus petit nombre de personnes qui font ensemble au moins la moitié des contributions de la communauté : 1, tout repose sur une personne. La dernière colonne refait le compte sur les seules réponses, car ce sont elles qui gardent une communauté en vie.',
    en: 'Smallest number of people who together make at least half of the contributions of the community: 1, everything rests on one person. The last column counts replies only, since it is they that keep a community alive.',
  },
  formula: 'min{k : Σ of the k largest x ≥ ½ Σ x}',
  range: { fr: '1 au nombre de contributeurs', en: '1 to the number of contributors' },
  nullRule: {
    fr: 'Nul sous 5 personnes ou sans contribution ; la communauté n’a alors pas de rang.',
    en: 'Null under 5 people or without contribution; the community then has no rank.',
  },
  reference: 'Contributor Absence Factor (CHAOSS).',
  needs: ['communities'],
  columns: [
    ...basisColumns,
    { key: 'replies_factor', label: { fr: 'Facteur sur les réponses', en: 'Factor on replies' }, unit: 'people' },
  ],
  privacy: { people: ['people'] },
  version: 1,
  compute: async ({ snapshot, filter }) => ({
    rows: rank(
      (await communityContributions(snapshot, filter)).communities.map((community) => {
        const each = eachOf(community.contributions);
        const isSmall = each.length < minimumGroupSize;
        return {
          subject_id: community.community_id,
          name: community.name,
          value: isSmall ? null : absenceFactor(each),
          columns: { ...basis(community), replies_factor: isSmall ? null : absenceFactor(eachOf(community.replies)) },
        };
      }),
    ),
  }),
});
