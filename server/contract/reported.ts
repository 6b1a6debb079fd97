import type { Text } from './text.ts';

/** What a figure given by a platform counts, in words; the same codes as the pipelines write into the snapshot. */
const figures: Readonly<Record<string, Text>> = {
  people: { fr: 'Comptes', en: 'Accounts' },
  members: { fr: 'Membres', en: 'Members' },
  full_members: { fr: 'Membres, invités exclus', en: 'Members without guests' },
  guests: { fr: 'Invités', en: 'Guests' },
  active_people: { fr: 'Personnes actives', en: 'Active people' },
  posting_people: { fr: 'Personnes qui publient', en: 'People who post' },
  reading_people: { fr: 'Personnes qui lisent', en: 'People who read' },
  reacting_people: { fr: 'Personnes qui réagissent', en: 'People who react' },
  web_people: { fr: 'Personnes venues par le web', en: 'People on the web' },
  desktop_people: { fr: 'Personnes sur ordinateur', en: 'People on a computer' },
  android_people: { fr: 'Personnes sur Android', en: 'People on Android' },
  ios_people: { fr: 'Personnes sur iOS', en: 'People on iOS' },
  iphone_people: { fr: 'Personnes sur iPhone', en: 'People on iPhone' },
  ipad_people: { fr: 'Personnes sur iPad', en: 'People on iPad' },
  windows_phone_people: { fr: 'Personnes sur Windows Phone', en: 'People on Windows Phone' },
  other_device_people: { fr: 'Personnes sur un autre appareil', en: 'People on another device' },
  messages: { fr: 'Messages publiés', en: 'Messages posted' },
  messages_by_members: { fr: 'Messages publiés par des membres', en: 'Messages posted by members' },
  community_messages: { fr: 'Messages dans les communautés', en: 'Messages in communities' },
  channel_messages: { fr: 'Messages dans les canaux', en: 'Messages in channels' },
  public_channel_messages: { fr: 'Messages dans les canaux publics', en: 'Messages in public channels' },
  private_channel_messages: { fr: 'Messages dans les canaux privés', en: 'Messages in private channels' },
  shared_channel_messages: { fr: 'Messages dans les canaux partagés', en: 'Messages in shared channels' },
  private_messages: { fr: 'Messages privés', en: 'Private messages' },
  posts: { fr: 'Publications', en: 'Posts' },
  replies: { fr: 'Réponses', en: 'Replies' },
  reads: { fr: 'Lectures', en: 'Reads' },
  community_reads: { fr: 'Lectures dans les communautés', en: 'Reads in communities' },
  reactions: { fr: 'Réactions', en: 'Reactions' },
  community_reactions: { fr: 'Réactions dans les communautés', en: 'Reactions in communities' },
  files: { fr: 'Fichiers déposés', en: 'Files uploaded' },
  communities: { fr: 'Communautés', en: 'Communities' },
  active_communities: { fr: 'Communautés actives', en: 'Active communities' },
};

/** Every figure that has words. */
export const figureCodes: readonly string[] = Object.keys(figures);

/** A figure in words; one without words stands for itself. */
export function figureText(code: string): Text {
  return figures[code] ?? { fr: code, en: code };
}

/** Why a given figure has nothing beside it. `compared` is in none: the figures speak. */
const comparisons: Readonly<Record<string, Text>> = {
  not_given: { fr: 'laissé vide par la plateforme', en: 'left empty by the platform' },
  no_events: { fr: 'messages de cette plateforme non chargés', en: 'messages of this platform not loaded' },
  not_in_source: { fr: 'pas dans cette source', en: 'not in this source' },
  not_dated: { fr: 'réactions sans date dans cette source', en: 'reactions not dated in this source' },
  wider_scope: {
    fr: 'comprend des messages privés, jamais lus',
    en: 'includes private messages, which are never read',
  },
  unknown_community: { fr: 'aucune communauté de ce nom, ou plusieurs', en: 'no community of that name, or several' },
  no_window: { fr: 'période non dite', en: 'period not told' },
  window_not_covered: {
    fr: 'messages chargés sur une partie seulement de la période',
    en: 'messages loaded for part of the period only',
  },
};

/** Every reason not to compare that has words. */
export const comparisonCodes: readonly string[] = ['compared', ...Object.keys(comparisons)];

/** Why nothing was counted, in words; a reason without words stands for itself. */
export function comparisonText(code: string): Text {
  return comparisons[code] ?? { fr: code, en: code };
}

/** How platforms are called. */
export function platformName(platform: string): string {
  return { slack: 'Slack', 'viva-engage': 'Viva Engage', teams: 'Microsoft Teams' }[platform] ?? platform;
}
