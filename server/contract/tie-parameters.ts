import type { Unit } from './results.ts';
import type { Text } from './text.ts';

export const tieParameterIds = [
  'half_life_days',
  'reply_weight',
  'mention_weight',
  'reaction_weight',
  'message_weight',
  'shared_thread_weight',
  'replies_per_thread',
  'mentions_per_thread',
  'reactions_per_thread',
  'reactions_per_week',
  'shared_thread_people',
] as const;
export type TieParameterId = (typeof tieParameterIds)[number];

/** What the strength of a tie depends on: base weights, caps and decay. */
export type TieParameters = Readonly<Record<TieParameterId, number>>;

/** The defaults are ours; `tie-half-life` tries the half-life and `score-sensitivity` moves each of them on the data loaded. */
export const tieParameters: TieParameters = {
  half_life_days: 90,
  reply_weight: 1,
  mention_weight: 0.8,
  reaction_weight: 0.2,
  message_weight: 1,
  shared_thread_weight: 0.3,
  replies_per_thread: 3,
  mentions_per_thread: 1,
  reactions_per_thread: 1,
  reactions_per_week: 10,
  shared_thread_people: 20,
};

/** How each parameter is called, what its number counts, and why the default is what it is. */
export const tieParameterTexts: Readonly<
  Record<TieParameterId, { readonly label: Text; readonly unit: Unit; readonly why: Text }>
> = {
  half_life_days: {
    label: { fr: 'Demi-vie d’un échange', en: 'Half-life of an exchange' },
    unit: 'days',
    why: {
      fr: 'Un trimestre : assez long pour passer un été, assez court pour suivre un changement d’équipe. Remplacée quand une autre prédit mieux qui échangera ensuite.',
      en: 'A quarter: long enough to outlast a summer, short enough to follow a change of team. Replaced when another one predicts better who will exchange next.',
    },
  },
  reply_weight: {
    label: { fr: 'Poids d’une réponse', en: 'Weight of a reply' },
    unit: 'index',
    why: {
      fr: 'L’unité de mesure : répondre demande d’avoir lu et d’écrire.',
      en: 'The unit of measure: to reply one has to have read, and to write.',
    },
  },
  mention_weight: {
    label: { fr: 'Poids d’une mention', en: 'Weight of a mention' },
    unit: 'index',
    why: {
      fr: 'Un peu moins qu’une réponse : on peut être nommé sans échange. Ne compte pas quand le même message répond déjà à la personne.',
      en: 'A little less than a reply: one can be named without an exchange. Not counted when the same message already replies to the person.',
    },
  },
  reaction_weight: {
    label: { fr: 'Poids d’une réaction', en: 'Weight of a reaction' },
    unit: 'index',
    why: { fr: 'Un clic : cinq réactions pour une réponse.', en: 'One click: five reactions to a reply.' },
  },
  message_weight: {
    label: { fr: 'Poids d’un message adressé', en: 'Weight of an addressed message' },
    unit: 'index',
    why: {
      fr: 'Comme une réponse. Multiplié par le poids de la ligne dans un réseau publié.',
      en: 'As a reply. Multiplied by the weight of the line in a published network.',
    },
  },
  shared_thread_weight: {
    label: { fr: 'Poids d’un fil partagé', en: 'Weight of a shared thread' },
    unit: 'index',
    why: {
      fr: 'Divisé par le nombre des autres participants : un grand fil ne fait pas une clique plus forte que plusieurs petits.',
      en: 'Divided by the number of other participants: one large thread makes no stronger a clique than many small ones.',
    },
  },
  replies_per_thread: {
    label: { fr: 'Réponses comptées par fil et par paire', en: 'Replies counted per thread and pair' },
    unit: 'count',
    why: {
      fr: 'Un long aller-retour dans un seul fil reste une seule conversation.',
      en: 'A long back-and-forth in one thread remains one conversation.',
    },
  },
  mentions_per_thread: {
    label: { fr: 'Mentions comptées par fil et par paire', en: 'Mentions counted per thread and pair' },
    unit: 'count',
    why: {
      fr: 'Nommer dix fois la même personne dans un fil n’est pas dix échanges.',
      en: 'Naming the same person ten times in a thread is not ten exchanges.',
    },
  },
  reactions_per_thread: {
    label: { fr: 'Réactions comptées par fil et par paire', en: 'Reactions counted per thread and pair' },
    unit: 'count',
    why: {
      fr: 'Réagir à tous les messages d’un fil ne dit pas plus que réagir à l’un d’eux.',
      en: 'Reacting to every message of a thread tells no more than reacting to one.',
    },
  },
  reactions_per_week: {
    label: {
      fr: 'Réactions d’une personne à poids plein par semaine',
      en: 'Reactions of a person at full weight per week',
    },
    unit: 'count',
    why: {
      fr: 'Au-delà, elles se partagent ce budget : mille réactions ne pèsent pas plus que dix.',
      en: 'Beyond, they share this budget: a thousand reactions weigh no more than ten.',
    },
  },
  shared_thread_people: {
    label: { fr: 'Participants au plus d’un fil partagé', en: 'Most participants of a shared thread' },
    unit: 'people',
    why: {
      fr: 'Dans un fil plus grand, deux participants peuvent ne s’être jamais lus.',
      en: 'In a larger thread two participants may never have read each other.',
    },
  },
};
