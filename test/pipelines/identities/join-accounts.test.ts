import { cpSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { erasePerson } from '../../../pipelines/erase/erase-person.ts';
import { heldAbout } from '../../../pipelines/erase/held-about.ts';
import { proveAbsence } from '../../../pipelines/erase/prove-absence.ts';
import { listIdentities } from '../../../pipelines/identities/list-identities.ts';
import { importDeliveries } from '../../../pipelines/steps/import-deliveries.ts';
import { dataFolder } from '../../../pipelines/store/data-folder.ts';
import { openDuckDb } from '../../../pipelines/store/duckdb.ts';
import { readSecretKey } from '../../../pipelines/store/secret-key.ts';
import { verifyFolder } from '../../../pipelines/verify/verify-folder.ts';
import { importInTurn, importRequest, snapshotRows } from '../../support/import-request.ts';
import { pseudonym } from '../../support/pseudonym.ts';
import { writeDelivery } from '../../support/write-delivery.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-keys-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const delivery = (name: string, files: Readonly<Record<string, string>>): string => writeDelivery(folder, name, files);

const line = (type: string, what: object): string => `${JSON.stringify({ type, [type]: what })}\n`;
const user = (username: string, more: object = {}): string => line('user', { username, roles: 'system_user', ...more });
const post = (author: string, at: number): string =>
  line('post', { team: 't', channel: 'c', user: author, message: 'x', create_at: 1_704_103_200_000 + at });

// Ana is one person by three keys: the directory has her number, which the forum has too, and her sign-on subject, which
// the chat has too; the chat and the wiki share her address.
const forum = delivery('forum', {
  'people.csv': `person_id,employee_id,email,sso_subject
v-ana,0042,,
v-bo,42,,
v-dee,10,dee@x.example,
v-twin-one,5,,
v-twin-two,5,,
v-nobody,N/A,,70198412
`,
  'events.csv': `kind,occurred_at,actor_id,community_id
${['ana', 'bo', 'dee', 'twin-one', 'twin-two', 'nobody'].map((who) => `post,2024-01-02T10:00:00Z,v-${who},c1`).join('\n')}
`,
});
const chat = delivery('chat', {
  'import.jsonl': [
    line('version', { toString: undefined }),
    line('team', { name: 't', display_name: 'T', type: 'O' }),
    line('channel', { team: 't', name: 'c', display_name: 'C', type: 'O' }),
    user('ana', { email: 'ana@x.example', auth_service: 'saml', auth_data: '7F3AC2D0-ana' }),
    user('dee', { email: 'dee@x.example' }),
    user('nobody', { auth_service: 'gitlab', auth_data: '70198412' }),
    ...['ana', 'dee', 'nobody'].map(post),
  ].join(''),
});
const staff = delivery('staff', {
  'staff.csv': `Matricule;objectId;Service
0042;7f3ac2d0-ana;Sales
5;;Legal
`,
});
const scim = delivery('scim', {
  'users.json': JSON.stringify([
    {
      id: 's-dee',
      userName: 'dee@x.example',
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { employeeNumber: '11', department: 'Legal' },
    },
    // The forum calls a Bo of another number by this id.
    {
      id: 'v-bo',
      userName: 'bo',
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { employeeNumber: '77' },
    },
  ]),
});

const links = (data: string) => snapshotRows(data, 'from linked_people order by all');
const failedChecks = async (data: string): Promise<string[]> =>
  (await verifyFolder(data, null, '1GB')).checks
    .filter(({ ok }) => !ok)
    .map(({ name, detail }) => `${name.en}: ${detail.en}`);

describe('people told by employee id, sign-on subject and address', () => {
  let data: string;
  const copy = (name: string): string => {
    cpSync(data, join(folder, name), { recursive: true });
    return join(folder, name);
  };
  /** Who is one person with whom, by the accounts' names. */
  const persons = async (of: string): Promise<string[]> => {
    const accounts: [string, string][] = [
      ...['ana', 'bo', 'dee', 'twin-one', 'twin-two', 'nobody'].map((who): [string, string] => [
        'vigie-csv',
        `v-${who}`,
      ]),
      ...['ana', 'dee', 'nobody'].map((who): [string, string] => ['mattermost-export', who]),
      ['directory-csv', '7f3ac2d0-ana'],
      ['directory-csv', '5'],
      ['directory-scim', 's-dee'],
      ['directory-scim', 'v-bo'],
    ];
    const names = new Map(accounts.map(([source, id]) => [pseudonym(of, source, id), `${source.split('-')[0]}:${id}`]));
    const together = new Map<string, string[]>();
    for (const { person_id, canonical_id } of await links(of)) {
      const fellows = together.get(String(canonical_id)) ?? [];
      together.set(String(canonical_id), [...fellows, names.get(String(person_id)) ?? String(person_id)]);
    }
    return [...together.values()].map((fellows) => fellows.sort().join(' ')).sort();
  };

  beforeAll(async () => {
    data = join(folder, 'data');
    await importInTurn(data, [forum, { paths: [chat, staff, scim] }]);
  });

  it('are joined by any of them; zeros at the head of a number count, and what stands for none or is what a provider counts by joins nobody', async () => {
    expect(await persons(data)).toEqual(
      [
        'directory:5',
        'directory:7f3ac2d0-ana mattermost:ana vigie:v-ana',
        'mattermost:dee',
        'mattermost:nobody',
        'directory:s-dee',
        'directory:v-bo',
        'vigie:v-bo',
        'vigie:v-dee',
        'vigie:v-nobody',
        'vigie:v-twin-one',
        'vigie:v-twin-two',
      ].sort(),
    );
    expect(
      await snapshotRows(
        data,
        `select count(*)::integer as posts, any_value(department) as department
      from events join people p on p.person_id = actor_id where p.department = 'Sales'`,
      ),
    ).toEqual([{ posts: 2, department: 'Sales' }]);
    expect(await failedChecks(data)).toEqual([]);
  });

  it('leave their keys in the sealed vaults alone', async () => {
    const telling = ['7f3ac2d0-ana', 'ana@x.example'];
    const none = { email: new Set<string>(), employee: new Set<string>(), sso: new Set<string>() };
    const key = await readSecretKey(join(data, 'secret.key'));
    const proof = await proveAbsence(
      { ...dataFolder(data), tmp: folder },
      [],
      { telling, common: 0, shared: 0 },
      none,
      key ?? Buffer.alloc(0),
    );
    expect(new Set(proof.found.map(({ place }) => place))).toEqual(new Set(['vault']));
  });

  it('are the same people whatever the order of the imports, one at a time or several at once', async () => {
    const other = join(folder, 'back');
    mkdirSync(other);
    cpSync(join(data, 'secret.key'), join(other, 'secret.key'));
    await importInTurn(other, [{ paths: [scim, staff] }, { paths: [chat, forum] }]);
    expect(await links(other)).toEqual(await links(data));
  });

  it('are proposed with the reason where employee ids speak against an address', async () => {
    const { proposals } = await listIdentities({ data, secretKeyPath: null, names: true });
    const told = proposals.map(({ strength, reasons, people }) => {
      const codes = reasons.map(({ code }) => code).join(' ');
      return `${strength}: ${codes}: ${people
        .map(({ native_id }) => native_id ?? '')
        .sort()
        .join(' ')}`;
    });
    // The chat calls its Dee by what stands before the @ too.
    expect(told.sort()).toEqual([
      'weak: email employee-ids-differ: s-dee v-dee',
      'weak: login email employee-ids-differ: dee s-dee',
      'weak: login email employee-ids-differ: dee v-dee',
      'weak: native-id employee-ids-differ: v-bo v-bo',
    ]);
  });

  it('are read from imports that were written without these keys, wherever they stand', async () => {
    const old = copy('old');
    const imports = readdirSync(join(old, 'imports')).filter((name) => /vigie-csv|directory-csv/.test(name));
    const database = await openDuckDb(':memory:', { tempFolder: folder });
    for (const name of imports) {
      const people = join(old, 'imports', name, 'people.parquet');
      await database.db.run(
        `copy (select * exclude (employee_key, sso_key) from read_parquet('${people}')) to '${people}.old' (format parquet)`,
      );
      renameSync(`${people}.old`, people);
    }
    await database.close();
    const more = delivery('more', { 'events.csv': 'kind,occurred_at,actor_id\npost,2024-02-01T10:00:00Z,v-bo\n' });
    await importDeliveries(importRequest(old, [more], { now: new Date('2026-11-22T00:00:00Z') }));
    expect(await failedChecks(old)).toEqual([]);
    // Without the forum's employee ids and those of the staff, the accounts of Dee are one person and those
    // called v-bo another; Ana's are three.
    expect((await listIdentities({ data: old, secretKeyPath: null, names: false })).people).toBe(10);
  });

  it('are erased by any of them, with the hashes of all, and do not come back under another account', async () => {
    const erased = copy('erased');
    const request = { data: erased, who: '0042', secretKeyPath: null, memoryLimit: '1GB' };
    const { held } = await heldAbout(request);
    const keys = held?.identities.map(({ employee_id, sso_subject }) => `${employee_id} ${sso_subject}`);
    expect(keys?.sort()).toEqual(['0042 7f3ac2d0-ana', '0042 null', 'null 7F3AC2D0-ana']);
    const result = await erasePerson({ ...request, now: new Date('2026-11-22T00:00:00Z'), progress: () => {} });
    expect(result).toMatchObject({ state: 'erased', accounts: 3, imports: 3, proof: { ok: true, found: [] } });
    const back = delivery('back-again', {
      'people.csv': 'person_id,employee_id,sso_subject\nnew-one,0042,\nnew-two,,7F3AC2D0-ANA\nnew-three,43,\n',
      'events.csv':
        'kind,occurred_at,actor_id\npost,2024-02-01,new-one\npost,2024-02-01,new-two\npost,2024-02-01,new-three\n',
    });
    const [loaded] = await importDeliveries(importRequest(erased, [back], { now: new Date('2026-11-23T00:00:00Z') }));
    expect(loaded?.ignored).toEqual({ erased: 4 });
    expect(await snapshotRows(erased, "select count(*)::integer as n from events where day = '2024-02-01'")).toEqual([
      { n: 1 },
    ]);
    expect(await failedChecks(erased)).toEqual([]);
    const again = await erasePerson({ ...request, now: new Date('2026-11-24T00:00:00Z'), progress: () => {} });
    expect(again).toMatchObject({ state: 'already', proof: { ok: true } });
  });
});
