import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { retain } from '../../pipelines/retain/retain.ts';
import { importDeliveries } from '../../pipelines/steps/import-deliveries.ts';
import { dataFolder } from '../../pipelines/store/data-folder.ts';
import { readManifests } from '../../pipelines/store/manifest.ts';
import { openIdentities } from '../../pipelines/store/vault.ts';
import { verifyFolder } from '../../pipelines/verify/verify-folder.ts';
import { importInTurn, importRequest, snapshotRows } from '../support/import-request.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-retain-'));
const data = join(folder, 'data');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function delivery(name: string, files: Readonly<Record<string, string>>): string {
  mkdirSync(join(folder, name));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, name, `${file}.csv`), text);
  return join(folder, name);
}

const columns = 'event_id,kind,occurred_at,actor_id,target_id\n';
// Ana speaks in January only; Bo is answered in March; Cy is a member; Dee has left in 2023; Eve has not.
const history = {
  people: `person_id,display_name,left_on
dee,Dee Dupont,2023-12-15
eve,Eve Evrard,
`,
  memberships: 'community_id,person_id,valid_to\nc1,cy,\nc1,ana,2024-01-31\n',
  events: `${columns}1,post,2024-01-31T23:59:59Z,ana,
2,reply,2024-02-01T00:00:00Z,fay,ana
3,post,2024-02-10T10:00:00Z,fay,
4,reply,2024-03-02T10:00:00Z,gus,bo
5,post,2024-04-01T10:00:00Z,gus,
`,
};
const first = delivery('first', history);

const failedChecks = async (): Promise<string[]> =>
  (await verifyFolder(data, null, '1GB')).checks
    .filter(({ ok }) => !ok)
    .map(({ name, detail }) => `${name.en}: ${detail.en}`);
const known = (): string[] =>
  openIdentities(
    readFileSync(join(data, 'identities.sealed')),
    Buffer.from(readFileSync(join(data, 'secret.key'), 'utf8').trim(), 'hex'),
  )
    .map(({ native_id }) => native_id)
    .sort();
const days = async (): Promise<unknown[]> =>
  (await snapshotRows(data, 'select day from events order by day')).map(({ day }) => day);

beforeAll(async () => {
  await importInTurn(data, [first]);
});

describe('a retention period', () => {
  it('counts whole months before that of the last event', async () => {
    // The last event is of April 2024: two months before it leave February to April, UTC.
    const result = await retain({
      data,
      months: 2,
      secretKeyPath: null,
      memoryLimit: '1GB',
      now: new Date('2026-11-21T10:00:00Z'),
      progress: () => {},
    });
    // Dee has left before February; Ana is still answered in it.
    expect(result).toEqual({ months: 2, retained_from: '2024-02', imports: 1, events: 1, people: 1 });
    expect(await days()).toEqual(['2024-02-01', '2024-02-10', '2024-03-02', '2024-04-01']);
    expect(known()).toEqual(['ana', 'bo', 'cy', 'eve', 'fay', 'gus']);
    expect(await snapshotRows(data, 'select count(*)::integer as n from memberships')).toEqual([{ n: 1 }]);
    expect(readdirSync(join(data, 'imports', readdirSync(join(data, 'imports'))[0] ?? '', 'events')).sort()).toEqual([
      'month=2024-02',
      'month=2024-03',
      'month=2024-04',
    ]);
    const [manifest] = await readManifests(dataFolder(data));
    expect(manifest).toMatchObject({
      records_read: 9,
      used: 9,
      rows: { events: 4 },
      first_day: '2024-02-01',
      retained_from: '2024-02',
      removed: [{ why: 'retention', at: '2026-11-21T10:00:00.000Z', events: 1 }],
    });
    expect(await failedChecks()).toEqual([]);
  });

  it('is applied after each import, and takes away whoever nothing tells of any more', async () => {
    const next = delivery('next', { events: `${columns}6,post,2024-05-01T10:00:00Z,gus,\n` });
    await importDeliveries(importRequest(data, [next], { now: new Date('2026-11-21T11:00:00Z') }));
    expect(await days()).toEqual(['2024-03-02', '2024-04-01', '2024-05-01']);
    // Fay and Ana were in February's events only.
    expect(known()).toEqual(['bo', 'cy', 'eve', 'gus']);
    expect(await failedChecks()).toEqual([]);
  });

  it('does not let an old export back in, whole or in part', async () => {
    const [same] = await importDeliveries(importRequest(data, [first], { now: new Date('2026-11-21T12:00:00Z') }));
    expect(same?.used).toBe(0);
    const other = delivery('other', { events: `${history.events}7,post,2024-05-02T10:00:00Z,hal,\n` });
    const [report] = await importDeliveries(importRequest(data, [other], { now: new Date('2026-11-21T13:00:00Z') }));
    expect(report).toMatchObject({
      records_read: 6,
      used: 3,
      ignored: { retention: 3 },
      events: { post: 2, reply: 1 },
    });
    expect(await days()).toEqual(['2024-03-02', '2024-04-01', '2024-05-01', '2024-05-02']);
    expect(known()).toEqual(['bo', 'cy', 'eve', 'gus', 'hal']);
    expect(await failedChecks()).toEqual([]);
  });

  it('can be taken away without bringing anything back', async () => {
    const request = {
      data,
      months: null,
      secretKeyPath: null,
      memoryLimit: '1GB',
      now: new Date(0),
      progress: () => {},
    };
    expect(await retain(request)).toBeNull();
    expect(JSON.parse(readFileSync(join(data, 'settings.json'), 'utf8'))).toEqual({ timeZone: 'UTC' });
    const again = delivery('again', { events: `${history.events}8,post,2024-05-03T10:00:00Z,hal,\n` });
    await importDeliveries(importRequest(data, [again], { now: new Date('2026-11-21T14:00:00Z') }));
    expect((await days()).at(0)).toBe('2024-03-02');
    const [oldest = ''] = readdirSync(join(data, 'imports')).sort();
    cpSync(
      join(data, 'imports', oldest, 'events/month=2024-03'),
      join(data, 'imports', oldest, 'events/month=2024-01'),
      {
        recursive: true,
      },
    );
    expect((await failedChecks()).join()).toMatch(
      /no event is older than the retention period: kept from 2024-03 on; months before: 1/,
    );
  });
});
