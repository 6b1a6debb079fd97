/** One thing said to a person, in both languages: no word is shown in one language only. French comes first. */
export interface Words {
  readonly fr: string;
  readonly en: string;
}

/** What reads the same in both languages: an id, a path, an engine's own message. */
export function neutral(text: string): Words {
  return { fr: text, en: text };
}

/** A number as each language writes it, with at most so many decimals. */
export function figure(value: number, decimals = 0): Words {
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return {
    fr: new Intl.NumberFormat('fr', digits).format(value),
    en: new Intl.NumberFormat('en', digits).format(value),
  };
}
