import type { Row } from '../contract/results.ts';
import type { Text } from '../contract/text.ts';
import { type CommunityState, communityStates } from '../models/community-state.ts';
import { type LifeStage, lifeStages } from '../models/life-stage.ts';

const byState: Readonly<Record<CommunityState, Text | null>> = {
  active: null,
  alarm: {
    fr: 'Demander à son animateur ce qui se passe, et poser une question à laquelle ses membres savent répondre.',
    en: 'Ask its animator what is going on, and ask a question its members can answer.',
  },
  dormant: {
    fr: 'Décider avec l’animateur : relancer par un rendez-vous daté, fusionner avec une communauté voisine, ou archiver.',
    en: 'Decide with the animator: restart it with a dated event, merge it with a neighbour, or archive it.',
  },
  monologue: {
    fr: 'Inviter deux anciens contributeurs par leur nom à répondre au prochain message.',
    en: 'Invite two former contributors by name to answer the next message.',
  },
  never_started: {
    fr: 'Relancer avec cinq membres fondateurs et dix contenus prêts, ou fermer sans regret.',
    en: 'Start again with five founding members and ten pieces of content, or close it without regret.',
  },
  seasonal: {
    fr: 'Rien à faire avant le retour de la saison : préparer le premier message.',
    en: 'Nothing to do before the season returns: prepare the first message.',
  },
  finished: null,
  broadcast_only: {
    fr: 'Assumer un canal d’annonces, ou terminer le prochain message par une question et répondre aux commentaires.',
    en: 'Accept it as a news channel, or end the next message with a question and answer the comments.',
  },
  no_data: {
    fr: 'Vérifier que l’export de cette source est complet, puis le charger à nouveau.',
    en: 'Check that the export of this source is complete, then load it again.',
  },
};

/** What fits a stage, when the state asks for nothing: prepare, then make people answer each other, then keep them. */
const byStage: Readonly<Record<LifeStage, Text | null>> = {
  preparation: {
    fr: 'Préparer l’ouverture : cinq membres fondateurs, dix contenus, une question pour le premier jour.',
    en: 'Prepare the opening: five founding members, ten pieces of content, a question for the first day.',
  },
  launch: {
    fr: 'Faire répondre à chaque message sous trois jours, et inviter par leur nom ceux qui sauraient répondre.',
    en: 'Have each message answered within three days, and invite by name those who could answer.',
  },
  growth: {
    fr: 'Confier un sujet aux nouveaux qui répondent, et préparer un deuxième animateur.',
    en: 'Give a topic to the newcomers who answer, and prepare a second animator.',
  },
  maturity: {
    fr: 'Garder le rythme : raconter une réussite hors du réseau, et préparer la relève de l’animateur.',
    en: 'Keep the tempo: tell a success outside the network, and prepare who takes over from the animator.',
  },
  decline: {
    fr: 'Remobiliser avant le silence : demander aux anciens contributeurs ce qui leur manque, et fixer un rendez-vous daté.',
    en: 'Mobilise before the silence: ask former contributors what they miss, and set a dated event.',
  },
  dormant: null,
  small_group: {
    fr: 'Un petit groupe peut suffire. Pour l’élargir, inviter les contacts directs de ses membres.',
    en: 'A small group may be enough. To widen it, invite the direct contacts of its members.',
  },
};

/** Before what fits the stage: what is about to be lost, and who is missing. */
const beforeSilence: Text = {
  fr: 'Agir avant le silence : poser cette semaine une question à ses contributeurs habituels, et fixer un rendez-vous daté.',
  en: 'Act before the silence: ask its usual contributors a question this week, and set a dated event.',
};
const withoutAnimator: Text = {
  fr: 'Trouver qui l’anime : proposer la relève à un contributeur qui répond déjà aux autres.',
  en: 'Find who animates it: offer it to a contributor who already answers others.',
};

/** What to do about the community: what its state asks for, else what the next 60 days or a missing animator
 * ask for, else what fits its stage; null when nothing needs doing. */
export function dormancyAction(row: Row): Text | null {
  const state = communityStates.find((each) => each === row.state);
  const stage = lifeStages.find((each) => each === row.stage);
  if (state === undefined) return null;
  if (stage === 'preparation') return byStage.preparation;
  const ofState = state === 'alarm' && row.animation === 'none' ? withoutAnimator : byState[state];
  if (ofState !== null || stage === undefined) return ofState;
  if (row.outlook === 'act' || row.outlook === 'watch') return beforeSilence;
  return row.animation === 'none' || row.animation === 'silent' ? withoutAnimator : byStage[stage];
}
