import { createHmac } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createDecipheriv, hkdfSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importDeliveries } from '../../pipelines/steps/import-deliveries.ts';
import { sealIdentities, openIdentities } from '../../pipelines/store/vault.ts';
import { importInTurn, importRequest, snapshotRows } from '../support/import-request.ts';

let folder: string;
let data: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-snapshot-'));
  data = join(folder, 'data');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function events(name: string, lines: readonly string[]): string {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, 'events.csv'), `event_id,kind,occurred_at,actor_id\n${lines.join('\n')}\n`);
  return join(folder, name);
}

const rows = (sql: string) => snapshotRows(data, sql);

describe('the day of an event', () => {
  // Paris is at +01:00 in winter and +02:00 in summer; clocks changed on 31 March and 27 October 2024 at 01:00 UTC.
  const aroundMidnight = () =>
    events('nights', [
      '1,post,2024-03-30T22:59:59Z,a',
      '2,post,2024-03-30T23:00:00Z,a',
      '3,post,2024-03-31T21:59:59Z,a',
      '4,post,2024-03-31T22:00:00Z,a',
      '5,post,2024-10-26T22:00:00Z,a',
      '6,post,2024-10-27T22:59:59Z,a',
      '7,post,2024-10-27T23:00:00Z,a',
    ]);
  const days = async () => (await rows('select day from events order by occurred_at')).map((row) => row['day']);

  it('is cut at midnight in Paris by default, across both changes of the clock', async () => {
    await importInTurn(data, [{ paths: [aroundMidnight()], timeZone: null }]);
    expect(await days()).toEqual([
      '2024-03-30',
      '2024-03-31',
      '2024-03-31',
      '2024-04-01',
      '2024-10-27',
      '2024-10-27',
      '2024-10-28',
    ]);
    expect(await rows('select time_zone, first_day, last_day, last_event_at from snapshot')).toEqual([
      {
        time_zone: 'Europe/Paris',
        first_day: '2024-03-30',
        last_day: '2024-10-28',
        last_event_at: '2024-10-27 23:00:00',
      },
    ]);
  });

  it('follows the zone given, which the folder remembers, and which may change without new data', async () => {
    const path = aroundMidnight();
    await importInTurn(data, [
      { paths: [path], timeZone: 'UTC' },
      { paths: [events('more', ['8,post,2024-11-01T23:30:00Z,a'])], timeZone: null },
    ]);
    expect(await days()).toEqual([
      '2024-03-30',
      '2024-03-30',
      '2024-03-31',
      '2024-03-31',
      '2024-10-26',
      '2024-10-27',
      '2024-10-27',
      '2024-11-01',
    ]);
    await importInTurn(data, [{ paths: [path], timeZone: 'Asia/Tokyo' }]);
    expect((await days()).at(-1)).toBe('2024-11-02');
    expect(JSON.parse(readFileSync(join(data, 'settings.json'), 'utf8'))).toEqual({ timeZone: 'Asia/Tokyo' });
  });

  it('counts from 1970-01-01 when the origin of the clock is unknown, and is a date once it is given', async () => {
    writeFileSync(join(folder, 'net.txt'), '1 2 3000000\n2 1 3086399\n1 3 3086400\n');
    await importInTurn(data, [{ paths: [join(folder, 'net.txt')], timeZone: 'Europe/Paris' }]);
    expect(await days()).toEqual(['1970-01-01', '1970-01-01', '1970-01-02']);
    expect(await rows('select clock, capabilities from snapshot')).toEqual([
      { clock: 'relative', capabilities: ['times'] },
    ]);
    rmSync(data, { recursive: true });
    await importInTurn(data, [{ paths: [join(folder, 'net.txt')], origin: '2008-06-29' }]);
    expect(await days()).toEqual(['2008-06-29', '2008-06-29', '2008-06-30']);
    expect(await rows('select clock from snapshot')).toEqual([{ clock: 'absolute' }]);
  });

  it('is unknown for days without a date once dated events stand beside them', async () => {
    writeFileSync(join(folder, 'net.txt'), '1 2 3000000\n2 1 3086399\n');
    await importInTurn(data, [join(folder, 'net.txt'), events('dated', ['1,post,2024-03-30,a'])]);
    expect(await rows('select clock, first_day from snapshot')).toEqual([
      { clock: 'absolute', first_day: '2024-03-30' },
    ]);
    expect(await rows('select count(*)::integer as events, count(day)::integer as days from events')).toEqual([
      { events: 3, days: 1 },
    ]);
  });
});

it('makes pseudonyms by HMAC-SHA256 with the key of the folder, or with the one pointed at', async () => {
  const keyPath = join(folder, 'elsewhere.key');
  writeFileSync(keyPath, `${'0123456789abcdef'.repeat(4)}\n`);
  await importInTurn(data, [{ paths: [events('one', ['1,post,2024-03-30,Zoé'])], secretKeyPath: keyPath }]);
  const key = Buffer.from('0123456789abcdef'.repeat(4), 'hex');
  const expected = `p_${createHmac('sha256', key).update('person:vigie-csv:Zoé').digest('hex').slice(0, 20)}`;
  expect(await rows('select actor_id from events')).toEqual([{ actor_id: expected }]);
  expect(readdirSync(data)).not.toContain('secret.key');
});

it('creates the key once, for its owner alone', async () => {
  await importInTurn(data, [events('one', ['1,post,2024-03-30,a'])]);
  const key = readFileSync(join(data, 'secret.key'), 'utf8');
  expect(key).toMatch(/^[0-9a-f]{64}\n$/);
  expect(statSync(join(data, 'secret.key')).mode & 0o777).toBe(0o600);
  await importInTurn(data, [events('two', ['2,post,2024-03-31,a'])]);
  expect(readFileSync(join(data, 'secret.key'), 'utf8')).toBe(key);
  expect(await rows('select count(distinct actor_id)::integer as people from events')).toEqual([{ people: 1 }]);
});

it('refuses a key file that holds something else', async () => {
  writeFileSync(join(folder, 'bad.key'), 'hello\n');
  const request = importRequest(data, [events('one', ['1,post,2024-03-30,a'])], {
    secretKeyPath: join(folder, 'bad.key'),
  });
  await expect(importDeliveries(request)).rejects.toThrow(
    /bad\.key: this key file does not hold 64 hexadecimal characters/,
  );
});

describe('the identity vault', () => {
  const key = Buffer.alloc(32, 7);
  const identity = {
    person_id: 'p_1',
    source: 's',
    native_id: 'é',
    display_name: null,
    email: 'a@x.example',
    profile_url: null,
  };

  it('opens with the layout that its comment gives', () => {
    const sealed = sealIdentities([identity], key);
    expect(sealed.subarray(0, 4).toString()).toBe('VGI1');
    const vaultKey = Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), 'vigie identities', 32));
    const decipher = createDecipheriv('aes-256-gcm', vaultKey, sealed.subarray(4, 16));
    decipher.setAuthTag(sealed.subarray(16, 32));
    const text = gunzipSync(Buffer.concat([decipher.update(sealed.subarray(32)), decipher.final()])).toString();
    expect(JSON.parse(text)).toEqual([identity]);
  });

  it('opens with no other key, nor once altered', () => {
    const sealed = sealIdentities([identity], key);
    expect(openIdentities(sealed, key)).toEqual([identity]);
    expect(() => openIdentities(sealed, Buffer.alloc(32, 8))).toThrow();
    for (const at of [0, 5, 20, 40]) {
      const altered = Buffer.from(sealed);
      altered.writeUInt8(altered.readUInt8(at) ^ 1, at);
      expect(() => openIdentities(altered, key)).toThrow();
    }
  });
});

it('keeps imports by month, undated events apart', async () => {
  await importInTurn(data, [events('one', ['1,post,2024-03-30,a', '2,post,2024-04-01,a', '3,post,,a'])]);
  const [id = ''] = readdirSync(join(data, 'imports'));
  expect(readdirSync(join(data, 'imports', id)).sort()).toEqual([
    'communities.parquet',
    'events',
    'identities.sealed',
    'interventions.parquet',
    'manifest.json',
    'memberships.parquet',
    'people.parquet',
    'rejected.parquet',
  ]);
  expect(readdirSync(join(data, 'imports', id, 'events')).sort()).toEqual([
    'month=2024-03',
    'month=2024-04',
    'month=undated',
  ]);
  expect(await rows('select count(*)::integer as events, count(day)::integer as dated from events')).toEqual([
    { events: 3, dated: 2 },
  ]);
});

it('says of a folder with a marker, and of nothing else, that it is a demonstration', async () => {
  const path = events('one', ['1,post,2024-03-30,a']);
  await importInTurn(data, [path]);
  expect(await rows('select demo from snapshot')).toEqual([{ demo: false }]);
  writeFileSync(join(folder, 'one', 'vigie-demo.txt'), 'invented\n');
  rmSync(data, { recursive: true });
  await importInTurn(data, [path]);
  expect(await rows('select demo from snapshot')).toEqual([{ demo: true }]);
});

it('builds a snapshot of a directory alone', async () => {
  writeFileSync(join(folder, 'staff.csv'), 'email,department\nana@x.example,Sales\n');
  await importInTurn(data, [join(folder, 'staff.csv')]);
  expect(await rows('select clock, first_day, capabilities from snapshot')).toEqual([
    { clock: 'none', first_day: null, capabilities: ['departments', 'population'] },
  ]);
  expect(await rows('select department from people')).toEqual([{ department: 'Sales' }]);
});
