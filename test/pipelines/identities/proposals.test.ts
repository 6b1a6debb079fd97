import { describe, expect, it } from 'vitest';
import type { KeptApart, KnownPerson } from '../../../pipelines/identities/known-people.ts';
import { proposals } from '../../../pipelines/identities/proposals.ts';
import { knownPerson } from '../../support/known-person.ts';

const letters = (ids: readonly string[]): string => ids.map((id) => id.at(2)).join('');

describe('pairs that may be one person', () => {
  const found = (people: readonly KnownPerson[], refused: [string, string][] = [], apart: KeptApart[] = []) =>
    Object.fromEntries(
      proposals(people, refused, apart).map(({ people: pair, strength, reasons }) => [
        letters(pair),
        `${strength} ${reasons.join(' ')}`,
      ]),
    );
  const ana = knownPerson('a', 'slack', { native_id: 'U1', display_name: 'Ana Pérez', email: 'ana.perez@x.example' });

  it('are told by name, address or login, each with its reason and strength', () => {
    const people = [
      ana,
      knownPerson('b', 'teams', { native_id: '7', display_name: 'PEREZ Ana', email: 'ana.perez@y.example' }),
      knownPerson('c', 'forum', { native_id: 'Ana.Perez' }),
      knownPerson('d', 'slack', { native_id: 'U2', display_name: 'Bo Berg' }),
      knownPerson('e', 'teams', { native_id: '8', display_name: 'Bo  Berg' }),
    ];
    expect(found(people)).toEqual({
      ab: 'strong name local-part',
      ac: 'fair login',
      bc: 'fair login',
      de: 'fair name',
    });
    const [one, other] = [`p_${'a'.repeat(20)}`, `p_${'b'.repeat(20)}`];
    expect(Object.keys(found(people, [[one, other]]))).toEqual(expect.arrayContaining(['ac', 'bc', 'de']));
    expect(found(people, [[one, other]])).not.toHaveProperty('ab');
  });

  it('are those whom the rules keep apart though they share a key, also of one source, unless refused or no person', () => {
    const people = [
      ana,
      knownPerson('b', 'teams', { email: 'ana.perez@x.example' }),
      knownPerson('c', 'slack', { native_id: 'U2' }),
      knownPerson('d', 'forum', {}, 'service'),
    ];
    const of = (letter: string): string => `p_${letter.repeat(20)}`;
    const apart: KeptApart[] = [
      { people: [of('a'), of('b')], key: 'email', employees_differ: true },
      { people: [of('a'), of('c')], key: 'sso-subject', employees_differ: false },
      { people: [of('a'), of('d')], key: 'email', employees_differ: true },
    ];
    expect(found(people, [], apart)).toEqual({
      ab: 'weak email employee-ids-differ',
      ac: 'weak sso-subject one-source',
    });
    expect(found(people, [[of('a'), of('c')]], apart)).not.toHaveProperty('ac');
  });

  it('are weak among homonyms and when the names differ, and never of one source, of first names or of numbers', () => {
    const people = [
      knownPerson('a', 'slack', { native_id: '12345', display_name: 'Bo Berg' }),
      knownPerson('b', 'teams', { native_id: '6', display_name: 'Bo Berg' }),
      knownPerson('c', 'teams', { native_id: '7', display_name: 'Bo Berg', email: '12345@y.example' }),
      knownPerson('d', 'slack', { native_id: 'U3', display_name: 'Ana' }),
      knownPerson('e', 'teams', { native_id: '9', display_name: 'Ana' }),
      knownPerson('f', 'slack', { display_name: 'Cy Cole', email: 'service.desk@x.example' }),
      knownPerson('g', 'teams', { display_name: 'Di Dole', email: 'service.desk@y.example' }),
      knownPerson('h', 'forum', { display_name: 'Bo Berg' }, 'service'),
    ];
    expect(found(people)).toEqual({ ab: 'weak name', ac: 'weak name', fg: 'weak local-part' });
  });
});
