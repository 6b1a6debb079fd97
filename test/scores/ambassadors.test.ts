import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Result, Row } from '../../server/contract/results.ts';
import { facetIds } from '../../server/models/ambassador-facets.ts';
import { ambassadors } from '../../server/scores/ambassadors.ts';
import { byName, expectValue, type NamedNetwork, openFiles, openNamed } from '../support/named-network.ts';

const folder = resolve(import.meta.dirname, '../../fixtures/worlds/round-table');
const file = (name: string): string => readFileSync(resolve(folder, name), 'utf8');

/** The round table with more lines at the end of its events. */
const withEvents = (lines: readonly string[]): Promise<NamedNetwork> =>
  openFiles({
    'people.csv': file('people.csv'),
    'communities.csv': file('communities.csv'),
    'memberships.csv': file('memberships.csv'),
    'events.csv': `${file('events.csv')}${lines.join('\n')}\n`,
  });

let table: NamedNetwork;
let result: Result;
let rows: Map<string, Row>;

beforeAll(async () => {
  table = await openNamed(['fixtures/worlds/round-table']);
  result = await table.ask(ambassadors);
  rows = byName(result);
});

describe('a round table, worked out by hand', () => {
  it('names those above the median and nobody else: no robot, no external, no newcomer, nobody who left', () => {
    expect([...rows.keys()].sort()).toEqual(['a', 'b']);
  });

  it.each([
    ['a', { reach: 4, responsiveness: 3, consistency: 0.5, cross: 1.235939, dialogue: 0.5, openness: 0.25 }],
    ['b', { reach: 2, responsiveness: 2, consistency: 0.25, cross: 0.396084, dialogue: 0.5, openness: 0 }],
  ] as const)('gives the raw facets of %s', (name, raw) => {
    for (const id of facetIds) expectValue(rows.get(name)?.[`${id}_raw`], raw[id], `${name} ${id}`);
  });

  it.each([
    ['a', [0.9, 0.9, 0.7, 0.9, 0.7, 0.9], 0.845194],
    ['b', [0.6, 0.6, 0.3, 0.7, 0.7, 0.4], 0.532926],
  ] as const)('ranks the facets of %s among the five eligible', (name, percentiles, score) => {
    facetIds.forEach((id, f) => expectValue(rows.get(name)?.[id], percentiles[f], `${name} ${id}`));
    expectValue(rows.get(name)?.value, score, name);
  });

  it('adds up: the log contributions make the score', () => {
    for (const row of rows.values()) {
      const sum = facetIds.reduce((total, id) => total + Number(row[`${id}_contribution`]), 0);
      expect(Math.abs(sum - Math.log(Number(row.value) / 0.5))).toBeLessThan(1e-12);
    }
  });

  it('puts in tier B who leads in 68 % of the resamples', () => {
    expect(rows.get('a')?.tier).toBe('B');
    // Three standard errors of 200 draws around 1 - (3/4)^4.
    expect(Math.abs(Number(rows.get('a')?.stability) - 0.6836)).toBeLessThan(0.1);
    expect(rows.get('b')?.tier).toBe('C');
  });

  it('is in the top of every resample, or of none, when there is one week to draw', async () => {
    // Six are compared (g has not left yet): a leads on five facets, all are equal on consistency.
    const first = byName(await table.ask(ambassadors, { to: '2026-03-09' }));
    const found = ['a', 'b', 'c'].map((name) => [first.get(name)?.stability, first.get(name)?.tier]);
    expect(found).toEqual([
      [1, 'A'],
      [0, 'C'],
      [0, 'C'],
    ]);
  });

  it.each([
    // Without x, who is no partner, three of three pairs go both ways: 4/7, the best dialogue, instead of third.
    ['x', 0.9 ** 0.85 * 0.7 ** 0.15],
    // Without d: replied to 2 like b and c (0.7); two of three pairs, 3/7, between c and d (0.5); b and c exchange with
    // each other, an openness of 0 like everybody's (0.5); reach of 3 and cross of 2 · ln 3 · 2/7 still lead.
    ['d', 0.9 ** 0.4 * 0.7 ** 0.35 * 0.5 ** 0.25],
  ])('gives the score of a without %s, once that one writes most to a', async (name, score) => {
    const more = await withEvents([`more,reply,2026-03-02T10:30:00Z,${name},a,place,a1,a1,web,`]);
    const after = byName(await more.ask(ambassadors)).get('a');
    expectValue(after?.value, 0.845194, 'with everybody');
    expectValue(after?.without_strongest_partner, score, `without ${name}`);
  });

  it('counts what the sentences say', () => {
    expect(rows.get('a')).toMatchObject({
      people_who_wrote: 4,
      people_replied_to: 3,
      weeks_active: 2,
      weeks_present: 4,
      partners: 3,
      pairs: 4,
      partner_departments: 3,
      communities_answered: 2,
      contributions: 6,
      days: 28,
      status: null,
      // In the first four weeks of data nobody is new.
      activated: 0,
      activated_expected: 0,
    });
  });

  it('gives its reasons, the strongest first, and none below the median', () => {
    const shown = ambassadors.reasons(rows.get('a') ?? {});
    expect(shown.map(({ fr }) => fr)).toEqual([
      'A reçu des réponses ou des mentions de 4 personnes en 28 jours',
      'A répondu à 3 personnes différentes en 28 jours',
      'Dialogue avec 3 services différents ; répond régulièrement dans 2 communautés',
      'Relie des cercles différents : ses 3 partenaires ont peu d’échanges entre eux',
      'A écrit 2 semaines sur 4',
      '3 de ses 4 échanges vont dans les deux sens',
    ]);
    // Without a: reach 1, replied to 1, cross ln 2 ÷ 6 and dialogue 2/5 like d, so that 0.4^0.65 · 0.3^0.15 · 0.5^0.2 is left.
    const left = 0.4 ** 0.65 * 0.3 ** 0.15 * 0.5 ** 0.2;
    expectValue(rows.get('b')?.without_strongest_partner, left);
    const ofB = ambassadors.reasons(rows.get('b') ?? {}).map(({ en }) => en);
    expect(ofB).toHaveLength(5);
    expect(ofB[4]).toBe(
      `Without the person who writes most to them, their score would go from 0.53 to ${left.toFixed(2)}`,
    );
    expect(ambassadors.action(rows.get('a') ?? {})?.fr).toContain('À rencontrer');
  });

  it.each([
    [0, 10, 'Répond régulièrement dans 10 communautés', 'Answers regularly in 10 communities'],
    [3, 0, 'Dialogue avec 3 services différents', 'In dialogue with 3 departments'],
  ])('says only what is known of %i departments and %i communities', (departments, communities, fr, en) => {
    const row = { cross_contribution: 0.1, partner_departments: departments, communities_answered: communities };
    expect(ambassadors.reasons(row)).toEqual([{ fr, en }]);
  });

  it('names the newcomers who began with them, when they are clearly more than their share', () => {
    // Garwood's lower limit is 4.115 for 9 events and 1.090 for 4.
    expect(ambassadors.reasons({ activated: 9, activated_expected: 3.04 })).toEqual([
      {
        fr: '9 personnes ont écrit pour la première fois en lui répondant ; sa part en ferait 3',
        en: '9 people wrote for the first time in reply to them; their share would make 3',
      },
    ]);
    expect(ambassadors.reasons({ activated: 4, activated_expected: 1.2 })).toEqual([]);
    expect(ambassadors.reasons({ activated: 0, activated_expected: 0 })).toEqual([]);
  });

  it('narrows to a department without changing the comparison', async () => {
    const narrowed = byName(await table.ask(ambassadors, { department: 'Ventes' }));
    expect([...narrowed.keys()].sort()).toEqual(['a', 'b']);
    expect(narrowed.get('a')?.value).toBe(rows.get('a')?.value);
    expect((await table.ask(ambassadors, { department: 'RH' })).rows).toEqual([]);
  });
});

describe('a partner who changes department', () => {
  it('counts for the department of the day, each by its part of the exchange', async () => {
    // c answers a on 2 March in Achats, moves to RH on the 3rd, and is answered by a that morning.
    const row = file('people.csv')
      .split('\n')
      .find((line) => line.startsWith('c,'));
    const moved = await openFiles({
      'people.csv': file('people.csv').replace(
        row ?? '',
        [row?.replace(/,$/, ',2026-03-03'), row?.replace('Achats', 'RH').replace(/,,$/, ',2026-03-03,')].join('\n'),
      ),
      'communities.csv': file('communities.csv'),
      'events.csv': file('events.csv'),
    });
    const after = byName(await moved.ask(ambassadors)).get('a');
    moved.snapshot.close();
    // An exchange weighs 2^(1/90) as much a day later. Ventes has b, RH d and what was said after the move.
    const later = 2 ** (1 / 90) / (1 + 2 ** (1 / 90));
    const shares = [1, 1 - later, 1 + later].map((people) => people / 3);
    const departments = Math.exp(-shares.reduce((sum, share) => sum + share * Math.log(share), 0));
    expectValue(after?.cross_raw, (departments * Math.log(3) * 3) / 8);
    expect(after?.partner_departments).toBe(3);
  });
});

describe('what can’t be bought', () => {
  it('changes no score when b gives a thousand reactions', async () => {
    const targets = ['a', 'c', 'd', 'e'];
    const farmed = await withEvents(
      Array.from({ length: 1000 }, (_, k) => {
        const day = String(2 + (k % 27)).padStart(2, '0');
        return `z${k},reaction,2026-03-${day}T12:00:00Z,b,${targets[k % 4] ?? ''},place,z${k},,web,`;
      }),
    );
    const after = byName(await farmed.ask(ambassadors));
    expect([...after.keys()].sort()).toEqual(['a', 'b']);
    for (const name of ['a', 'b']) {
      expect(after.get(name)?.value).toBe(rows.get(name)?.value);
      expect(after.get(name)?.partners).toBe(rows.get(name)?.partners);
      expect(after.get(name)?.without_reactions).toBe(after.get(name)?.value);
    }
  });

  it('changes nothing when an answer is repeated in one thread beyond the cap, or given to oneself', async () => {
    const more = await withEvents([
      ...Array.from({ length: 6 }, (_, k) => `d1a${k + 3},reply,2026-03-03T11:00:00Z,a,d,atelier,d1,d1,web,`),
      'self,reply,2026-03-03T11:30:00Z,b,b,place,b1,b1,web,',
    ]);
    const after = byName(await more.ask(ambassadors));
    for (const id of facetIds) expectValue(after.get('a')?.[`${id}_raw`], Number(rows.get('a')?.[`${id}_raw`]), id);
    expect(after.get('b')?.responsiveness_raw).toBe(2);
  });

  it('never proposes a robot, however much it answers', async () => {
    const busy = await withEvents(
      Array.from(
        { length: 300 },
        (_, k) => `q${k},reply,2026-03-2${k % 9}T08:00:00Z,robot,${'abcde'[k % 5] ?? ''},place,e1,e1,web,`,
      ),
    );
    const after = byName(await busy.ask(ambassadors));
    expect([...after.keys()].sort()).toEqual(['a', 'b']);
    expect(after.get('a')?.people_who_wrote).toBe(4);
  });
});

describe('what the data can’t tell', () => {
  it('says so when nobody answers anybody', async () => {
    const mute = await openFiles({
      'events.csv':
        'event_id,kind,occurred_at,actor_id,target_id,community_id\np1,post,2026-03-02T09:00:00Z,a,,c\np2,post,2026-03-03T09:00:00Z,b,,c\n',
    });
    const answer = await mute.ask(ambassadors);
    expect(answer.rows).toEqual([]);
    expect(answer.reason?.code).toBe('no_dialogue');
  });

  it('says so when the data carry no dates', async () => {
    const undated = await openFiles({ 'edges.csv': 'source,target\na,b\nb,a\n' });
    expect((await undated.ask(ambassadors)).reason?.code).toBe('no_times');
  });

  it('warns that crossing counts communities only when no department is known', async () => {
    const anonymous = await openFiles({ 'events.csv': file('events.csv') });
    const answer = await anonymous.ask(ambassadors);
    expect(answer.meta.warnings.map(({ en }) => en)).toContain(
      'No department is known: crossing counts communities only.',
    );
  });
});
