import { describe, expect, test } from 'vitest';
import { parseSearch, stringifySearch, urlStateSchema } from '../../client/lib/url-state.ts';
import { pages } from '../../client/pages/index.ts';
import { en } from '../../client/texts/en.ts';
import { fr } from '../../client/texts/fr.ts';

function leaves(tree: object, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : leaves(value as object, `${path}${key}.`),
  );
}
const names = (text: string) => [...text.matchAll(/\{\{(\w+)/g)].map(([, name]) => name ?? '').toSorted();

describe('words', () => {
  const french = new Map(leaves(fr));
  const english = new Map(leaves(en));
  test('both languages have the same keys and the same variables', () => {
    expect([...english.keys()].toSorted()).toEqual([...french.keys()].toSorted());
    for (const [key, text] of french) expect([key, names(english.get(key) ?? '')]).toEqual([key, names(text)]);
  });
  test('every French plural has its three forms', () => {
    for (const key of french.keys()) {
      const [, stem] = /^(.*)_(?:one|many|other)$/.exec(key) ?? [];
      if (stem !== undefined)
        for (const form of ['one', 'many', 'other']) expect(french.has(`${stem}_${form}`)).toBe(true);
    }
  });
  test('every page has its own address', () => {
    expect(new Set(pages.map(({ path }) => path)).size).toBe(pages.length);
  });
});

describe('the address bar', () => {
  test('what is written can be read back', () => {
    const state = { from: '2026-01-01', department: 'R&D', masked: '1' };
    expect(urlStateSchema.parse(parseSearch(stringifySearch(state)))).toEqual(state);
  });
  test('what makes no sense is dropped and the rest is kept', () => {
    expect(urlStateSchema.parse({ from: 'hier', lang: 'de', community: 'C1', other: 'x' })).toEqual({
      community: 'C1',
    });
  });
});
