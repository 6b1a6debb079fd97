import type { Row } from '../contract/results.ts';
import type { Text } from '../contract/text.ts';
import { counted, numberIn } from './define.ts';

/** Why the person is a bridge, with raw counts, the strongest first. */
export function bridgingReasons(row: Row): readonly Text[] {
  const found: { weight: number; text: Text }[] = [];
  const share = numberIn(row, 'carried_share');
  if (share !== null && typeof row.top_pair === 'string') {
    const percent = Math.round(share * 100);
    found.push({
      weight: numberIn(row, 'carried_contribution') ?? 0,
      text: {
        fr: `Porte ${percent} % des échanges ${row.top_pair}`,
        en: `Carries ${percent} % of the exchanges ${row.top_pair}`,
      },
    });
  }
  const outside = numberIn(row, 'two_way_partners_outside');
  const departments = numberIn(row, 'departments_reached');
  if (outside !== null && departments !== null) {
    const people = counted(
      outside,
      ['Échange dans les deux sens avec # personne', 'Échange dans les deux sens avec # personnes'],
      ['Two-way exchange with # person', 'Two-way exchanges with # people'],
    );
    const places = counted(
      departments,
      [' d’un autre service', ' de # autres services'],
      [' of another department', ' of # other departments'],
    );
    found.push({
      weight: Math.max(numberIn(row, 'outside_contribution') ?? 0, numberIn(row, 'spread_contribution') ?? 0),
      text: { fr: people.fr + places.fr, en: people.en + places.en },
    });
  }
  const brokerage = numberIn(row, 'brokerage_contribution');
  if (brokerage !== null && brokerage > 0) {
    found.push({
      weight: brokerage,
      text: { fr: 'Ses contacts se parlent peu entre eux', en: 'Their contacts exchange little with each other' },
    });
  }
  return found.sort((a, b) => b.weight - a.weight).map(({ text }) => text);
}

/** What to do: double a link that hangs on one person; otherwise thank and associate. */
export function bridgingAction(row: Row): Text | null {
  const isAlone = numberIn(row, 'pair_absence_factor') === 1 && (numberIn(row, 'carried_share') ?? 0) >= 0.5;
  if (isAlone) {
    return {
      fr: 'Ce lien ne tient qu’à cette personne : l’inviter à y associer un collègue de chaque service.',
      en: 'This link hangs on this person alone: invite them to bring in a colleague from each department.',
    };
  }
  return {
    fr: 'L’associer à la prochaine rencontre entre ces services.',
    en: 'Involve them in the next meeting between these departments.',
  };
}
