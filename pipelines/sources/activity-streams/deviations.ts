import type { Words } from '../../words.ts';
import { isJsonObject, type JsonObject, objectOf, textOf } from '../json-values.ts';
import { typesOf, valuesOf } from './as2-values.ts';

/** Ways of straying from Activity Streams 2.0 that leave what is read here in doubt about nothing. */
const deviationWords = {
  list_at_top: {
    fr: 'listes JSON là où la norme veut une collection',
    en: 'JSON lists where the standard wants a collection',
  },
  collection_shape: {
    fr: 'collections dont les éléments sont sous la mauvaise clé (items, orderedItems)',
    en: 'collections with their items under the wrong key (items, orderedItems)',
  },
  text_shape: {
    fr: 'textes ou noms qui ne sont pas écrits comme un texte ou une table de langues',
    en: 'texts or names not written as a text or a map of languages',
  },
  language_tag: { fr: 'codes de langue inconnus', en: 'language tags that no language has' },
  relative_url: { fr: 'adresses relatives', en: 'relative addresses' },
  encoding: {
    fr: 'fichiers qui ne sont pas en UTF-8, dont des lettres sont perdues',
    en: 'files not in UTF-8, some letters of which are lost',
  },
} as const satisfies Record<string, Words>;

export type Deviation = keyof typeof deviationWords;

/** Counts what strays from the standard and is read all the same, to say so once per kind. */
export class Deviations {
  private readonly counts = new Map<Deviation, number>();

  add(deviation: Deviation): void {
    this.counts.set(deviation, (this.counts.get(deviation) ?? 0) + 1);
  }

  /** Looks at the texts and addresses of a record and of what it is about. */
  look(record: JsonObject): void {
    this.lookAt(record);
    for (const about of valuesOf(record, 'object')) if (isJsonObject(about)) this.lookAt(about);
  }

  /** A warning per kind. */
  *warnings(): Generator<Words> {
    for (const [deviation, count] of this.counts) {
      const what = deviationWords[deviation];
      yield {
        fr: `écart avec Activity Streams 2.0, lu malgré tout : ${what.fr} (${count})`,
        en: `departure from Activity Streams 2.0, read all the same: ${what.en} (${count})`,
      };
    }
  }

  private lookAt(object: JsonObject): void {
    for (const key of ['name', 'summary', 'content']) {
      const odd = valuesOf(object, key).some(
        (text) => typeof text !== 'string' && textOf(objectOf(text)['@value']) === null,
      );
      const map = object[`${key}Map`] ?? null;
      if (odd || (map !== null && !isJsonObject(map))) this.add('text_shape');
      if (Object.keys(objectOf(map)).some((tag) => !isLanguage(tag))) this.add('language_tag');
    }
    // A link's own address has another name; ids are compared, never followed, and may be anything.
    const addresses = [
      ...valuesOf(object, 'url'),
      ...(typesOf(object).includes('Link') ? valuesOf(object, 'href') : []),
    ];
    if (addresses.some(isRelative)) this.add('relative_url');
  }
}

function isRelative(address: unknown): boolean {
  const written = typeof address === 'string' ? address : textOf(objectOf(address)['href']);
  return written !== null && !/^[a-z][a-z0-9+.-]*:/i.test(written);
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
