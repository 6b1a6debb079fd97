import type { Language, Text } from '../../server/contract/text.ts';

const narrow = '\u202f';

/**
 * French spacing: narrow no-break space before ; : ! ? % » and after «, and between groups of digits. Texts are typed
 * with ordinary spaces and set here, so that no line begins with a punctuation mark. English is left alone.
 */
export function typeset(text: string, language: Language): string {
  if (language === 'en') return text;
  return text
    .replace(/[ \u00a0]([;:!?%»])/g, `${narrow}$1`)
    .replace(/«[ \u00a0]/g, `«${narrow}`)
    .replace(/(\d)[ \u00a0](?=\d{3}(?:\D|$))/g, `$1${narrow}`);
}

/** A clause that stands alone: capital first, full stop last. */
export const sentence = (text: string): string =>
  `${text.charAt(0).toLocaleUpperCase()}${text.slice(1)}${/[.!?…]$/.test(text) ? '' : '.'}`;

/** One language of a text, set according to its rules. */
export const pick = (text: Text, language: Language): string => typeset(text[language], language);
