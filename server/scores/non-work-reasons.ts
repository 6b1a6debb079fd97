import type { Row } from '../contract/results.ts';
import type { Text } from '../contract/text.ts';
import { counted, numberIn } from './define.ts';

/** What the person does in communities of interest, the part that adds most first, then how little at work. */
export function nonWorkReasons(row: Row): readonly Text[] {
  const where = typeof row.place === 'string' ? row.place : null;
  const there: Text =
    where === null ? { fr: '', en: '' } : { fr: `, surtout dans « ${where} »`, en: `, mostly in "${where}"` };
  const say = (key: string, text: (count: number) => Text): Text | null => {
    const count = numberIn(row, key);
    return count === null ? null : text(count);
  };
  const parts = [
    {
      part: 'answered',
      text: say('people_answered', (count) =>
        counted(
          count,
          ['A répondu à # personne', 'A répondu à # personnes différentes'],
          ['Replied to # person', 'Replied to # different people'],
        ),
      ),
    },
    {
      part: 'attention',
      text: say('people_who_wrote', (count) =>
        counted(
          count,
          ['# personne lui a écrit', '# personnes lui ont écrit'],
          ['# person wrote to them', '# people wrote to them'],
        ),
      ),
    },
    {
      part: 'regularity',
      text: say('weeks_active', (count) =>
        counted(
          count,
          ['Y écrit # semaine', 'Y écrit # semaines'],
          ['Wrote there in # week', 'Wrote there in # weeks'],
        ),
      ),
    },
  ];
  const strongest = parts
    .map(({ part, text }) => ({ contribution: numberIn(row, `${part}_contribution`) ?? 0, text }))
    .filter(({ contribution, text }) => contribution > 0 && text !== null)
    .sort((a, b) => b.contribution - a.contribution)
    .flatMap(({ text }) => text ?? []);
  const [first, ...others] = strongest;
  const atWork = say('work_contributions', (count) =>
    count === 0
      ? {
          fr: 'Rien encore dans les communautés professionnelles',
          en: 'Nothing yet in professional communities',
        }
      : counted(
          count,
          [
            '# publication ou réponse dans les communautés professionnelles',
            '# publications ou réponses dans les communautés professionnelles',
          ],
          ['# post or reply in professional communities', '# posts or replies in professional communities'],
        ),
  );
  return [
    ...(first === undefined ? [] : [{ fr: first.fr + there.fr, en: first.en + there.en }]),
    ...others,
    ...(atWork === null ? [] : [atWork]),
    ...suits(row),
  ];
}

/** Where the person would find people they know, and whom. */
function suits(row: Row): Text[] {
  return [1, 2, 3].flatMap((place): Text[] => {
    const name = row[`suits_${place}`];
    if (typeof name !== 'string') return [];
    const contacts = numberIn(row, `suits_${place}_contacts`) ?? 0;
    const known =
      contacts === 0
        ? { fr: '', en: '' }
        : counted(
            contacts,
            ['# de ses contacts y écrit', '# de ses contacts y écrivent'],
            ['# of their contacts writes there', '# of their contacts write there'],
          );
    const colleagues: Text =
      row[`suits_${place}_colleagues`] === true
        ? { fr: 'des collègues de son service y sont', en: 'colleagues of their department are there' }
        : { fr: '', en: '' };
    const both = (language: 'fr' | 'en') =>
      [known[language], colleagues[language]].filter((part) => part !== '').join(', ');
    return [{ fr: `« ${name} » lui conviendrait : ${both('fr')}`, en: `"${name}" would suit them: ${both('en')}` }];
  });
}

/** Invite where people they know are; with no such place, ask. */
export function nonWorkAction(row: Row): Text | null {
  return typeof row.suits_1 === 'string'
    ? {
        fr: `L’inviter dans « ${row.suits_1} » par quelqu’un qui y écrit déjà.`,
        en: `Have someone who writes in "${row.suits_1}" invite them there.`,
      }
    : {
        fr: 'Lui demander quel sujet de travail l’intéresserait.',
        en: 'Ask them which subject of work would interest them.',
      };
}
