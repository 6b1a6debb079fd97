import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../../server/contract/results.ts';
import { nonWorkStars } from '../../server/scores/non-work-stars.ts';
import { byName, csv, expectValue, type NamedNetwork, openFiles } from '../support/named-network.ts';

const line = (id: string, kind: string, day: string, who: string, to: string, place: string, thread = id) =>
  [id, kind, `2026-${day}T09:00:00Z`, who, to, place, thread] as const;

/**
 * As of 30 March. In `run`, s answers p1 and p2, who answer back, then p3 and w, over three weeks. p3 answers six people in
 * a private community of interest, which counts for nobody. At work p1 and p2 write in `python` with c1 … c3, and c1 … c5 in
 * `crm`; five wrote in `old` in January, two write in `tiny`, five in the private `secret`.
 */
const events = [
  line('p1', 'post', '03-02', 'p1', '', 'run'),
  line('p1s', 'reply', '03-03', 's', 'p1', 'run', 'p1'),
  line('p1b', 'reply', '03-04', 'p1', 's', 'run', 'p1'),
  line('p2', 'post', '03-09', 'p2', '', 'run'),
  line('p2s', 'reply', '03-10', 's', 'p2', 'run', 'p2'),
  line('p2b', 'reply', '03-11', 'p2', 's', 'run', 'p2'),
  line('p3', 'post', '03-16', 'p3', '', 'run'),
  line('p3s', 'reply', '03-17', 's', 'p3', 'run', 'p3'),
  line('w', 'post', '03-16', 'w', '', 'run'),
  line('ws', 'reply', '03-17', 's', 'w', 'run', 'w'),
  ...['p1', 'p2', 'w', 'c1', 'c2', 'c3'].map((who) =>
    line(`poker${who}`, 'reply', '03-18', 'p3', who, 'poker', 'poker'),
  ),
  ...['p1', 'p2', 'c1', 'c2', 'c3'].map((who) => line(`python${who}`, 'post', '03-20', who, '', 'python')),
  ...['c1', 'c2', 'c3', 'c4', 'c5'].map((who) => line(`crm${who}`, 'post', '03-20', who, '', 'crm')),
  ...['p1', 'p2', 'c1', 'c2', 'c3'].map((who) => line(`old${who}`, 'post', '01-05', who, '', 'old')),
  ...['p1', 'p2'].map((who) => line(`tiny${who}`, 'post', '03-20', who, '', 'tiny')),
  ...['p1', 'p2', 'c1', 'c2', 'c3'].map((who) => line(`secret${who}`, 'post', '03-20', who, '', 'secret')),
  line('news', 'post', '03-29', 's', '', 'news'),
];
const places = [
  ['run', 'Course à pied', 'interest', 'public'],
  ['poker', 'Poker', 'interest', 'private'],
  ['python', 'Python', 'practice', 'public'],
  ['crm', 'CRM', 'sector', 'public'],
  ['old', 'Ancien projet', 'project', 'public'],
  ['tiny', 'À deux', 'expertise', 'public'],
  ['secret', 'Secret', 'practice', 'private'],
  ['news', 'Actualités', 'organisation', 'public'],
] as const;

const open = (more: readonly ReturnType<typeof line>[] = [], types = true) =>
  openFiles({
    'people.csv': csv('person_id,department,site,joined_on', [
      ...['s', 'c1', 'c4', 'd1', 'd2'].map((who) => [who, 'D', 'Lyon', '2020-01-06'] as const),
      ...['p1', 'p2', 'p3', 'w', 'c2', 'c3', 'c5'].map((who) => [who, 'E', 'Lille', '2020-01-06'] as const),
    ]),
    'communities.csv': csv(
      'community_id,name,type,visibility',
      places.map(([id, name, type, visibility]) => [id, name, types ? type : null, visibility]),
    ),
    'events.csv': csv('event_id,kind,occurred_at,actor_id,target_id,community_id,thread_id', [...events, ...more]),
  });

let network: NamedNetwork;
let star: Row;
beforeAll(async () => {
  network = await open();
  star = byName(await network.ask(nonWorkStars)).get('s') ?? {};
});
afterAll(() => network.snapshot.close());

describe('a pillar of communities outside work', () => {
  it('is who stands above the median there, and nobody below', async () => {
    expect([...byName(await network.ask(nonWorkStars)).keys()]).toEqual(['s']);
    // Five are compared: s leads on all three parts. People answered 4, 1, 1, 0, 0.
    for (const part of ['answered', 'attention', 'regularity']) expectValue(star[part], 0.9, part);
    expectValue(star.value, 0.9);
    for (const [part, weight] of [
      ['answered', 0.4],
      ['attention', 0.3],
      ['regularity', 0.3],
    ] as const) {
      expectValue(star[`${part}_contribution`], weight * Math.log(0.9 / 0.5), part);
    }
    expect(star).toMatchObject({
      people_answered: 4,
      people_who_wrote: 2,
      weeks_active: 3,
      interest_contributions: 4,
      work_contributions: 0,
      place: 'Course à pied',
      department: 'D',
      site: 'Lyon',
      // First in every resample: where no week of theirs is drawn, all are equal.
      tier: 'A',
    });
  });

  it('would suit living public communities of work where they know people, the nearest first', () => {
    // python: both partners, one of five colleagues: 2/√10 + 1/5; crm: two colleagues: 2/5.
    expect(star).toMatchObject({
      suits_1: 'Python',
      suits_1_contacts: 2,
      suits_1_colleagues: true,
      suits_2: 'CRM',
      suits_2_contacts: 0,
      suits_2_colleagues: true,
      suits_3: null,
      suits_3_contacts: null,
      suits_3_colleagues: null,
    });
    expect(nonWorkStars.reasons(star).map(({ fr }) => fr)).toEqual([
      'A répondu à 4 personnes différentes, surtout dans « Course à pied »',
      '2 personnes lui ont écrit',
      'Y écrit 3 semaines',
      'Rien encore dans les communautés professionnelles',
      '« Python » lui conviendrait : 2 de ses contacts y écrivent, des collègues de son service y sont',
      '« CRM » lui conviendrait : des collègues de son service y sont',
    ]);
    expect(nonWorkStars.action(star)?.en).toBe('Have someone who writes in "Python" invite them there.');
  });

  it('may write two messages at work and no third one', async () => {
    const atWork = async (count: number) => {
      const days = ['24', '25', '26'].slice(0, count);
      const busy = await open(days.map((day) => line(`work${day}`, 'post', `03-${day}`, 's', '', 'crm')));
      const row = byName(await busy.ask(nonWorkStars)).get('s');
      busy.snapshot.close();
      return row;
    };
    // Where they write already is not suggested.
    expect(await atWork(2)).toMatchObject({
      work_contributions: 2,
      suits_1: 'Python',
      suits_2: null,
      suits_2_contacts: null,
    });
    expect(await atWork(3)).toBeUndefined();
  });

  it('is looked for in one community when one is asked for', async () => {
    expect(byName(await network.ask(nonWorkStars, { community: 'run' })).get('s')?.people_answered).toBe(4);
    expect((await network.ask(nonWorkStars, { community: 'poker' })).rows).toEqual([]);
  });

  it('cannot be told where the types of communities are not known', async () => {
    const untyped = await open([], false);
    const answer = await untyped.ask(nonWorkStars);
    untyped.snapshot.close();
    expect([answer.rows, answer.reason?.code]).toEqual([[], 'no_community_types']);
  });
});
