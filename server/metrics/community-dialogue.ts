import { basis, basisColumns, communityContributions, sumOf } from './community-contributions.ts';
import { defineMetric } from './define.ts';
import { rank } from './rank.ts';

/** With fewer messages a share says nothing. */
const smallestTalk = 5;

/** Share of replies among the posts and replies of each community: announcements near 0, conversations above a half. */
export const communityDialogue = defineMetric({
  id: 'community-dialogue',
  shape: 'ranking',
  unit: 'share',
  family: 'dialogue',
  subject: 'community',
  label: { fr: 'Part des réponses par communauté', en: 'Share of replies by community' },
  question: {
    fr: 'Où l’on converse, où l’on annonce, où il ne se passe rien ?',
    en: 'Where do people converse, where do they announce, where does nothing happen?',
  },
  definition: {
    fr: 'Réponses rapportées aux publications et réponses des personnes dans la communauté pendant la période. Proche de 0 : un canal d’annonces ; au-dessus de la moitié : une conversation. Réactions, mentions et robots ne comptent pas.',
    en: 'Replies over the posts and replies written by people in the community during the period. Near 0: an announcement channel; above a half: a conversation. Reactions, mentions and bots do not count.',
  },
  formula: 'replies ÷ (posts + replies)',
  range: { fr: '0 à 1', en: '0 to 1' },
  nullRule: {
    fr: `Nul sous ${smallestTalk} publications et réponses ; la communauté n’a alors pas de rang.`,
    en: `Null under ${smallestTalk} posts and replies; the community then has no rank.`,
  },
  reference:
    'A definition of Vigie’s own: what share of what is written answers somebody. The bound of 5 messages is a choice.',
  needs: ['communities', 'threads'],
  columns: [
    { key: 'numerator', label: { fr: 'Réponses', en: 'Replies' }, unit: 'count' },
    { key: 'denominator', label: { fr: 'Publications et réponses', en: 'Posts and replies' }, unit: 'count' },
    ...basisColumns,
  ],
  privacy: { people: ['people'] },
  version: 1,
  compute: async ({ snapshot, filter }) => ({
    rows: rank(
      (await communityContributions(snapshot, filter)).communities.map((community) => {
        const replies = sumOf(community.replies);
        const messages = replies + community.posts;
        return {
          subject_id: community.community_id,
          name: community.name,
          value: messages < smallestTalk ? null : replies / messages,
          columns: { numerator: replies, denominator: messages, ...basis(community) },
        };
      }),
    ),
  }),
});
