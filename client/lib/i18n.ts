import { createInstance } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Language, Text } from '../../server/contract/text.ts';
import { en } from '../texts/en.ts';
import { fr } from '../texts/fr.ts';
import { pick, typeset } from './typography.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof fr };
  }
}

/** The browser's language among ours; French when it asks for neither. */
export function preferredLanguage(asked: readonly string[]): Language {
  const found = asked.map((tag) => tag.slice(0, 2)).find((tag) => tag === 'fr' || tag === 'en');
  return found === 'en' ? 'en' : 'fr';
}

export const i18n = createInstance();

const frenchSpacing = {
  type: 'postProcessor',
  name: 'typeset',
  process: (value: string, _key: unknown, options: { lng?: string }) =>
    typeset(value, (options.lng ?? i18n.language) === 'en' ? 'en' : 'fr'),
} as const;

void i18n
  .use(frenchSpacing)
  .use(initReactI18next)
  .init({
    postProcess: ['typeset'],
    resources: { fr: { translation: fr }, en: { translation: en } },
    lng: 'fr', // until the address or the browser has had its say: see router.tsx
    fallbackLng: 'fr',
    interpolation: { escapeValue: false },
    initAsync: false,
  });

/** The interface's words in the current language, and the server's own texts through `say`. */
export function useWords() {
  const { t, i18n: current } = useTranslation();
  const language: Language = current.language === 'en' ? 'en' : 'fr';
  return {
    t,
    language,
    say: (text: Text) => pick(text, language),
    /** A figure of a summary by its key; what has no words stays as it is. */
    summaryName: (key: string): string => {
      const known = summaryKeys.find((each) => each === key);
      return known === undefined ? key : t(`summary.${known}`);
    },
    /** A code of the data (a kind of contribution, a rung, a verdict) in words; what has no words stays as it is. */
    groupName: (code: string): string => {
      const known = codes.find((each) => each === code);
      return known === undefined ? code : t(`group.${known}`);
    },
  };
}
const summaryKeys = Object.keys(fr.summary) as (keyof typeof fr.summary)[];
const codes = Object.keys(fr.group) as (keyof typeof fr.group)[];

export type Words = ReturnType<typeof useWords>;
