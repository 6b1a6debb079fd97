/** What an intervention can be, beside `other`, and the words that say so in French and in English. */
export const kindWords = {
  launch: /\b(lancements?|inaugurations?|launch(es)?|kick[ -]?offs?|go[ -]?live|demarrages?)\b/,
  campaign: /\b(campagnes?|campaigns?|challenges?|defis?|concours|semaines? d[eu]s?)\b/,
  training:
    /\b(formations?|training|trainings|ateliers?|workshops?|webinaires?|webinars?|tutoriels?|tutorials?|cours|courses?|e-learning)\b/,
  event:
    /\b(evenements?|events?|conferences?|seminaires?|seminars?|rencontres?|meet-?ups?|journees?|forums?|salons?|afterworks?|assemblees?)\b/,
} as const;

export type InterventionKind = keyof typeof kindWords | 'other';

/** The kind that the categories name, else the one that the title names, else `other`. Accents and case do not matter. */
export function interventionKind(categories: readonly string[], title: string): InterventionKind {
  for (const text of [categories.join(' | '), title]) {
    const plain = text
      .normalize('NFD')
      .replace(/\p{Diacritic}/gu, '')
      .toLowerCase();
    const found = (Object.keys(kindWords) as (keyof typeof kindWords)[]).find((kind) => kindWords[kind].test(plain));
    if (found !== undefined) return found;
  }
  return 'other';
}
