import type { Words } from '../words.ts';
import { busyDay, fewestDays, type KnownPerson, type Rhythm } from './known-people.ts';

/** A rule by which an account may be no person's. */
export interface SuspectRule {
  readonly id: 'name' | 'volume' | 'hours' | 'clockwork';
  /** What it looks for, with its threshold: a clause without capital or full stop. */
  readonly words: Words;
}

/** Somebody who may be no person, and by which rules. */
export interface Suspect {
  readonly person_id: string;
  readonly rules: readonly SuspectRule['id'][];
}

const busyShare = 0.9;
const restless = 0.05;
const enoughWritings = 200;
const clockShare = 0.8;
const fewestWeeksOfDays = 28;

const robotWords =
  'bot|bots|robot|chatbot|noreply|no reply|donotreply|do not reply|ne pas repondre|nepasrepondre|notification|notifications|notifier|service|svc|daemon|webhook|automation|automate|mailer|system|systeme|integration|alert|alerts|alerte|alertes';
const mailboxWords =
  'info|infos|contact|support|helpdesk|accueil|reception|secretariat|newsletter|communication|administrator|admin|postmaster|webmaster|team|equipe|rh|hr|shared mailbox|boite partagee';
const telling = new RegExp(`(?:^| )(?:${robotWords}|${mailboxWords})(?: |$)`);

/** Every rule, in the order in which reasons are given. */
export const suspectRules: readonly SuspectRule[] = [
  {
    id: 'name',
    words: {
      fr: 'son nom, son identifiant ou son adresse contient un mot de robot ou de boîte partagée (bot, noreply, notification, service, svc, support, contact, info…)',
      en: 'its name, id or address holds a word of robots or shared mailboxes (bot, noreply, notification, service, svc, support, contact, info…)',
    },
  },
  {
    id: 'volume',
    words: {
      fr: `au moins ${busyDay} messages par jour, ${percent(busyShare).fr} des jours ou plus, week-ends compris, sur ${fewestWeeksOfDays} jours au moins`,
      en: `at least ${busyDay} messages a day on ${percent(busyShare).en} of the days or more, week-ends included, over at least ${fewestWeeksOfDays} days`,
    },
  },
  {
    id: 'hours',
    words: {
      fr: `écrit à toute heure : ses quatre heures les plus calmes font encore ${percent(restless).fr} de ses messages ou plus (${enoughWritings} messages au moins)`,
      en: `writes at all hours: even its quietest four hours hold ${percent(restless).en} of its messages or more (at least ${enoughWritings} messages)`,
    },
  },
  {
    id: 'clockwork',
    words: {
      fr: `${percent(clockShare).fr} de ses messages ou plus à la même minute de la journée, sur ${fewestDays} jours au moins, et jamais une réponse, une mention ni une réaction`,
      en: `${percent(clockShare).en} of its messages or more in the same minute of the day, on at least ${fewestDays} days, and never a reply, a mention or a reaction`,
    },
  },
];

/**
 * Who may be a bot, a service account or a shared mailbox, by stated rules; nothing follows until it is confirmed. Looks
 * at people only: what a source declares, or the steward confirmed, is out already. `settled` are those of whom the
 * steward has said that they are people.
 */
export function suspects(
  people: readonly KnownPerson[],
  rhythms: readonly Rhythm[],
  settled: ReadonlySet<string>,
): Suspect[] {
  const rhythmOf = new Map(rhythms.map((rhythm) => [rhythm.person_id, rhythm]));
  return people
    .filter(({ kind, person_id }) => kind === 'human' && !settled.has(person_id))
    .map((person) => ({ person_id: person.person_id, rules: rulesMet(person, rhythmOf.get(person.person_id)) }))
    .filter(({ rules }) => rules.length > 0)
    .sort((a, b) => b.rules.length - a.rules.length || (a.person_id < b.person_id ? -1 : 1));
}

function rulesMet({ identity }: KnownPerson, rhythm: Rhythm | undefined): Suspect['rules'] {
  const texts = [identity?.display_name, identity?.native_id, identity?.email].map((text) => wordsOf(text ?? ''));
  const met: Record<SuspectRule['id'], boolean> = {
    name: texts.some((text) => telling.test(text)),
    volume: rhythm !== undefined && rhythm.span >= fewestWeeksOfDays && rhythm.busy_days >= busyShare * rhythm.span,
    hours: rhythm !== undefined && rhythm.writings >= enoughWritings && rhythm.quietest_share >= restless,
    clockwork: rhythm !== undefined && rhythm.same_minute >= clockShare && rhythm.answered === 0,
  };
  return suspectRules.map(({ id }) => id).filter((id) => met[id]);
}

/**
 * A text as words between blanks, small, without accents nor the digits around them; of an address, what stands before the
 * `@`. Letters amid digits are no words: an id drawn at random holds them all.
 */
function wordsOf(text: string): string {
  const local = text.includes('@') ? text.slice(0, text.indexOf('@')) : text;
  return local
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .replaceAll(/(?<= |^)\d+|\d+(?= |$)/g, '')
    .replaceAll(/ +/g, ' ')
    .trim();
}

function percent(share: number): Words {
  const rounded = Math.round(share * 100);
  return { fr: `${rounded} %`, en: `${rounded}%` };
}
