import { describe, expect, it } from 'vitest';
import { lastOf, posterOf, propertiesOf, usernamesOf } from '../../pipelines/sources/exo-activities/entity-values.ts';
import { exoActivities } from '../../pipelines/sources/exo-activities/source.ts';
import { testSourceCases } from '../support/source-cases.ts';

// The word "zanzibar" stands in every text and every field that is not to be read, "tok-" in every link.
testSourceCases(exoActivities, ['activities-only', 'portal'], /zanzibar|tok-|x\.test/);

const users = 'https://portal.test/rest/v1/social/users';

describe('an entity', () => {
  it('names its author in one of five places', () => {
    const person = (username: string) => ({ username, isSpace: false });
    expect(posterOf({ identity: { profile: { username: 'ana' } } })).toEqual(person('ana'));
    expect(posterOf({ identity: { providerId: 'organization', remoteId: 'ana' } })).toEqual(person('ana'));
    expect(posterOf({ identity: 'https://portal.test/rest/v1/social/identities/3', poster: 'ana' })).toEqual(
      person('ana'),
    );
    expect(posterOf({ owner: { id: '3', username: 'ana', fullname: 'Ana' } })).toEqual(person('ana'));
    expect(posterOf({ owner: { id: '3', href: `${users}/ana%20r?fields=id` } })).toEqual(person('ana r'));
  });

  it('may be of a space, or of nobody who is named', () => {
    expect(posterOf({ identity: { providerId: 'space', remoteId: 'sales' } }).isSpace).toBe(true);
    expect(posterOf({ owner: { href: 'https://portal.test/rest/v1/social/spaces/2' } }).isSpace).toBe(true);
    expect(posterOf({ identity: 'https://portal.test/rest/v1/social/identities/3' })).toEqual({
      username: null,
      isSpace: false,
    });
  });

  it('names each person once', () => {
    expect(usernamesOf([{ username: 'ana' }, { href: `${users}/ana` }, { remoteId: 'bo' }, 7, { id: '3' }])).toEqual([
      'ana',
      'bo',
    ]);
    expect(usernamesOf('https://portal.test/rest/v1/social/activities/1/likes')).toEqual([]);
  });

  it('is pointed to by the end of a link', () => {
    expect(lastOf('activities', 'https://portal.test/rest/v1/social/activities/12/')).toBe('12');
    expect(lastOf('activities', 'https://portal.test/rest/v1/social/activities/12/comments')).toBeNull();
    expect(lastOf('users', `${users}/%E0%A4%A`)).toBe('%E0%A4%A');
    expect(lastOf('users', null)).toBeNull();
  });

  it('carries properties in groups', () => {
    const properties = [{ propertyName: 'a', children: [{ label: 'B', value: 'x' }, { value: 'y' }] }, 'z'];
    expect([...propertiesOf({ department: 'D', properties })]).toEqual([
      ['department', 'D'],
      ['B', 'x'],
      ['a', 'y'],
    ]);
  });
});
