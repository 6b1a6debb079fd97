import type { Text } from './text.ts';

/**
 * Why a record is rejected or ignored, in words, by the stable code that imports count under. Platforms have codes of
 * their own for what they write themselves (Slack's subtypes): one that is not listed stands for itself.
 */
export const rules: Readonly<Record<string, Text>> = {
  // What a file or a line can suffer from.
  not_json: { fr: 'la ligne n’est pas du JSON', en: 'the line is not JSON' },
  invalid_json: { fr: 'le fichier n’est pas du JSON', en: 'the file is not JSON' },
  unexpected_shape: { fr: 'le fichier n’a pas la forme attendue', en: 'the file does not have the expected shape' },
  not_an_object: { fr: 'l’enregistrement n’est pas un objet JSON', en: 'the record is not a JSON object' },
  too_few_columns: { fr: 'trop peu de colonnes', en: 'too few columns' },
  too_many_columns: { fr: 'trop de colonnes', en: 'too many columns' },
  broken_quotes: { fr: 'guillemets jamais refermés', en: 'quotes that never close' },
  wrong_encoding: { fr: 'lettres dans un autre encodage', en: 'letters in another encoding' },
  line_too_long: { fr: 'ligne trop longue', en: 'line too long' },
  not_csv: { fr: 'ligne illisible', en: 'unreadable line' },

  // What a record lacks, or says in a way that cannot be read.
  missing_kind: { fr: 'type d’événement absent', en: 'no kind of event' },
  no_act: {
    fr: 'ni date ni geste : total ou note sous un tableau',
    en: 'neither date nor act: total or note under a table',
  },
  unknown_kind: { fr: 'type d’événement inconnu', en: 'unknown kind of event' },
  missing_actor: { fr: 'personne absente', en: 'no person' },
  missing_author: { fr: 'auteur absent', en: 'no author' },
  missing_sender: { fr: 'expéditeur absent', en: 'no sender' },
  missing_id: { fr: 'identifiant absent', en: 'no id' },
  missing_person_id: { fr: 'identifiant de personne absent', en: 'no person id' },
  missing_community_id: { fr: 'identifiant de communauté absent', en: 'no community id' },
  missing_intervention_id: { fr: 'identifiant d’action absent', en: 'no intervention id' },
  missing_name: { fr: 'nom absent', en: 'no name' },
  missing_department: { fr: 'service absent', en: 'no department' },
  unknown_role: { fr: 'rôle inconnu', en: 'unknown role' },
  unknown_date: { fr: 'date illisible', en: 'unreadable date' },
  invalid_time: { fr: 'heure illisible', en: 'unreadable time' },
  invalid_ts: { fr: 'horodatage illisible', en: 'unreadable timestamp' },
  date_out_of_range: { fr: 'date avant 1995 ou dans l’avenir', en: 'date before 1995 or in the future' },
  not_a_count: { fr: 'chiffre qui n’est pas un nombre entier', en: 'a figure that is not a whole number' },
  not_a_number: { fr: 'poids ou date qui n’est pas un nombre', en: 'weight or time that is not a number' },
  unspecified: { fr: 'sans motif', en: 'no reason given' },

  // What is read and left aside, as it is nobody's contribution.
  empty_row: { fr: 'ligne vide', en: 'empty row' },
  left_out: { fr: 'écarté par l’association de colonnes', en: 'left out by the mapping' },
  person_again_in_same_period: {
    fr: 'personne déjà décrite pour la même période',
    en: 'person described twice for one period',
  },
  same_name: { fr: 'nom que plusieurs portent', en: 'a name that several bear' },
  day_again: { fr: 'jour donné deux fois, avec d’autres chiffres', en: 'day given twice, with other figures' },
  not_a_person: { fr: 'autre chose qu’une personne', en: 'something other than a person' },
  change_record: { fr: 'demande de modification, et non fiche', en: 'a request for a change, not an entry' },
  unreadable_event: { fr: 'événement illisible', en: 'unreadable event' },
  cancelled_event: { fr: 'événement annulé', en: 'cancelled event' },
  private_event: { fr: 'événement privé', en: 'private event' },
  not_a_message: { fr: 'autre chose qu’un message', en: 'something other than a message' },
  not_a_post: { fr: 'autre chose qu’une publication', en: 'something other than a post' },
  private_message: { fr: 'message privé', en: 'private message' },
  deleted: { fr: 'supprimé', en: 'deleted' },
  retention: { fr: 'antérieur à la durée de conservation', en: 'older than the retention period' },
  erased: { fr: 'personne effacée à sa demande', en: 'person erased on request' },
  deleted_author: { fr: 'auteur supprimé', en: 'deleted author' },
  moderator_action: { fr: 'acte de modération', en: 'action of a moderator' },
  small_action: { fr: 'trace du forum (sujet fermé, épinglé…)', en: 'note of the forum (topic closed, pinned…)' },
  whisper: { fr: 'aparté entre modérateurs', en: 'aside between moderators' },
  unknown_post_type: { fr: 'type de publication inconnu', en: 'unknown type of post' },

  // Slack's subtypes.
  unknown_subtype: { fr: 'sous-type inconnu', en: 'unknown subtype' },
  bot_add: { fr: 'application ajoutée à un canal', en: 'app added to a channel' },
  bot_message: { fr: 'message de robot sans auteur', en: 'message of a bot without author' },
  slackbot_response: { fr: 'réponse automatique de Slack', en: 'automatic reply of Slack' },
  tombstone: { fr: 'message supprimé', en: 'deleted message' },
  file_comment: { fr: 'commentaire de fichier', en: 'comment on a file' },
  pinned_item: { fr: 'message épinglé', en: 'pinned message' },
  reminder_add: { fr: 'rappel', en: 'reminder' },
  channel_topic: { fr: 'changement du sujet d’un canal', en: 'change of a channel’s topic' },
  channel_purpose: { fr: 'changement de la description d’un canal', en: 'change of a channel’s purpose' },
  channel_name: { fr: 'canal renommé', en: 'channel renamed' },
  channel_archive: { fr: 'canal archivé', en: 'channel archived' },
  channel_unarchive: { fr: 'canal rouvert', en: 'channel reopened' },
  group_topic: { fr: 'changement du sujet d’un canal privé', en: 'change of a private channel’s topic' },
  group_purpose: { fr: 'changement de la description d’un canal privé', en: 'change of a private channel’s purpose' },
  group_name: { fr: 'canal privé renommé', en: 'private channel renamed' },
  group_archive: { fr: 'canal privé archivé', en: 'private channel archived' },
  group_unarchive: { fr: 'canal privé rouvert', en: 'private channel reopened' },

  // Activity Streams: what a document suffers from, and activities that are nobody's contribution.
  foreign_context: { fr: 'document d’un autre vocabulaire', en: 'document of another vocabulary' },
  invalid_id: { fr: 'identifiant qui n’est pas un texte', en: 'id that is not a text' },
  invalid_type: { fr: 'type qui n’est pas un texte', en: 'type that is not a text' },
  invalid_actor: { fr: 'acteur illisible', en: 'unreadable actor' },
  invalid_object: { fr: 'objet illisible', en: 'unreadable object' },
  not_a_page: { fr: 'autre chose qu’une page de collection', en: 'something other than a page of a collection' },
  reference_only: { fr: 'adresse seule, sans contenu', en: 'an address alone, without content' },
  missing_object: { fr: 'objet absent', en: 'no object' },
  not_a_contribution: { fr: 'ni contribution, ni personne, ni communauté', en: 'no contribution, person or community' },
  not_a_membership: {
    fr: 'arrivée ou départ qui ne touche pas une personne et une communauté',
    en: 'arrival or departure that does not concern a person and a community',
  },
  cancels_nothing: { fr: 'annule ce qui n’est pas là', en: 'cancels what is not there' },
  undone: { fr: 'annulé par son auteur', en: 'undone by whoever did it' },
  unknown_type: { fr: 'type d’activité inconnu', en: 'unknown type of activity' },
  untold_activity: { fr: 'activité sans précision', en: 'activity of no said kind' },
  follow: { fr: 'abonnement à quelqu’un', en: 'following somebody' },
  invite: { fr: 'invitation', en: 'an invitation' },
  offer: { fr: 'proposition', en: 'an offer' },
  accept: { fr: 'accord', en: 'an acceptance' },
  reject: { fr: 'refus', en: 'a refusal' },
  block: { fr: 'blocage de quelqu’un', en: 'blocking somebody' },
  flag: { fr: 'signalement', en: 'a report to moderators' },
  update: { fr: 'modification', en: 'an edit' },
  move: { fr: 'déplacement', en: 'a move' },

  // Viva Engage.
  system_message: { fr: 'message du système', en: 'message of the system' },
  draft: { fr: 'brouillon', en: 'a draft' },
  earlier_version: { fr: 'version antérieure d’un message modifié', en: 'earlier version of an edited message' },
  unknown_liker: { fr: 'réaction dont rien ne dit l’auteur', en: 'reaction of somebody unknown' },
  undated_reaction: { fr: 'réaction sans date', en: 'reaction without a date' },

  // Stack Exchange.
  not_a_question_or_answer: { fr: 'ni question ni réponse', en: 'neither a question nor an answer' },
  vote_without_voter: { fr: 'vote dont l’auteur n’est pas dit', en: 'vote of an untold voter' },
  bounty: { fr: 'prime offerte pour une réponse', en: 'bounty offered for an answer' },

  // Conversations between people, which are never read.
  chat: { fr: 'discussion privée', en: 'private chat' },
  direct_message: { fr: 'message direct', en: 'direct message' },
  direct_channel: { fr: 'conversation directe', en: 'direct conversation' },
  direct_post: { fr: 'message d’une conversation directe', en: 'message of a direct conversation' },
  group_channel: { fr: 'conversation de groupe', en: 'group conversation' },
  livechat_room: { fr: 'conversation avec un visiteur', en: 'conversation with a visitor' },
  livechat_guest: { fr: 'visiteur, et non membre', en: 'a visitor, not a member' },
  unknown_parent_room: {
    fr: 'discussion privée dont l’export ne dit pas où elle a commencé',
    en: 'private discussion of which the export does not say where it began',
  },

  // Mattermost, Teams and Zulip.
  version: { fr: 'en-tête de l’export', en: 'header of the export' },
  emoji: { fr: 'émoticône de l’organisation', en: 'emoji of the organisation' },
  role: { fr: 'rôle et ses droits', en: 'a role and its rights' },
  scheme: { fr: 'modèle de droits', en: 'a scheme of rights' },
  invalid_line: { fr: 'ligne illisible', en: 'unreadable line' },
  unknown_line_type: { fr: 'type de ligne inconnu', en: 'unknown type of line' },
  missing_channel: { fr: 'canal absent', en: 'no channel' },
  missing_person: { fr: 'personne absente', en: 'no person' },
  unknown_channel: { fr: 'canal que l’export ne décrit pas', en: 'channel that the export does not describe' },
  unknown_channel_type: { fr: 'type de canal inconnu', en: 'unknown type of channel' },
  unknown_post: { fr: 'publication absente de l’export', en: 'post that the export does not hold' },
  rejected_post: { fr: 'publication elle-même rejetée', en: 'post that was itself rejected' },
  untyped_system_message: { fr: 'avis du système sans type', en: 'notice of the system without a type' },
  system_header_change: { fr: 'changement de l’en-tête d’un canal', en: 'change of a channel’s header' },
  system_join_channel: { fr: 'arrivée dans un canal', en: 'arrival in a channel' },
  system_event_message: { fr: 'avis du système', en: 'notice of the system' },
  unknown_future_value: { fr: 'type que Graph ne nomme pas encore', en: 'type that Graph does not name yet' },
  unknown_recipient: { fr: 'destinataire inconnu', en: 'unknown recipient' },
  message_not_read: { fr: 'réaction à un message qui n’est pas lu', en: 'reaction to a message that is not read' },

  // Rocket.Chat.
  au: {
    fr: 'personne ajoutée dont l’export ne sait plus rien',
    en: 'somebody added of whom the export knows no more',
  },
  ru: {
    fr: 'personne retirée dont l’export ne sait plus rien',
    en: 'somebody removed of whom the export knows no more',
  },
  r: { fr: 'canal renommé', en: 'room renamed' },
  subscription_role_added: { fr: 'rôle donné dans un canal', en: 'role given in a room' },
  subscription_role_removed: { fr: 'rôle retiré dans un canal', en: 'role taken back in a room' },
  message_pinned: { fr: 'message épinglé', en: 'pinned message' },
  videoconf: { fr: 'appel vidéo lancé', en: 'video call begun' },
  room_changed_topic: { fr: 'nouveau sujet d’un canal', en: 'new topic of a room' },
  room_archived: { fr: 'canal archivé', en: 'room archived' },
  discussion_created: { fr: 'avis d’une discussion commencée', en: 'notice of a discussion begun' },

  // Discourse, HumHub and eXo.
  not_a_row: { fr: 'ligne qui n’en est pas une', en: 'a line that is no row' },
  post_not_read: { fr: 'se rapporte à une publication qui n’est pas lue', en: 'about a post that is not read' },
  object_not_read: { fr: 'se rapporte à un contenu qui n’est pas lu', en: 'about a content that is not read' },
  mention_of_self: { fr: 'mention de soi-même', en: 'mention of oneself' },
  mention_of_self_or_service: {
    fr: 'mention de soi-même ou d’un compte de service',
    en: 'mention of oneself or of a service account',
  },
  other_action: { fr: 'autre geste que celui attendu', en: 'another action than the one expected' },
  withdrawn: { fr: 'retiré par son auteur', en: 'taken back by whoever did it' },
  activity: { fr: 'activité notée par la plateforme', en: 'activity noted by the platform' },
  system_activity: { fr: 'activité écrite par la plateforme', en: 'activity written by the platform' },
  on_system_activity: {
    fr: 'réponse à une activité écrite par la plateforme',
    en: 'answer to an activity written by the platform',
  },
  posted_by_space: { fr: 'publié par un espace et non par une personne', en: 'posted by a space, not by a person' },
};

/** A rule in words; one without words stands for itself. */
export function ruleText(code: string): Text {
  return rules[code] ?? { fr: code, en: code };
}
