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
  return { fr: formatOf('fr', decimals).format(value), en: formatOf('en', decimals).format(value) };
}

/** Making a format costs some milliseconds, more than reading a small file. */
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(language: keyof Words, decimals: number): Intl.NumberFormat {
  const key = `${language} ${decimals}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  formats.set(key, made);
  return made;
}
