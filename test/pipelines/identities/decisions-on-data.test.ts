import { constants, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changeDecisions } from '../../../pipelines/identities/change-decisions.ts';
import { decideIdentity } from '../../../pipelines/identities/decide-identity.ts';
import {
  accountId,
  type Decision,
  decide,
  onAccount,
  onDepartment,
  onPair,
  readDecisions,
  undo,
} from '../../../pipelines/identities/decisions.ts';
import { findPeople } from '../../../pipelines/identities/find-people.ts';
import { listIdentities } from '../../../pipelines/identities/list-identities.ts';
import { ImportError } from '../../../pipelines/import-error.ts';
import { importDeliveries } from '../../../pipelines/steps/import-deliveries.ts';
import { verifyFolder } from '../../../pipelines/verify/verify-folder.ts';
import { importInTurn, importRequest, snapshotAnswers, snapshotRows } from '../../support/import-request.ts';
import { pseudonym } from '../../support/pseudonym.ts';

const now = new Date('2026-11-21T12:00:00Z');
const how = { origin: 'steward', decided_at: now.toISOString() } as const;

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

  it('split one account from two others that stay together, in one go, whatever joined them', async () => {
    const staff = dirname(
      write('staff/staff.csv', 'matricule,nom,prenom,email,department\nE7,Alma,Ana,ana@x.example,Sales\n'),
    );
    await importDeliveries(importRequest(data, [staff], { now: new Date('2026-11-22T00:00:00Z') }));
    const before = await facts();
    const find = async (search: string) => {
      const asked = { data, secretKeyPath: null, names: true, several: true, source: null, search };
      const { people } = await findPeople(asked);
      return people.map(({ accounts }) => accounts.map(({ native_id, by }) => `${native_id} ${by.join()}`).sort());
    };
    // By the native id of an account that the person is not known by.
    expect(await find('alma e7')).toEqual([['E7 email', 'U1 email', 'a email']]);
    expect(await find('alma e8')).toEqual([]);
    const request = { data, secretKeyPath: null, memoryLimit: '1GB', progress: () => {} };
    const at = (minute: number) => ({ ...request, now: new Date(Date.UTC(2026, 10, 23, 0, minute)) });
    await decideIdentity({ ...at(1), verb: 'split', ids: [person('slack-export', 'U1')] });
    expect(await find('')).toEqual([['E7 email', 'a email']]);
    const { decisions } = await listIdentities({ data, secretKeyPath: null, names: false });
    expect(decisions).toHaveLength(2);
    await decideIdentity({ ...at(2), verb: 'undo', ids: [decisions[0]?.id ?? ''] });
    expect(await facts()).toEqual(before);
    // An account that a decision joined: what was decided comes back with the person.
    const [one, other] = [person('slack-export', 'U2'), person('vigie-csv', 'b')];
    await decideIdentity({ ...at(3), verb: 'same', ids: [one, other] });
    const joined = await facts();
    expect(await find('bo')).toEqual([['U2 decision', 'b decision']]);
    await decideIdentity({ ...at(4), verb: 'split', ids: [other] });
    expect(await find('bo')).toEqual([]);
    const [split] = (await listIdentities({ data, secretKeyPath: null, names: false })).decisions;
    await decideIdentity({ ...at(5), verb: 'undo', ids: [split?.id ?? ''] });
    expect(await facts()).toEqual(joined);
    await expect(decideIdentity({ ...at(6), verb: 'split', ids: [person('vigie-csv', 'c')] })).rejects.toBeInstanceOf(
      ImportError,
    );
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
      { numRuns: 1, seed: 3, endOnFailure: true },
    );
  });
});
