import { describe, expect, it } from 'vitest';
import { createFormat } from '../../client/lib/format.ts';
import { i18n } from '../../client/lib/i18n.ts';
import { changeSentence } from '../../client/pages/communities/change-sentence.ts';
import { recentChanges } from '../../client/pages/communities/recent-changes.tsx';

const tools = (language: 'fr' | 'en') => ({ t: i18n.getFixedT(language), format: createFormat(language) });
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');
const said = (language: 'fr' | 'en', before: number | null, after: number | null, direction = 'falling'): string =>
  plain(
    changeSentence(
      { since: '2026-03-02', direction, contributors_before: before, contributors_after: after },
      tools(language),
    ),
  );

describe('the sentence of a change', () => {
  it('tells the week and both levels, whole from ten on', () => {
    expect(said('en', 10.6, 5.34)).toBe('Since the week of 2 Mar 2026, 5.3 contributors a week instead of 11');
    expect(said('fr', 10.6, 5.34)).toBe(
      'Depuis la semaine du 2 mars 2026, 5,3 contributeurs par semaine au lieu de 11',
    );
  });

  it('counts in words where nobody is left, or nobody was there', () => {
    expect(said('fr', 11, 0)).toBe(
      'Depuis la semaine du 2 mars 2026, plus aucun contributeur, au lieu de 11 par semaine',
    );
    expect(said('en', 0, 12, 'rising')).toBe('Since the week of 2 Mar 2026, 12 contributors a week, after nobody');
    // The steward sees small levels; 1,5 is a singular in French and a plural in English.
    expect(said('fr', 4, 1.5)).toContain('1,5 contributeur par semaine');
    expect(said('en', 4, 1.5)).toContain('1.5 contributors a week');
  });

  it('says which way it went where the figures are hidden', () => {
    expect(said('en', null, null)).toBe(
      'Since the week of 2 Mar 2026, fewer contributors than before (figures hidden: fewer than five people)',
    );
    expect(said('en', null, null, 'rising')).toContain('more contributors than before');
  });
});

describe('the changes of the last eight weeks', () => {
  const row = (id: string, weeks_ago: number, direction: string) => ({ subject_id: id, weeks_ago, direction });

  it('are the latest of each community, falls first', () => {
    const rows = [
      row('a', 3, 'rising'),
      row('b', 4, 'falling'),
      row('c', 6, 'rising'),
      row('a', 7, 'falling'),
      row('d', 8, 'falling'),
      row('e', 9, 'falling'),
    ];
    expect(recentChanges(rows).map(({ subject_id: id }) => id)).toEqual(['b', 'd', 'a', 'c']);
    expect(recentChanges([])).toEqual([]);
  });
});
