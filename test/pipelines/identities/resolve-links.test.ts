import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RuleLink, resolveLinks } from '../../../pipelines/identities/resolve-links.ts';

describe('who is who among accounts', () => {
  const account = (person_id: string, canonical_id: string, by: RuleLink['by'] = 'platform'): RuleLink => ({
    person_id,
    canonical_id,
    registers: [person_id.slice(1)],
    on_platform: by === 'platform',
    by,
  });
  // Letters are people, digits are sources: a1, a2, a3 are joined by rule; b1, c2 and d2 stand alone.
  const rules = [
    account('a1', 'a1'),
    account('a2', 'a1'),
    account('a3', 'a1'),
    account('b1', 'b1'),
    account('c2', 'c2'),
    account('d2', 'd2'),
  ];
  const groups = (same: [string, string][], different: [string, string][], of = rules): string[] => {
    const links = resolveLinks(of, same, different);
    const canonical = [...new Set(links.map((link) => link.canonical_id))];
    return canonical
      .map((id) =>
        links
          .filter((link) => link.canonical_id === id)
          .map((link) => link.person_id)
          .join(' '),
      )
      .sort();
  };

  it('is what the rules say without decisions', () => {
    expect(groups([], [])).toEqual(['a1 a2 a3', 'b1', 'c2', 'd2']);
  });

  it('is transitive: two decisions and a rule make one person', () => {
    expect(
      groups(
        [
          ['b1', 'c2'],
          ['a3', 'b1'],
        ],
        [],
      ),
    ).toEqual(['a3 b1 c2', 'a1 a2', 'd2'].sort());
  });

  it('joins two accounts of one source by a decision alone, never by what follows from rules', () => {
    expect(groups([['c2', 'd2']], [])).toEqual(['a1 a2 a3', 'b1', 'c2 d2']);
    // a3 is d2 by decision; the rule that ties a3 to a2 would make d2 and a2, of one source, one person.
    expect(groups([['a3', 'd2']], [])).toEqual(['a1 a2', 'a3 d2', 'b1', 'c2']);
    expect(
      groups(
        [
          ['a3', 'd2'],
          ['a2', 'a3'],
        ],
        [],
      ),
    ).toEqual(['a1 a2 a3 d2', 'b1', 'c2']);
  });

  it('splits what a rule joined, the rest staying with the first', () => {
    expect(groups([], [['a1', 'a2']])).toEqual(['a1 a3', 'a2', 'b1', 'c2', 'd2']);
    expect(groups([], [['a2', 'a3']])).toEqual(['a1 a2', 'a3', 'b1', 'c2', 'd2']);
  });

  it('keeps apart what was said to be different even when others would join it', () => {
    expect(
      groups(
        [
          ['b1', 'c2'],
          ['c2', 'd2'],
        ],
        [['b1', 'd2']],
      ),
    ).toEqual(['a1 a2 a3', 'b1 c2', 'd2']);
  });

  it('knows a person of a directory by the platform, and leaves alone whom a number attaches to several', () => {
    const directory = [
      account('a9', 'z1', 'key'),
      account('z1', 'z1'),
      account('n8', 'y1', 'native'),
      account('n8', 'x2', 'native'),
      account('y1', 'y1'),
      account('m7', 'm7', 'none'),
    ];
    expect(resolveLinks(directory, [], [])).toEqual([
      { person_id: 'a9', canonical_id: 'z1' },
      { person_id: 'm7', canonical_id: 'm7' },
      { person_id: 'n8', canonical_id: 'x2' },
      { person_id: 'n8', canonical_id: 'y1' },
      { person_id: 'y1', canonical_id: 'y1' },
      { person_id: 'z1', canonical_id: 'z1' },
    ]);
    expect(groups([['m7', 'n8']], [['n8', 'y1']], directory)).toEqual(['a9 z1', 'm7 n8', 'y1']);
    expect(groups([['n8', 'z1']], [], directory)).toEqual(['a9 n8 z1', 'm7', 'y1']);
    expect(groups([], [['a9', 'z1']], directory)).toEqual(['a9', 'm7', 'n8', 'n8 y1', 'z1'].sort());
  });

  it('does not depend on the order of the decisions, and breaks none of them', () => {
    const names = ['a1', 'a2', 'a3', 'b1', 'c2', 'd2'];
    const pair = fc
      .uniqueArray(fc.constantFrom(...names), { minLength: 2, maxLength: 2 })
      .map((two) => two.sort() as [string, string]);
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 6 }), fc.array(pair, { maxLength: 4 }), (same, different) => {
        const links = resolveLinks(rules, same, different);
        expect(resolveLinks(rules.toReversed(), same.toReversed(), different.toReversed())).toEqual(links);
        expect(links.map((link) => link.person_id)).toEqual(names);
        const of = new Map(links.map((link) => [link.person_id, link.canonical_id]));
        for (const [one, other] of different) expect(of.get(one)).not.toBe(of.get(other));
        if (different.length === 0) for (const [one, other] of same) expect(of.get(one)).toBe(of.get(other));
      }),
      { numRuns: 200, seed: 11 },
    );
  });
});
