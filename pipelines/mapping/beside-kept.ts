import { columnKey } from '../sources/csv-header.ts';
import type { Mapping } from './document.ts';
import type { Question } from './draft.ts';
import type { ColumnProfile } from './profile.ts';

/** A name that no kept mapping has: one of the same name would take its place. */
export function freeName(name: string, kept: readonly Mapping[]): string {
  const taken = new Set(kept.map((mapping) => columnKey(mapping.name)));
  let free = name;
  for (let number = 2; taken.has(columnKey(free)); number += 1) free = `${name} ${number}`;
  return free;
}

/** Files of no tool by name share their ids: said where another is kept, unless ids are addresses, which are one person's. */
export function sharedIds(
  columns: Mapping['columns'],
  profiles: readonly ColumnProfile[],
  kept: readonly Mapping[],
): Question[] {
  const who = profiles.find(({ name }) => [columns['actor'], columns['person_id'], columns['person']].includes(name));
  const other = kept.find(({ platform }) => platform === undefined);
  if (who === undefined || who.emails > 0.8 || other === undefined) return [];
  return [
    {
      code: 'shared_ids',
      column: who.name,
      words: {
        fr: `l’association « ${other.name} » ne nomme pas non plus d’outil d’origine : un même identifiant y désigne la même personne ; si ce sont deux outils, nommez celui-ci plus bas`,
        en: `the mapping “${other.name}” names no tool it comes from either: the same id is the same person in both; if these are two tools, name this one below`,
      },
      blocking: false,
    },
  ];
}
