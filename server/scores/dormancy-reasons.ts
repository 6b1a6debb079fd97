import type { Row } from '../contract/results.ts';
import type { Text } from '../contract/text.ts';
import { communityStates, type CommunityState } from '../models/community-state.ts';
import { counted, numberIn } from './define.ts';

const stateIn = (row: Row): CommunityState | null => communityStates.find((state) => state === row.state) ?? null;

const silence = (row: Row): Text | null => {
  const days = numberIn(row, 'silent_days');
  return days === null
    ? null
    : counted(
        days,
        ['Dernier message humain il y a # jour', 'Dernier message humain il y a # jours'],
        ['Last message by a person # day ago', 'Last message by a person # days ago'],
      );
};

const rhythm = (row: Row): Text | null => {
  const gap = numberIn(row, 'usual_gap_days');
  return gap === null
    ? null
    : counted(
        Math.round(gap),
        [
          'D’habitude on y écrit tous les jours ou presque',
          'D’habitude il s’y passe rarement plus de # jours sans message',
        ],
        ['People usually write there every day or nearly', 'Usually no more than # days pass there without a message'],
      );
};

const chance = (row: Row): Text | null => {
  const probability = numberIn(row, 'silence_probability');
  if (probability === null) return null;
  if (probability < 0.001) {
    return {
      fr: 'Un tel silence y arriverait moins d’une fois sur 1 000',
      en: 'Such a silence would happen less than once in 1,000',
    };
  }
  const once = Math.round(1 / probability);
  return {
    fr: `Un tel silence y arriverait environ une fois sur ${once}`,
    en: `Such a silence would happen about once in ${once}`,
  };
};

const operational = (row: Row): Text | null => {
  const days = numberIn(row, 'operational_silent_days');
  const calendar = numberIn(row, 'silent_days');
  if (days === null || calendar === null || calendar - days < 7) return null;
  const rounded = Math.round(days);
  return {
    fr: `Ce silence vaut ${rounded} jours ordinaires, congés et creux communs déduits`,
    en: `That silence is worth ${rounded} ordinary days, holidays and common lulls taken off`,
  };
};

const said = (fr: string, en: string) => (): Text => ({ fr, en });

const byState: Readonly<Record<CommunityState, readonly ((row: Row) => Text | null)[]>> = {
  active: [silence, rhythm],
  alarm: [chance, silence, rhythm, operational],
  dormant: [silence, chance, rhythm, operational],
  monologue: [
    said('Une seule personne y écrit depuis 60 jours ordinaires', 'One person alone wrote there in 60 ordinary days'),
    silence,
  ],
  never_started: [
    said(
      'La conversation n’a jamais pris : moins de trois personnes à la fois',
      'The conversation never took off: fewer than three people at a time',
    ),
    silence,
  ],
  seasonal: [
    said(
      'Silencieuse à la même saison une année précédente, puis revenue',
      'Silent at the same season of an earlier year, then back',
    ),
    silence,
  ],
  finished: [said('Archivée : sa fin a été décidée', 'Archived: its end was decided'), silence],
  broadcast_only: [
    said(
      'Presque uniquement des annonces de quelques personnes, presque sans réponse',
      'Almost only announcements by a few people, hardly any replies',
    ),
    silence,
  ],
};

/** Why the community is in its state, in plain words, the strongest first. */
export function dormancyReasons(row: Row): readonly Text[] {
  const state = stateIn(row);
  return state === null ? [] : byState[state].flatMap((say) => say(row) ?? []);
}

const actions: Readonly<Record<CommunityState, Text | null>> = {
  active: null,
  alarm: {
    fr: 'Demander à son animateur ce qui se passe, et poser une question à laquelle ses membres savent répondre.',
    en: 'Ask its animator what is going on, and ask a question its members can answer.',
  },
  dormant: {
    fr: 'Décider avec l’animateur : relancer par un rendez-vous daté, fusionner avec une communauté voisine, ou archiver.',
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
    fr: 'Rien à faire avant le retour de la saison : préparer le premier message.',
    en: 'Nothing to do before the season returns: prepare the first message.',
  },
  finished: null,
  broadcast_only: {
    fr: 'Assumer un canal d’annonces, ou terminer le prochain message par une question et répondre aux commentaires.',
    en: 'Accept it as a news channel, or end the next message with a question and answer the comments.',
  },
};

/** What to do about it; null when nothing needs doing. */
export function dormancyAction(row: Row): Text | null {
  const state = stateIn(row);
  return state === null ? null : actions[state];
}
