import { constants, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readAliasFile } from '../../pipelines/identities/alias-file.ts';
import { changeDecisions } from '../../pipelines/identities/change-decisions.ts';
import { decideIdentity } from '../../pipelines/identities/decide-identity.ts';
import {
  accountId,
  type Decision,
  decide,
  decisionsDigest,
  onAccount,
  onDepartment,
  onPair,
  pairId,
  readDecisions,
  undo,
} from '../../pipelines/identities/decisions.ts';
import { listDepartments, parseUnit } from '../../pipelines/identities/department-list.ts';
import type { KnownPerson, Rhythm } from '../../pipelines/identities/known-people.ts';
import { listIdentities } from '../../pipelines/identities/list-identities.ts';
import { proposals } from '../../pipelines/identities/proposals.ts';
import { type RuleLink, resolveLinks } from '../../pipelines/identities/resolve-links.ts';
import { suspects } from '../../pipelines/identities/suspects.ts';
import { ImportError } from '../../pipelines/import-error.ts';
import { importDeliveries } from '../../pipelines/steps/import-deliveries.ts';
import type { Identity } from '../../pipelines/store/vault.ts';
import { verifyFolder } from '../../pipelines/verify/verify-folder.ts';
import { importInTurn, importRequest, snapshotAnswers, snapshotRows } from '../support/import-request.ts';
import { pseudonym } from '../support/pseudonym.ts';

const now = new Date('2026-11-21T12:00:00Z');
const how = { origin: 'steward', decided_at: now.toISOString() } as const;

describe('who is who among accounts', () => {
  const account = (person_id: string, canonical_id: string, by: RuleLink['by'] = 'platform'): RuleLink => ({
    person_id,
    canonical_id,
    source: person_id.slice(1),
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

describe('the file of decisions', () => {
  const [ana, bob, cy] = ['a', 'b', 'c'].map((letter) => `p_${letter.repeat(20)}`) as [string, string, string];

  it('has one standing decision on each subject, and remembers the others', () => {
    const once = decide([], [onPair('same-person', bob, ana, how)]);
    expect(once).toMatchObject([{ id: pairId(ana, bob), accounts: [ana, bob], undone_at: null }]);
    expect(decide(once, [onPair('same-person', ana, bob, { ...how, decided_at: '2027-01-01T00:00:00Z' })])).toEqual(
      once,
    );
    const changed = decide(once, [onPair('different-people', ana, bob, how)]);
    expect(changed.map(({ kind, undone_at }) => [kind, undone_at === null])).toEqual([
      ['same-person', false],
      ['different-people', true],
    ]);
    expect(undo(changed, pairId(ana, bob), now)?.every((decision) => decision.undone_at !== null)).toBe(true);
    expect(undo(once, pairId(ana, cy), now)).toBeNull();
  });

  it('lets the steward have the last word over a file', () => {
    const said = [onPair('different-people', ana, bob, how)];
    expect(decide(said, [onPair('same-person', ana, bob, { ...how, origin: 'alias-file' })])).toEqual(said);
  });

  it('amounts to the same in any order and at any time, and to nothing once all is undone', () => {
    const taken = [
      onPair('same-person', ana, bob, how),
      onAccount('not-a-person', cy, how),
      onDepartment('RH', { division: 'Support', department: 'Human resources', team: null }, how),
    ];
    const later = taken.map((decision) => ({ ...decision, decided_at: '2027-01-01T00:00:00Z' }));
    expect(decisionsDigest(decide([], later.toReversed()))).toBe(decisionsDigest(decide([], taken)));
    const undone = taken.reduce<Decision[]>((all, { id }) => undo(all, id, now) ?? all, decide([], taken));
    expect(decisionsDigest(undone)).toBe(decisionsDigest([]));
    expect(undone).toHaveLength(3);
  });
});

const known = (letter: string, source: string, identity: Partial<Identity>, kind: KnownPerson['kind'] = 'human') => {
  const person_id = `p_${letter.repeat(20)}`;
  const nothing = { native_id: '', display_name: null, email: null, profile_url: null };
  return {
    person_id,
    kind,
    accounts: [{ account_id: person_id, source }],
    identity: { person_id, source, ...nothing, ...identity },
  } satisfies KnownPerson;
};
const letters = (ids: readonly string[]): string => ids.map((id) => id.at(2)).join('');

describe('pairs that may be one person', () => {
  const found = (people: readonly KnownPerson[], refused: [string, string][] = []) =>
    Object.fromEntries(
      proposals(people, refused).map(({ people: pair, strength, reasons }) => [
        letters(pair),
        `${strength} ${reasons.join(' ')}`,
      ]),
    );
  const ana = known('a', 'slack', { native_id: 'U1', display_name: 'Ana Pérez', email: 'ana.perez@x.example' });

  it('are told by name, address or login, each with its reason and strength', () => {
    const people = [
      ana,
      known('b', 'teams', { native_id: '7', display_name: 'PEREZ Ana', email: 'ana.perez@y.example' }),
      known('c', 'forum', { native_id: 'Ana.Perez' }),
      known('d', 'slack', { native_id: 'U2', display_name: 'Bo Berg' }),
      known('e', 'teams', { native_id: '8', display_name: 'Bo  Berg' }),
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

  it('are weak among homonyms and when the names differ, and never of one source, of first names or of numbers', () => {
    const people = [
      known('a', 'slack', { native_id: '12345', display_name: 'Bo Berg' }),
      known('b', 'teams', { native_id: '6', display_name: 'Bo Berg' }),
      known('c', 'teams', { native_id: '7', display_name: 'Bo Berg', email: '12345@y.example' }),
      known('d', 'slack', { native_id: 'U3', display_name: 'Ana' }),
      known('e', 'teams', { native_id: '9', display_name: 'Ana' }),
      known('f', 'slack', { display_name: 'Cy Cole', email: 'service.desk@x.example' }),
      known('g', 'teams', { display_name: 'Di Dole', email: 'service.desk@y.example' }),
      known('h', 'forum', { display_name: 'Bo Berg' }, 'service'),
    ];
    expect(found(people)).toEqual({ ab: 'weak name', ac: 'weak name', fg: 'weak local-part' });
  });
});

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
    suspects([known('a', 'slack', identity)], [{ person_id: `p_${'a'.repeat(20)}`, ...quiet, ...rhythm }], new Set())
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
    expect(suspects([known('a', 'slack', bot, 'service')], [], new Set())).toEqual([]);
    expect(suspects([known('a', 'slack', bot)], [], new Set([`p_${'a'.repeat(20)}`]))).toEqual([]);
  });
});

describe('departments to place', () => {
  it('are those spelt almost as another, those in no directory, and those placed', () => {
    const spelt = (label: string, people: number, in_directory: boolean) => ({
      label,
      people,
      division: null,
      in_directory,
    });
    const unit = { division: 'Support', department: 'Human resources', team: null };
    const listed = listDepartments(
      [
        spelt('Ventes', 40, true),
        spelt('R&D', 30, true),
        spelt('Sales EMEA', 9, false),
        spelt('ventes ', 3, true),
        spelt('RH', 2, false),
      ],
      [onDepartment('RH', unit, how)],
    );
    expect(listed.map(({ label, people, state, like, unit: at }) => [label, people, state, like, at])).toEqual([
      ['Sales EMEA', 9, 'unknown', null, null],
      ['ventes ', 3, 'alike', 'Ventes', null],
      ['RH', 2, 'mapped', null, unit],
    ]);
    // Without any directory there is nothing to be unknown to.
    expect(listDepartments([spelt('Sales EMEA', 9, false)], [])).toEqual([]);
  });

  it('are placed in one to three levels', () => {
    expect(parseUnit('Sales')).toEqual({ division: null, department: 'Sales', team: null });
    expect(parseUnit(' Europe › Sales > Lyon ')).toEqual({ division: 'Europe', department: 'Sales', team: 'Lyon' });
    for (const broken of ['', 'a › › c', 'a>b>c>d']) expect(parseUnit(broken)).toBeNull();
  });
});

let folder: string;
let data: string;
const key = '5a'.repeat(32);

function write(name: string, content: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-identities-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('an alias file', () => {
  const read = (content: string) =>
    readAliasFile({
      path: write('aliases.csv', content),
      sources: new Set(['slack-export', 'vigie-csv']),
      secretKey: Buffer.from(key, 'hex'),
      now,
    });
  const slackOne = 'slack-export:U1';

  it('names accounts by source and native id or by e-mail, with or without a header', async () => {
    const plain = await read(`${slackOne},vigie-csv:a\n${slackOne},Ana@x.example\n`);
    expect(plain.map(({ kind, origin }) => [kind, origin])).toEqual([
      ['same-person', 'alias-file'],
      ['same-person', 'alias-file'],
    ]);
    expect(JSON.stringify(plain)).not.toMatch(/ana|U1/i);
    expect(await read('slack_export;vigie-csv;e-mail\nU1;a;\nU1;;"ana@X.example"\n')).toEqual(plain);
    expect(await read(`account 1,account 2\n${slackOne},vigie-csv:a\n${slackOne},ana@x.example`)).toEqual(plain);
    // Three accounts of one line are one person: the second and the third are the first.
    expect((await read(`${slackOne},vigie-csv:a,ana@x.example`)).map(({ id }) => id)).toEqual(
      plain.map(({ id }) => id),
    );
  });

  it('says which line cannot be used', async () => {
    await expect(read(`${slackOne},vigie-csv:a\n${slackOne},\n`)).rejects.toMatchObject({ line: 2 });
    await expect(read(`${slackOne},fax:12\n`)).rejects.toMatchObject({ file: 'aliases.csv', line: 1 });
    await expect(read('\n')).rejects.toBeInstanceOf(ImportError);
  });
});

describe('decisions on a data folder', () => {
  const rows = (sql: string) => snapshotRows(data, sql);
  const person = (source: string, id: string) => pseudonym(data, source, id);
  const secretKeyPath = () => join(folder, 'secret.key');
  const change = (changed: (decisions: readonly Decision[]) => readonly Decision[]) =>
    changeDecisions({ data, secretKeyPath: null, memoryLimit: '1GB', now, progress: () => {} }, async (context) =>
      changed(context.decisions),
    );
  const add = (...decisions: Decision[]) => change((known) => decide(known, decisions));
  /** Every fact, the snapshot's own name among them. */
  const facts = (): Promise<unknown> =>
    snapshotAnswers(data, {
      snapshot: 'select snapshot_id from snapshot',
      events: 'from events order by event_id',
      days: 'from actor_days order by all',
      first: 'from first_contributions order by all',
      people: 'from people order by all',
      communities: 'from communities order by all',
      memberships: 'from memberships order by all',
    });
  const failedChecks = async (): Promise<unknown> =>
    (await verifyFolder(data, null, '1GB')).checks.filter((check) => !check.ok);

  let events: string;
  let slack: string;
  const imported = (): string => join(folder, 'imported');
  beforeAll(async () => {
    write('secret.key', `${key}\n`);
    slack = dirname(
      write(
        'slack/users.json',
        JSON.stringify([
          { id: 'U1', name: 'ana', profile: { email: 'ana@x.example', real_name: 'Ana Alma' } },
          { id: 'U2', name: 'bo', profile: { real_name: 'Bo Berg' } },
          { id: 'U3', name: 'cy', profile: {} },
        ]),
      ),
    );
    write('slack/channels.json', JSON.stringify([{ id: 'C1', name: 'general', members: ['U1', 'U2', 'U3'] }]));
    const said = ['U1', 'U2', 'U3', 'U2'].map((user, at) => ({
      type: 'message',
      user,
      text: 'x',
      ts: `16112593${at}0.0001`,
    }));
    write('slack/general/2021-01-21.json', JSON.stringify(said));
    events = dirname(
      write(
        'other/events.csv',
        'event_id,kind,occurred_at,actor_id,target_id,community_id\n1,post,2021-01-22,a,,D1\n2,reply,2021-01-22,b,a,D1\n3,reply,2021-01-23,c,b,D1\n',
      ),
    );
    write(
      'other/people.csv',
      'person_id,display_name,email,department\na,Ana,ana@x.example,Sales\nb,Berg Bo,,Legal\nc,C,,Legal\n',
    );
    mkdirSync(imported());
    writeFileSync(join(imported(), 'secret.key'), readFileSync(secretKeyPath()), { mode: 0o600 });
    await importInTurn(imported(), [slack, events]);
  });
  let turn = 0;
  beforeEach(() => {
    data = join(folder, `data-${turn++}`);
    cpSync(imported(), data, { recursive: true, mode: constants.COPYFILE_FICLONE });
  });

  it('come from an alias file, win over rules, are named by keyed hashes alone, and can be undone', async () => {
    const before = await facts();
    const aliases = write('people-aliases.csv', 'slack-export:U2,vigie-csv:b\nvigie-csv:c,slack-export:U3\n');
    const [same] = await importDeliveries(importRequest(data, [events], { aliases, now }));
    expect(same?.used).toBe(0);
    const ids = [person('slack-export', 'U2'), person('vigie-csv', 'b')].sort();
    expect(await rows('select count(distinct person_id)::integer as people from people')).toEqual([{ people: 3 }]);
    expect(await rows(`select department from people where person_id = '${ids[0]}'`)).toEqual([
      { department: 'Legal' },
    ]);
    expect(
      await rows(
        `select source, count(*)::integer as events from events where actor_id = '${ids[0]}' group by all order by all`,
      ),
    ).toEqual([
      { source: 'slack-export', events: 2 },
      { source: 'vigie-csv', events: 1 },
    ]);
    const file = join(data, 'identities.json');
    expect(readFileSync(file, 'utf8')).not.toMatch(/@|berg|U2/i);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await failedChecks()).toEqual([]);
    for (const { id } of await readDecisions({ root: data })) await change((known) => undo(known, id, now) ?? known);
    expect(await facts()).toEqual(before);
    expect(await failedChecks()).toEqual([]);
  });

  it('split what an e-mail address joined', async () => {
    const [one, other] = [person('slack-export', 'U1'), person('vigie-csv', 'a')];
    await add(onPair('different-people', one, other, how));
    expect(
      await rows(
        `select person_id, department from people where person_id in ('${one}', '${other}') order by department nulls first`,
      ),
    ).toEqual([
      { person_id: one, department: null },
      { person_id: other, department: 'Sales' },
    ]);
    expect(await failedChecks()).toEqual([]);
  });

  it('take a bot out of every figure, events staying, and put it back', async () => {
    const before = await facts();
    const bot = person('vigie-csv', 'b');
    await add(onAccount('not-a-person', bot, how));
    expect(await rows(`select kind from people where person_id = '${bot}'`)).toEqual([{ kind: 'service' }]);
    expect(await rows(`select count(*)::integer as days from actor_days where person_id = '${bot}'`)).toEqual([
      { days: 0 },
    ]);
    expect(await rows(`select count(*)::integer as events from events where actor_id = '${bot}'`)).toEqual([
      { events: 1 },
    ]);
    expect(await failedChecks()).toEqual([]);
    await change((known) => undo(known, accountId(bot), now) ?? known);
    expect(await facts()).toEqual(before);
  });

  it('put back a bot that the source declares, with all that it wrote, and take it out again', async () => {
    const users = [{ id: 'U8', name: 'helper', is_bot: true, profile: { real_name: 'Helper' } }];
    const bots = dirname(write('bots/users.json', JSON.stringify(users)));
    write(
      'bots/general/2021-02-01.json',
      JSON.stringify([{ type: 'message', user: 'U8', text: 'x', ts: '1612180000.0001' }]),
    );
    await importDeliveries(importRequest(data, [bots], { now: new Date('2026-11-22T00:00:00Z') }));
    const before = await facts();
    const bot = person('slack-export', 'U8');
    const days = () => rows(`select count(*)::integer as days from actor_days where person_id = '${bot}'`);
    expect(await days()).toEqual([{ days: 0 }]);
    await add(onAccount('a-person', bot, how));
    expect(await rows(`select kind from people where person_id = '${bot}'`)).toEqual([{ kind: 'human' }]);
    expect(await days()).toEqual([{ days: 1 }]);
    expect(await failedChecks()).toEqual([]);
    await change((known) => undo(known, accountId(bot), now) ?? known);
    expect(await facts()).toEqual(before);
  });

  it('on a person hold when its accounts are joined afterwards, and are taken back by the id that the list then shows', async () => {
    const request = { data, secretKeyPath: null, memoryLimit: '1GB', now, progress: () => {} };
    const [one, other] = [person('slack-export', 'U2'), person('vigie-csv', 'b')].sort() as [string, string];
    await decideIdentity({ ...request, verb: 'bot', ids: [other] });
    await decideIdentity({ ...request, verb: 'same', ids: [one, other] });
    const out = async () => (await listIdentities({ data, secretKeyPath: null, names: false })).out;
    const [bot] = await out();
    expect(bot).toMatchObject({ why: 'decided', person: { person_id: one } });
    await expect(decideIdentity({ ...request, verb: 'different', ids: [one, 'p_0000'] })).rejects.toBeInstanceOf(
      ImportError,
    );
    await decideIdentity({ ...request, verb: 'undo', ids: [bot?.id ?? ''] });
    expect(await out()).toEqual([]);
  });

  it('place a department under its name and division, the import keeping its spelling', async () => {
    const before = await facts();
    const spelt = (): Promise<unknown> =>
      rows(`select division, department from people where person_id = '${person('vigie-csv', 'b')}'`);
    await add(onDepartment('Legal', { division: 'Support', department: 'Legal affairs', team: null }, how));
    expect(await spelt()).toEqual([{ division: 'Support', department: 'Legal affairs' }]);
    expect(await failedChecks()).toEqual([]);
    const { departments } = await listIdentities({ data, secretKeyPath: null, names: false });
    expect(departments).toMatchObject([{ label: 'Legal', people: 2, state: 'mapped' }]);
    await change((known) => undo(known, departments[0]?.id ?? '', now) ?? known);
    expect(await facts()).toEqual(before);
  });

  it('are kept by the imports that follow, and refused as a whole when the file is broken', async () => {
    await add(onPair('same-person', person('slack-export', 'U2'), person('vigie-csv', 'b'), how));
    const more = write('more/events.csv', 'event_id,kind,occurred_at,actor_id\n9,post,2021-02-01,b\n');
    await importDeliveries(importRequest(data, [dirname(more)], { now: new Date('2026-11-22T00:00:00Z') }));
    expect(await rows('select count(distinct person_id)::integer as people from people')).toEqual([{ people: 4 }]);
    expect(await failedChecks()).toEqual([]);
    writeFileSync(
      join(data, 'identities.json'),
      '{"format":1,"decisions":[{"id":"m_1","accounts":["ana@x.example"]}]}',
    );
    await expect(add()).rejects.toBeInstanceOf(ImportError);
  });

  it('give the same facts in any order, and once undone the very same as before', async () => {
    const accounts = [
      ...['U1', 'U2', 'U3'].map((id) => person('slack-export', id)),
      ...['a', 'b', 'c'].map((id) => person('vigie-csv', id)),
    ];
    const decision = fc.oneof(
      fc
        .tuple(
          fc.constantFrom('same-person', 'different-people' as const),
          fc.uniqueArray(fc.constantFrom(...accounts), { minLength: 2, maxLength: 2 }),
        )
        .map(([kind, [one = '', other = '']]) => onPair(kind, one, other, how)),
      fc
        .tuple(fc.constantFrom('not-a-person', 'a-person' as const), fc.constantFrom(...accounts))
        .map(([kind, one]) => onAccount(kind, one, how)),
    );
    const before = await facts();
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(decision, { minLength: 1, maxLength: 4, selector: ({ id }) => id }),
        async (taken) => {
          const undone = (known: readonly Decision[]) =>
            taken.reduce<readonly Decision[]>((all, { id }) => undo(all, id, now) ?? all, known);
          await add(...taken);
          const after = await facts();
          await change(undone);
          expect(await facts()).toEqual(before);
          for (const one of taken.toReversed()) await add(one);
          expect(await facts()).toEqual(after);
          await change(undone);
        },
      ),
      { numRuns: 2, seed: 3, endOnFailure: true },
    );
  });
});
