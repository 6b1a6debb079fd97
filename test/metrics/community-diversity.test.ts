import { afterEach, describe, expect, it } from 'vitest';
import concentration from '../../fixtures/oracle/concentration.json' with { type: 'json' };
import { communityDiversity } from '../../server/metrics/community-diversity.ts';
import { csv, expectValue, type NamedNetwork, openFiles } from '../support/named-network.ts';

let network: NamedNetwork;
afterEach(() => network.snapshot.close());

/** Departments of 10, 6, 2 and 2 people. */
const sizes = { A: 10, B: 6, C: 2, D: 2 };
const staff = Object.entries(sizes).flatMap(([department, size]) =>
  Array.from({ length: size }, (_, i) => [`${department}${i}`, department, 'internal', null, null]),
);
const some = (department: string, count: number) => Array.from({ length: count }, (_, i) => `${department}${i}`);
const posts: [string, string, string][] = [
  ...[...some('A', 5), ...some('B', 3), 'C0', 'D0', 'unknown', 'guest'].map((who): [string, string, string] => [
    '2026-03-02',
    'garden',
    who,
  ]),
  ...some('A', 4).map((who): [string, string, string] => ['2026-03-02', 'lab', who]),
  // Of B when she first wrote there, of A when she last did.
  ['2026-03-02', 'lab', 'mover'],
  ['2026-05-02', 'lab', 'mover'],
  ...some('B', 3).map((who): [string, string, string] => ['2026-03-02', 'few', who]),
];

const open = () =>
  openFiles({
    'people.csv': csv('person_id,department,affiliation,valid_from,valid_to', [
      ...staff.slice(1),
      ['A0', 'A', 'internal', null, null],
      ['unknown', null, 'internal', null, null],
      ['guest', 'A', 'external', null, null],
      ['mover', 'B', 'internal', null, '2026-04-01'],
      ['mover', 'A', 'internal', '2026-04-01', null],
    ]),
    'communities.csv': csv('community_id,name,type', [
      ['garden', 'Garden', 'interest'],
      ['lab', 'Lab', 'project'],
      ['few', 'Few', null],
      ['empty', 'Empty', 'sector'],
    ]),
    'events.csv': csv(
      'event_id,kind,occurred_at,actor_id,community_id',
      posts.map(([day, community, who], k) => [`e${k}`, 'post', `${day}T09:00:00Z`, who, community]),
    ),
  });

describe('the mix of departments of a community', () => {
  it('is the reference number of departments of equal size, beside the organisation’s', async () => {
    network = await open();
    const { rows: all } = await network.ask(communityDiversity);
    const of = (id: string) => all.find(({ subject_id }) => subject_id === id);
    const reference = concentration.cases.find(({ counts }) => counts.join() === '5,3,1,1');
    const garden = of('garden');
    expect(garden).toMatchObject({ rank: 1, type: 'interest', departments: 4, contributors: 10 });
    expectValue(garden?.['value'], reference?.hill_1);
    expectValue(garden?.['evenness'], reference?.pielou_evenness);
    expectValue(garden?.['blau'], concentration.blau_unbiased.value);
    // The mover was of A and of B in that time: 11, 7, 2 and 2 people.
    expectValue(garden?.['blau_organisation'], 1 - (110 + 42 + 2 + 2) / (22 * 21));
    const [p, whole] = [
      [0.5, 0.3, 0.1, 0.1],
      [11 / 22, 7 / 22, 2 / 22, 2 / 22],
    ];
    expectValue(
      garden?.['divergence'],
      p.reduce((sum, share, g) => sum + share * Math.log(share / (whole[g] ?? 0)), 0),
    );
    // Ten of eleven: the guest is of no department and misses none.
    expectValue(garden?.['known'], 10 / 11);
  });

  it('counts everybody where they last wrote from, and mirrors nothing when all are of one department', async () => {
    network = await open();
    const { rows } = await network.ask(communityDiversity);
    const of = (id: string) => rows.find(({ subject_id }) => subject_id === id);
    expect(of('lab')).toMatchObject({ value: 1, departments: 1, blau: 0, evenness: null, contributors: 5, known: 1 });
    expectValue(of('lab')?.['divergence'], Math.log(2));
    expect(of('few')).toMatchObject({
      value: null,
      rank: null,
      departments: null,
      blau_organisation: null,
      contributors: 3,
    });
    expect(of('empty')).toMatchObject({ value: null, contributors: 0, known: null });
  });

  it('is not cut down to a department', async () => {
    network = await open();
    expect((await network.ask(communityDiversity, { department: 'A' })).reason?.code).toBe('whole_network_only');
  });
});
