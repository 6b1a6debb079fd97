import type { Text } from './text.ts';

const kinds: Readonly<Record<string, Text>> = {
  post: { fr: 'publications', en: 'posts' },
  reply: { fr: 'réponses', en: 'replies' },
  reaction: { fr: 'réactions', en: 'reactions' },
  mention: { fr: 'mentions', en: 'mentions' },
  message: { fr: 'messages', en: 'messages' },
  share: { fr: 'partages', en: 'shares' },
  join: { fr: 'arrivées', en: 'joins' },
  leave: { fr: 'départs', en: 'leaves' },
  view: { fr: 'lectures', en: 'views' },
};

/** A kind of event in words, in the plural; one without words stands for itself. */
export function eventKindText(kind: string): Text {
  return kinds[kind] ?? { fr: kind, en: kind };
}
