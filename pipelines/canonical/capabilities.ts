/** What a source can tell. A figure whose capability is absent from the data says "not in this source", never 0. */
export const capabilities = [
  'times', // events carry a date
  'threads', // replies are told from posts
  'reactions', // who reacted to whom
  'mentions', // who named whom
  'communities', // events belong to a community
  'memberships', // who belongs to which community
  'departments', // who belongs to which department
  'population', // everyone who could take part, not only those seen
  'views', // who read what
  'channels', // posted from the web, a phone or an e-mail
  'questions', // which posts ask a question
] as const;

export type Capability = (typeof capabilities)[number];
