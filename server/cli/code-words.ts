import type { Capability } from '../contract/capabilities.ts';
import type { importSteps } from '../contract/imports.ts';
import type { Text } from '../contract/text.ts';

/** The steps of an import, as the command line names them. */
export const stepWords: Readonly<Record<(typeof importSteps)[number], Text>> = {
  receive: { fr: 'reconnaissance', en: 'recognise' },
  stage: { fr: 'lecture', en: 'read' },
  check: { fr: 'vérification', en: 'check' },
  load: { fr: 'chargement', en: 'load' },
  publish: { fr: 'publication', en: 'publish' },
};

/** What loaded data can tell, as the command line names it. */
export const capabilityWords: Readonly<Record<Capability, Text>> = {
  times: { fr: 'dates', en: 'times' },
  threads: { fr: 'fils de réponses', en: 'threads' },
  reactions: { fr: 'réactions', en: 'reactions' },
  mentions: { fr: 'mentions', en: 'mentions' },
  communities: { fr: 'communautés', en: 'communities' },
  memberships: { fr: 'membres des communautés', en: 'memberships' },
  departments: { fr: 'services', en: 'departments' },
  population: { fr: 'tout l’annuaire', en: 'the whole population' },
  views: { fr: 'lectures', en: 'views' },
  channels: { fr: 'canaux (web, mobile, e-mail)', en: 'channels (web, mobile, e-mail)' },
  questions: { fr: 'questions posées', en: 'questions' },
};
