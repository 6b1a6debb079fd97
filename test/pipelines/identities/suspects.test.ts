import { describe, expect, it } from 'vitest';
import type { Rhythm } from '../../../pipelines/identities/known-people.ts';
import { suspects } from '../../../pipelines/identities/suspects.ts';
import type { Identity } from '../../../pipelines/store/vault.ts';
import { knownPerson } from '../../support/known-person.ts';

describe('who may be no person', () => {
  const quiet = {
    writings: 300,
    days: 100,
    span: 200,
    busy_days: 0,
    same_minute: 0.01,
    quietest_share: 0,
    answered: 50,
  };
  const rulesOf = (identity: Partial<Identity>, rhythm: Partial<Rhythm> = {}): string =>
    suspects(
      [knownPerson('a', 'slack', identity)],
      [{ person_id: `p_${'a'.repeat(20)}`, ...quiet, ...rhythm }],
      new Set(),
    )
      .flatMap(({ rules }) => rules)
      .join(' ');

  it('is told by a whole word of the name, the id or what stands before the @', () => {
    for (const identity of [
      { display_name: 'Jenkins Bot' },
      { display_name: 'HelpBot' },
      { native_id: 'svc-backup2' },
      { native_id: 'bot42' },
      { email: 'no-reply@x.example' },
      { email: 'Ne.Pas.Répondre@x.example' },
      { display_name: 'Équipe Support' },
    ]) {
      expect(rulesOf(identity), JSON.stringify(identity)).toBe('name');
    }
    for (const identity of [
      { display_name: 'Ana Abbot', native_id: 'botha' },
      { display_name: 'Ana Perez', email: 'ana@notification.example' },
      { display_name: 'Servan Infoli' },
      { display_name: 'Samir Durand', native_id: 'U04HR7BOT9' },
    ]) {
      expect(rulesOf(identity), JSON.stringify(identity)).toBe('');
    }
  });

  it('is told by the rhythm, at the stated thresholds and not under them', () => {
    expect(rulesOf({}, { span: 28, busy_days: 26 })).toBe('volume');
    expect(rulesOf({}, { span: 28, busy_days: 25 })).toBe('');
    expect(rulesOf({}, { span: 27, busy_days: 27 })).toBe('');
    expect(rulesOf({}, { quietest_share: 0.05, writings: 200 })).toBe('hours');
    expect(rulesOf({}, { quietest_share: 0.05, writings: 199 })).toBe('');
    expect(rulesOf({}, { quietest_share: 0.049 })).toBe('');
    expect(rulesOf({}, { same_minute: 0.8, answered: 0 })).toBe('clockwork');
    expect(rulesOf({}, { same_minute: 0.8, answered: 1 })).toBe('');
  });

  it('leaves alone who is out already and whom the steward knows', () => {
    const bot = { display_name: 'Bot' };
    expect(suspects([knownPerson('a', 'slack', bot, 'service')], [], new Set())).toEqual([]);
    expect(suspects([knownPerson('a', 'slack', bot)], [], new Set([`p_${'a'.repeat(20)}`]))).toEqual([]);
  });
});
