import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupAccounts, type KeyBearer } from '../../../pipelines/identities/group-accounts.ts';

/** An account of a source named after its digit, with keys as `e1 s1 m1`: employee id, sign-on subject, mail address. */
const account = (person_id: string, keys: string): KeyBearer => {
  const key = (kind: string): string | null => keys.split(' ').find((one) => one.startsWith(kind)) ?? null;
  return {
    person_id,
    registers: [person_id.slice(1)],
    employee_key: key('e'),
    sso_key: key('s'),
    email_key: key('m'),
  };
};
const groups = (accounts: Record<string, string>): string[] =>
  groupAccounts(Object.entries(accounts).map(([id, keys]) => account(id, keys)))
    .map((group) => group.accounts.join(' '))
    .sort();

describe('accounts with keys', () => {
  it('are one person by any of the three, and by one after the other', () => {
    expect(groups({ a1: 'e1', b2: 'e1 s1', c3: 's1 m1', d4: 'm1', z5: 'm2' })).toEqual(['a1 b2 c3 d4', 'z5']);
  });

  it('are not joined by an address that carries two employee ids, not even the one without', () => {
    expect(groups({ a1: 'e1 m1', b2: 'm1', c3: 'e2 m1' })).toEqual(['a1', 'b2', 'c3']);
    expect(groups({ a1: 'e1 s1', c3: 'e2 s1' })).toEqual(['a1', 'c3']);
    // The employee id of a fellow account counts.
    expect(groups({ a1: 'e1 s1', b2: 's1 m1', c3: 'e2 m1' })).toEqual(['a1 b2', 'c3']);
  });

  it('follow the surer key where two lead to accounts of one source', () => {
    expect(groups({ a1: 's1 m1', b2: 's1', c2: 'm1' })).toEqual(['a1 b2', 'c2']);
    expect(groups({ a1: 'e1 s1', b2: 'e1', c2: 's1' })).toEqual(['a1 b2', 'c2']);
  });

  it('may have several sign-on subjects: each provider has its own', () => {
    expect(groups({ a1: 's1 m1', b2: 's2 m1' })).toEqual(['a1 b2']);
  });

  it('are grouped alike in any order, with one employee id and one account of each source in a group', () => {
    const key = (kind: string) => fc.constantFrom('', `${kind}1`, `${kind}2`, `${kind}3`);
    const bearer = fc
      .tuple(fc.constantFrom('1', '2', '3', '4'), key('e'), key('s'), key('m'))
      .map(([source, ...keys]) => ({ source, keys: keys.join(' ') }));
    fc.assert(
      fc.property(fc.array(bearer, { maxLength: 12 }), (bearers) => {
        const accounts = bearers.map(({ source, keys }, at) => account(`${'abcdefghijkl'.at(at)}${source}`, keys));
        const found = groupAccounts(accounts);
        const plain = (all: typeof found): string[] => all.map((group) => group.accounts.join(' ')).sort();
        expect(plain(groupAccounts(accounts.toReversed()))).toEqual(plain(found));
        expect(found.flatMap((group) => group.accounts).sort()).toEqual(
          accounts.map(({ person_id }) => person_id).sort(),
        );
        const of = new Map(accounts.map((one) => [one.person_id, one]));
        const mixed = accounts.some((one, at) =>
          accounts.some(
            (other, next) =>
              next > at &&
              other.registers[0] === one.registers[0] &&
              other.employee_key !== null &&
              other.employee_key === one.employee_key,
          ),
        );
        for (const group of found) {
          const ids = new Set(group.accounts.flatMap((id) => of.get(id)?.employee_key ?? []));
          expect(ids.size).toBeLessThan(2);
          expect(group.employee_key).toBe([...ids][0] ?? null);
          const sources = group.accounts.flatMap((id) => of.get(id)?.registers ?? []);
          if (!mixed) expect(new Set(sources).size).toBe(sources.length);
        }
      }),
      { numRuns: 300, seed: 7 },
    );
  });
});
