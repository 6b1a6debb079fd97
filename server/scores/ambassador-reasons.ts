import type { Row } from '../contract/results.ts';
import type { Text } from '../contract/text.ts';
import { activationRatio } from '../models/activation-effect.ts';
import type { FacetId } from '../models/ambassador-facets.ts';
import { ambassadorParts } from './ambassador-parts.ts';
import { counted, numberIn } from './define.ts';

type Sentence = (row: Row) => Text | null;

function both(row: Row, a: string, b: string, say: (a: number, b: number) => Text): Text | null {
  const first = numberIn(row, a);
  const second = numberIn(row, b);
  return first === null || second === null ? null : say(first, second);
}

function join(...parts: readonly Text[]): Text {
  return { fr: parts.map(({ fr }) => fr).join(''), en: parts.map(({ en }) => en).join('') };
}

const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const sentenceCase = ({ fr, en }: Text): Text => ({ fr: capitalised(fr), en: capitalised(en) });

const dialogueWith = (departments: number): Text =>
  counted(
    departments,
    ['Dialogue avec # service', 'Dialogue avec # services différents'],
    ['In dialogue with # department', 'In dialogue with # departments'],
  );

const answersIn = (communities: number): Text =>
  counted(
    communities,
    ['répond régulièrement dans # communauté', 'répond régulièrement dans # communautés'],
    ['answers regularly in # community', 'answers regularly in # communities'],
  );

const period = (row: Row): Text => {
  const days = numberIn(row, 'days') ?? 0;
  return days >= 170
    ? { fr: ' en 6 mois', en: ' in 6 months' }
    : counted(days, [' en # jour', ' en # jours'], [' in # day', ' in # days']);
};

const sentences: Readonly<Record<FacetId, Sentence>> = {
  reach: (row) => {
    const people = numberIn(row, 'people_who_wrote');
    return people === null
      ? null
      : join(
          counted(
            people,
            ['A reçu des réponses ou des mentions de # personne', 'A reçu des réponses ou des mentions de # personnes'],
            ['Was replied to or mentioned by # person', 'Was replied to or mentioned by # people'],
          ),
          period(row),
        );
  },
  responsiveness: (row) => {
    const people = numberIn(row, 'people_replied_to');
    return people === null
      ? null
      : join(
          counted(
            people,
            ['A répondu à # personne', 'A répondu à # personnes différentes'],
            ['Replied to # person', 'Replied to # different people'],
          ),
          period(row),
        );
  },
  consistency: (row) =>
    both(row, 'weeks_active', 'weeks_present', (active, present) => ({
      fr: `A écrit ${active} semaines sur ${present}`,
      en: `Wrote in ${active} of ${present} weeks`,
    })),
  cross: (row) =>
    both(row, 'partner_departments', 'communities_answered', (departments, communities) =>
      departments === 0
        ? sentenceCase(answersIn(communities))
        : communities === 0
          ? dialogueWith(departments)
          : join(dialogueWith(departments), { fr: ' ; ', en: '; ' }, answersIn(communities)),
    ),
  dialogue: (row) =>
    both(row, 'partners', 'pairs', (partners, pairs) => ({
      fr: `${partners} de ses ${pairs} échanges vont dans les deux sens`,
      en: `${partners} of their ${pairs} exchanges go both ways`,
    })),
  openness: (row) => {
    const partners = numberIn(row, 'partners');
    return partners === null
      ? null
      : {
          fr: `Relie des cercles différents : ses ${partners} partenaires ont peu d’échanges entre eux`,
          en: `Links different circles: their ${partners} partners exchange little with each other`,
        };
  },
};

/** Newcomers who began with the person, when they are clearly more than the person's share; beside the score, no part of it. */
function activation(row: Row): Text[] {
  const activated = numberIn(row, 'activated');
  const expected = numberIn(row, 'activated_expected');
  const found = activated === null || expected === null ? null : activationRatio(activated, expected);
  if (found === null || activated === null || expected === null) return [];
  if (activated < 3 || found.lower <= 1) return [];
  const share = (language: string) => expected.toLocaleString(language, { maximumFractionDigits: 1 });
  return [
    {
      fr: `${activated} personnes ont écrit pour la première fois en lui répondant ; sa part en ferait ${share('fr')}`,
      en: `${activated} people wrote for the first time in reply to them; their share would make ${share('en')}`,
    },
  ];
}

/** A score that falls by this much without one person hangs on that person. */
const clearFall = 0.1;

/** What would be left without the one who writes most to the person, when that is clearly less. */
function withoutStrongest(row: Row): Text[] {
  const value = numberIn(row, 'value');
  const without = numberIn(row, 'without_strongest_partner');
  if (value === null || without === null || value - without < clearFall) return [];
  const score = (number: number, language: string) =>
    number.toLocaleString(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return [
    {
      fr: `Sans la personne qui lui écrit le plus, son score passerait de ${score(value, 'fr')} à ${score(without, 'fr')}`,
      en: `Without the person who writes most to them, their score would go from ${score(value, 'en')} to ${score(without, 'en')}`,
    },
  ];
}

/**
 * The facets above the median in plain words with their counts, the one that adds most first, then whom the person brought
 * to write, and how far the score hangs on one partner.
 */
export function ambassadorReasons(row: Row): readonly Text[] {
  const facets = ambassadorParts
    .map(({ id }) => ({ contribution: numberIn(row, `${id}_contribution`) ?? 0, sentence: sentences[id](row) }))
    .sort((a, b) => b.contribution - a.contribution)
    .flatMap(({ contribution, sentence }) => (contribution > 0 && sentence !== null ? [sentence] : []));
  return [...facets, ...activation(row), ...withoutStrongest(row)];
}

const byStatus: Readonly<Record<string, Text>> = {
  overloaded: {
    fr: 'Remercier sans rien demander de plus : cette personne porte déjà beaucoup.',
    en: 'Thank them and ask for nothing more: this person already carries a lot.',
  },
  broadcast_only: {
    fr: 'L’inviter d’abord à revenir vers celles et ceux qui répondent à ses publications.',
    en: 'First invite them to come back to those who answer their posts.',
  },
  concentrated: {
    fr: 'Élargir d’abord son cercle : la moitié de ce qui lui est écrit vient d’une seule personne.',
    en: 'First widen their circle: half of what is written to them comes from one person.',
  },
  communicator: {
    fr: 'Communique par métier : l’associer comme relais, et chercher un ambassadeur parmi celles et ceux qui lui répondent.',
    en: 'Communicates as their job: involve them as a relay, and look for an ambassador among those who answer them.',
  },
  animator: {
    fr: 'Anime déjà une communauté : remercier, et proposer de parrainer un futur ambassadeur.',
    en: 'Already runs a community: thank them, and offer them to sponsor a future ambassador.',
  },
};

const byTier: Readonly<Record<string, Text>> = {
  A: {
    fr: 'À inviter : proposer le rôle d’ambassadeur de vive voix, en citant ces raisons.',
    en: 'Invite: offer the role of ambassador in person, quoting these reasons.',
  },
  B: {
    fr: 'À rencontrer : un candidat probable, à confirmer avec les animateurs de ses communautés.',
    en: 'Meet: a likely candidate, to be confirmed with the animators of their communities.',
  },
  C: {
    fr: 'À encourager : remercier et revoir dans un trimestre.',
    en: 'Encourage: thank them and look again in a quarter.',
  },
};

/** What to do: the status decides before the tier. */
export function ambassadorAction(row: Row): Text | null {
  const status = typeof row.status === 'string' ? byStatus[row.status] : undefined;
  return status ?? (typeof row.tier === 'string' ? byTier[row.tier] : undefined) ?? null;
}
