import type { Language } from '../contract/text.ts';

interface Account {
  readonly person_id: string;
  readonly source: string;
  readonly native_id: string;
}

/** Why nothing was done: nobody is known by that name, or several people are, who are listed with what names each exactly. */
export function candidatesText(
  { state, candidates }: { readonly state: string; readonly candidates: readonly (readonly Account[])[] },
  language: Language,
): string {
  const french = language === 'fr';
  if (state === 'unknown') {
    return french
      ? 'Personne de ce nom n’est connu ici. Donnez une adresse, un identifiant du fichier d’origine, un pseudonyme (p_…) ou SOURCE:IDENTIFIANT.\n'
      : 'Nobody of that name is known here. Give an e-mail address, an id of the source’s file, a pseudonym (p_…) or SOURCE:ID.\n';
  }
  const people = candidates.map((accounts) =>
    accounts.map(({ person_id, source, native_id }) => `${source}:${native_id} (${person_id})`).join(', '),
  );
  const said = french
    ? 'Plusieurs personnes portent ce nom ; rien n’est fait. Nommez-en une exactement\u202f:'
    : 'Several people bear that name; nothing was done. Name one of them exactly:';
  return `${[said, ...people.map((person) => `- ${person}`)].join('\n')}\n`;
}
