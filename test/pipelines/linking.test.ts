import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openIdentities } from '../../pipelines/store/vault.ts';
import { importInTurn, snapshotRows } from '../support/import-request.ts';
import { pseudonym } from '../support/pseudonym.ts';

let folder: string;
let data: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-linking-'));
  data = join(folder, 'data');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Writes the files of a delivery and returns its folder. */
function delivery(name: string, files: Readonly<Record<string, string>>): string {
  for (const [file, content] of Object.entries(files)) {
    const path = join(folder, name, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return join(folder, name);
}

const rows = (sql: string) => snapshotRows(data, sql);
const slackPerson = (id: string) => pseudonym(data, 'slack-export', id);

const slack = () =>
  delivery('slack', {
    'users.json': JSON.stringify([
      { id: 'U1', name: 'ana', profile: { email: 'Ana@x.example', real_name: 'Ana A' } },
      { id: 'U2', name: 'bo', profile: { email: 'bo@x.example' } },
      { id: 'U3', name: 'cy', profile: {} },
    ]),
    'channels.json': JSON.stringify([
      { id: 'C1', name: 'general', created: 1_600_000_000, members: ['U1', 'U2', 'U3'] },
    ]),
    'general/2021-01-21.json': JSON.stringify([
      { type: 'message', user: 'U1', text: 'x', ts: '1611259329.000100' },
      { type: 'message', user: 'U2', text: '<@U1>', ts: '1611259330.000100' },
      { type: 'message', user: 'U3', text: 'x', ts: '1611259331.000100' },
      { type: 'message', user: 'U9', text: 'x', ts: '1611259332.000100' },
    ]),
  });

describe('a directory beside a platform', () => {
  const directory = (changes = '') =>
    delivery(`directory${changes.length}`, {
      'staff.csv': `matricule,email,department,site,manager,from,to\nE1,ana@x.example,Sales,Lyon,E2,2020-01-01,2022-01-01\nE1,ana@x.example,Research,Paris,E2,2022-01-01,\nE2,BO@x.example,Sales,,,,\nE7,zoe@x.example,Sales,,,,\n${changes}`,
    });

  it('gives people their department by e-mail address, with its history, and brings in who never wrote', async () => {
    await importInTurn(data, [slack(), directory()]);
    const [ana, bo, cy, unlisted] = ['U1', 'U2', 'U3', 'U9'].map(slackPerson);
    const zoe = pseudonym(data, 'directory-csv', 'E7');
    const people = await rows(
      'select person_id, department, site, manager_id, affiliation, valid_from, valid_to from people order by person_id, valid_from nulls first',
    );
    const sales = {
      department: 'Sales',
      valid_from: null,
      valid_to: null,
      manager_id: null,
      site: null,
      affiliation: 'internal',
    };
    const nowhere = { ...sales, department: null };
    const expected = [
      { ...sales, person_id: ana, site: 'Lyon', manager_id: bo, valid_from: '2020-01-01', valid_to: '2022-01-01' },
      { ...sales, person_id: ana, department: 'Research', site: 'Paris', manager_id: bo, valid_from: '2022-01-01' },
      { ...sales, person_id: bo },
      { ...nowhere, person_id: cy },
      { ...nowhere, person_id: unlisted, affiliation: 'unknown' },
      { ...sales, person_id: zoe },
    ];
    // The Slack source says of cy what it knows; here only the link is looked at.
    const comparable = people.map((row) => (row['person_id'] === cy ? { ...row, affiliation: 'internal' } : row));
    expect(comparable).toHaveLength(expected.length);
    expect(comparable).toEqual(expect.arrayContaining(expected));
  });

  it('duplicates nobody when it is loaded again with changes, in whatever order', async () => {
    const changed = directory('E8,cy@x.example,Legal,,,,\n');
    await importInTurn(data, [directory(), slack(), changed, directory()]);
    expect(
      await rows('select count(distinct person_id)::integer as people, count(*)::integer as rows from people'),
    ).toEqual([{ people: 6, rows: 7 }]);
    expect(await rows(`select department from people where person_id = '${slackPerson('U2')}'`)).toEqual([
      { department: 'Sales' },
    ]);
  });

  it('moves a person when a later directory says so', async () => {
    const later = delivery('later', { 'staff.csv': 'matricule,email,department\nE2,bo@x.example,Legal\n' });
    await importInTurn(data, [slack(), directory(), later]);
    expect(await rows(`select department from people where person_id = '${slackPerson('U2')}'`)).toEqual([
      { department: 'Legal' },
    ]);
    // Ana is not in the later file: what the earlier one said of her stands.
    expect(await rows(`select count(*)::integer as rows from people where person_id = '${slackPerson('U1')}'`)).toEqual(
      [{ rows: 2 }],
    );
  });

  it('merges names in the vault: the platform account first, the directory for what it lacks', async () => {
    const named = delivery('named', {
      'staff.csv':
        'matricule,email,nom,prenom,department\nE1,ana@x.example,Autre,Ana,Sales\nE2,bo@x.example,Martin,Bo,Sales\n',
    });
    await importInTurn(data, [named, slack()]);
    const key = Buffer.from(readFileSync(join(data, 'secret.key'), 'utf8').trim(), 'hex');
    const identities = openIdentities(readFileSync(join(data, 'identities.sealed')), key);
    expect(identities).toHaveLength(4);
    expect(identities.find(({ person_id }) => person_id === slackPerson('U1'))).toMatchObject({
      source: 'slack-export',
      native_id: 'U1',
      display_name: 'Ana A',
      email: 'Ana@x.example',
    });
    expect(identities.find(({ person_id }) => person_id === slackPerson('U9'))).toMatchObject({
      native_id: 'U9',
      display_name: null,
    });
  });

  it('is found by native id where there is no address: labels beside a network', async () => {
    writeFileSync(join(folder, 'net.txt'), '1 2\n2 3\n');
    writeFileSync(join(folder, 'labels.txt'), '1 red\n2 blue\n4 blue\n');
    await importInTurn(data, [{ paths: [join(folder, 'net.txt')], departments: join(folder, 'labels.txt') }]);
    const person = (id: string) => pseudonym(data, 'edge-list', id);
    expect(
      Object.fromEntries(
        (await rows('select person_id, department from people')).map((row) => [row['person_id'], row['department']]),
      ),
    ).toEqual({
      [person('1')]: 'red',
      [person('2')]: 'blue',
      [person('3')]: null,
      [pseudonym(data, 'directory-csv', '4')]: 'blue',
    });
  });
});

describe('two platforms', () => {
  const other = () =>
    delivery('other', {
      'events.csv':
        'event_id,kind,occurred_at,actor_id,target_id,community_id\n1,post,2021-01-22,a,,C1\n2,reply,2021-01-22,b,a,C2\n',
      'people.csv': 'person_id,display_name,email,department\na,Ana,ANA@X.EXAMPLE,Sales\nb,B,,Legal\n',
    });

  it('know one person by one id, the smaller, when the e-mail address is the same', async () => {
    await importInTurn(data, [slack(), other()]);
    const both = [slackPerson('U1'), pseudonym(data, 'vigie-csv', 'a')].sort();
    expect(await rows(`select person_id, department from people where person_id in ('${both.join("','")}')`)).toEqual([
      { person_id: both[0], department: 'Sales' },
    ]);
    expect(
      await rows(
        `select source, count(*)::integer as events from events where actor_id = '${both[0]}' group by source order by source`,
      ),
    ).toEqual([
      { source: 'slack-export', events: 1 },
      { source: 'vigie-csv', events: 1 },
    ]);
  });

  it('keep apart communities of the same native id', async () => {
    await importInTurn(data, [slack(), other()]);
    expect((await rows('select community_id from communities order by 1')).map((row) => row['community_id'])).toEqual([
      'C2',
      'slack-export:C1',
      'vigie-csv:C1',
    ]);
    expect(await rows('select distinct community_id, source from events order by all')).toEqual([
      { community_id: 'C2', source: 'vigie-csv' },
      { community_id: 'slack-export:C1', source: 'slack-export' },
      { community_id: 'vigie-csv:C1', source: 'vigie-csv' },
    ]);
    expect(await rows('select distinct community_id from memberships')).toEqual([{ community_id: 'slack-export:C1' }]);
  });
});

it('attaches community types, animators and interventions given beside an export', async () => {
  const beside = delivery('beside', {
    'communities.csv': 'community_id,name,type,created_by\nC1,,practice,ana@x.example\nC9,Later,interest,\n',
    'memberships.csv': 'community_id,person_id,role\nC1,bo@x.example,animator\nC1,U3,animator\nC9,U1,\n',
    'interventions.csv': 'intervention_id,kind,name,starts_on,community_id\nk,launch,Kick-off,2021-01-20,C1\n',
  });
  await importInTurn(data, [slack(), beside]);
  expect(
    await rows('select community_id, name, type, source, created_by, metadata_missing from communities order by 1'),
  ).toEqual([
    {
      community_id: 'C1',
      name: 'general',
      type: 'practice',
      source: 'slack-export',
      created_by: slackPerson('U1'),
      metadata_missing: false,
    },
    {
      community_id: 'C9',
      name: 'Later',
      type: 'interest',
      source: 'vigie-csv',
      created_by: null,
      metadata_missing: false,
    },
  ]);
  const members = await rows('select community_id, person_id, role from memberships');
  expect(members).toHaveLength(4);
  expect(members).toEqual(
    expect.arrayContaining([
      { community_id: 'C1', person_id: slackPerson('U1'), role: 'member' },
      { community_id: 'C1', person_id: slackPerson('U2'), role: 'animator' },
      { community_id: 'C1', person_id: slackPerson('U3'), role: 'animator' },
      { community_id: 'C9', person_id: slackPerson('U1'), role: 'member' },
    ]),
  );
  expect(await rows('select name, community_id from interventions')).toEqual([
    { name: 'Kick-off', community_id: 'C1' },
  ]);
  expect(await rows('select count(distinct person_id)::integer as people from people')).toEqual([{ people: 4 }]);
});

it('counts an event of two overlapping exports once, as the later export tells it', async () => {
  const header = 'event_id,kind,occurred_at,actor_id,target_id\n';
  const january = delivery('january', { 'events.csv': `${header}1,reply,2024-01-10,a,\n2,post,2024-01-20,a,\n` });
  const february = delivery('february', { 'events.csv': `${header}1,reply,2024-01-10,a,b\n3,post,2024-02-01,c,\n` });
  await importInTurn(data, [january, february]);
  const person = (id: string) => pseudonym(data, 'vigie-csv', id);
  expect(await rows('select day, actor_id, target_id from events order by day')).toEqual([
    { day: '2024-01-10', actor_id: person('a'), target_id: person('b') },
    { day: '2024-01-20', actor_id: person('a'), target_id: null },
    { day: '2024-02-01', actor_id: person('c'), target_id: null },
  ]);
  // Who is only mentioned has a row all the same.
  expect(await rows(`select kind, affiliation from people where person_id = '${person('b')}'`)).toEqual([
    { kind: 'human', affiliation: 'unknown' },
  ]);
});

describe('an address that several people share', () => {
  it('joins nobody: a placeholder or a shared mailbox is not a person', async () => {
    const users = ['U1', 'U2', 'U3'].map((id) => ({ id, name: id, profile: { email: 'person@x.example' } }));
    const shared = delivery('shared', {
      'users.json': JSON.stringify(users),
      'general/2021-01-21.json': JSON.stringify([{ type: 'message', user: 'U1', text: 'x', ts: '1611259329.000100' }]),
    });
    const staff = delivery('staff', { 'staff.csv': 'matricule,email,department\nE1,person@x.example,Sales\n' });
    await importInTurn(data, [shared, staff]);
    const found = await rows(
      'select count(distinct person_id)::integer as people, count(department)::integer as known from people',
    );
    expect(found).toEqual([{ people: 4, known: 1 }]);
  });
});
