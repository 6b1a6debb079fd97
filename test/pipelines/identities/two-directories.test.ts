import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeDecisions } from '../../../pipelines/identities/change-decisions.ts';
import { decide, onPair } from '../../../pipelines/identities/decisions.ts';
import { findPeople } from '../../../pipelines/identities/find-people.ts';
import { listIdentities } from '../../../pipelines/identities/list-identities.ts';
import type { ImportRequest } from '../../../pipelines/steps/import-request.ts';
import { verifyFolder } from '../../../pipelines/verify/verify-folder.ts';
import { importInTurn, snapshotRows } from '../../support/import-request.ts';
import { pseudonym } from '../../support/pseudonym.ts';
import { writeDelivery } from '../../support/write-delivery.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-two-directories-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const delivery = (name: string, files: Readonly<Record<string, string>>): string => writeDelivery(folder, name, files);

const platform = delivery('platform', {
  'people.csv': `person_id,email
${['ana', 'bo', 'cy', 'dee', 'eve', 'two'].map((who) => `u-${who},${who}@x.example`).join('\n')}
`,
  'events.csv': `kind,occurred_at,actor_id,community_id
${['ana', 'bo', 'cy', 'dee', 'eve', 'two'].map((who) => `post,2024-01-02T10:00:00Z,u-${who},c1`).join('\n')}
`,
});
// The personnel system counts people; the directory of accounts names them, places them on a site, and has two accounts
// of one mailbox. Cy is in the first alone, Dee in the second alone, and both say where Eve works.
const personnel = `matricule,email,department
1,ana@x.example,Sales
2,bo@x.example,Legal
3,cy@x.example,Sales
5,eve@x.example,Legal
`;
const accounts = `SamAccountName,mail,Department,Office
aana,ana@x.example,,Lyon
bbo,bo@x.example,,Paris
ddee,dee@x.example,Research,Lyon
eeve,eve@x.example,Research,Nice
ttwo,two@x.example,Research,Lyon
adm-two,two@x.example,Research,Lyon
`;
const [hr, ad] = [delivery('hr', { 'hr.csv': personnel }), delivery('ad', { 'ad.csv': accounts })];
const both = delivery('both', { '1-hr.csv': personnel, '2-ad.csv': accounts });

const links = (data: string) => snapshotRows(data, 'from linked_people order by all');
const people = (data: string) => snapshotRows(data, 'from people order by all');
const failedChecks = async (data: string): Promise<unknown> =>
  (await verifyFolder(data, null, '1GB')).checks.filter(({ ok }) => !ok);

describe('two directories of one format', () => {
  let data: string;
  beforeAll(async () => {
    data = join(folder, 'data');
    await importInTurn(data, [platform, hr, ad]);
  });
  const account = (id: string): string => pseudonym(data, 'directory-csv', id);
  const person = (id: string): string => pseudonym(data, 'vigie-csv', `u-${id}`);
  /** The same key as the first folder's, so that pseudonyms are the same. */
  const imported = async (name: string, ...turns: Partial<ImportRequest>[]): Promise<string> => {
    const other = join(folder, name);
    mkdirSync(other);
    cpSync(join(data, 'secret.key'), join(other, 'secret.key'));
    await importInTurn(other, turns);
    return other;
  };

  it('that list the same people give each what the other does not say; the last word on a department holds', async () => {
    const expected = [
      { person_id: person('ana'), department: 'Sales', site: 'Lyon' },
      { person_id: person('bo'), department: 'Legal', site: 'Paris' },
      { person_id: person('cy'), department: 'Sales', site: null },
      { person_id: person('dee'), department: 'Research', site: 'Lyon' },
      { person_id: person('eve'), department: 'Research', site: 'Nice' },
      { person_id: person('two'), department: null, site: null },
      // Two accounts of one file with one address are nobody's.
      { person_id: account('ttwo'), department: 'Research', site: 'Lyon' },
      { person_id: account('adm-two'), department: 'Research', site: 'Lyon' },
    ];
    const told = await snapshotRows(data, 'select person_id, department, site from people');
    expect(told).toHaveLength(expected.length);
    expect(told).toEqual(expect.arrayContaining(expected));
    expect(await failedChecks(data)).toEqual([]);
  });

  it('are told with the key that joins them, and propose nobody who is one already', async () => {
    const found = await findPeople({
      data,
      secretKeyPath: null,
      names: false,
      several: true,
      source: null,
      search: null,
    });
    const ana = found.people.find(({ person_id }) => person_id === person('ana'));
    expect(ana?.accounts.map(({ account_id, by }) => `${account_id} ${by.join(' ')}`).sort()).toEqual(
      [person('ana'), account('1'), account('aana')].map((id) => `${id} email`).sort(),
    );
    const { proposals } = await listIdentities({ data, secretKeyPath: null, names: false });
    expect(new Set(proposals.flatMap((proposal) => proposal.people.map(({ person_id }) => person_id)))).toEqual(
      new Set([person('two'), account('ttwo'), account('adm-two')]),
    );
  });

  it('are the same people in any order, given together, in one folder, again, or cut in two', async () => {
    const [facts, who] = [await people(data), await links(data)];
    const together = await imported('together', { paths: [platform, hr, ad] });
    expect(await people(together)).toEqual(facts);
    const oneFolder = await imported('one-folder', { paths: [both] }, { paths: [platform] });
    expect(await links(oneFolder)).toEqual(who);
    expect(await people(oneFolder)).toEqual(facts);
    const [header = '', ...lines] = personnel.trim().split('\n');
    const halves = [lines.slice(0, 2), lines.slice(2)].map((half, at) =>
      delivery(`half-${at}`, { 'hr.csv': `${[header, ...half].join('\n')}\n` }),
    );
    const reversed = await imported('reversed', { paths: [ad] }, { paths: halves }, { paths: [platform, ad] });
    expect(await links(reversed)).toEqual(who);
    // The other directory has the last word on Eve here.
    expect(
      await snapshotRows(reversed, `select department, site from people where person_id = '${person('eve')}'`),
    ).toEqual([{ department: 'Legal', site: 'Nice' }]);
  });

  it('stay one person when the steward joins one of their accounts to a platform', async () => {
    const other = join(folder, 'decided');
    cpSync(data, other, { recursive: true });
    // Nobody on the platform has this address: the two accounts are a person of their own, until they are said to be Two.
    const more = (name: string, text: string) => ({ paths: [delivery(name, { 'staff.csv': text })] });
    await importInTurn(other, [
      more('late-hr', 'matricule,email,department\n9,new@x.example,Sales\n'),
      more('late-ad', 'SamAccountName,mail,Office\nnnew,new@x.example,Brest\n'),
    ]);
    const now = new Date('2026-11-22T00:00:00Z');
    await changeDecisions(
      { data: other, secretKeyPath: null, memoryLimit: '1GB', now, progress: () => {} },
      async ({ decisions }) =>
        decide(decisions, [
          onPair('same-person', person('two'), account('9'), { origin: 'steward', decided_at: now.toISOString() }),
        ]),
    );
    expect(
      await snapshotRows(other, `select department, site from people where person_id = '${person('two')}'`),
    ).toEqual([{ department: 'Sales', site: 'Brest' }]);
    expect(await failedChecks(other)).toEqual([]);
  });
});

describe('successive deliveries of one directory', () => {
  let data: string;
  const month = (name: string, at: string, text: string): Partial<ImportRequest> => ({
    paths: [delivery(name, { 'staff.csv': text })],
    now: new Date(`2026-${at}T00:00:00Z`),
  });
  const of = (who: string) =>
    snapshotRows(
      data,
      `select department, valid_from, left_on from people where person_id = '${pseudonym(data, 'vigie-csv', `u-${who}`)}'
       order by valid_from nulls first`,
    );

  beforeAll(async () => {
    data = join(folder, 'months');
    const header = 'SamAccountName,mail,Department,left_on';
    await importInTurn(data, [
      { paths: [platform], now: new Date('2026-01-01T00:00:00Z') },
      month(
        'jan',
        '01-05',
        `${header}\nana,ana@x.example,Sales,\nbo,bo@x.example,Sales,\ncy,cy@x.example,Lab,\neve,eve@x.example,Lab,\n`,
      ),
      // Ana and Bo have new logins; Dee, who was there with another address, takes that of Cy, who is gone; Eve leaves.
      month(
        'feb',
        '02-05',
        `${header}\nana2,ana@x.example,Sales,\nbo2,bo@x.example,Legal,\ncy,cy@x.example,Lab,\ndee,old@x.example,Lab,\neve,eve@x.example,Lab,2026-01-31\n`,
      ),
      month(
        'mar',
        '03-05',
        `${header}\nana2,ana@x.example,Sales,\nbo2,bo@x.example,Legal,\ndee,cy@x.example,Lab,\neve,eve@x.example,Lab,2026-01-31\n`,
      ),
      // Another directory still lists Eve, and says of nobody that they left.
      month('forms', '04-05', 'matricule,email,site\n5,eve@x.example,Nice\n'),
    ]);
  });

  it('know by the address a person who has another native id, with what was said before', async () => {
    expect(await of('ana')).toEqual([{ department: 'Sales', valid_from: null, left_on: null }]);
    expect(await of('bo')).toEqual([
      { department: 'Sales', valid_from: null, left_on: null },
      { department: 'Legal', valid_from: '2026-02-05', left_on: null },
    ]);
    expect(await failedChecks(data)).toEqual([]);
  });

  it('make nobody of two people whom one file lists, though the address of one became the other’s', async () => {
    expect(await of('cy')).toEqual([{ department: null, valid_from: null, left_on: null }]);
  });

  it('do not lose a departure that another directory does not know of', async () => {
    expect(await of('eve')).toEqual([{ department: 'Lab', valid_from: null, left_on: '2026-01-31' }]);
  });

  it('do not make one person of two employee ids: whoever was given another number is proposed', async () => {
    const numbered = join(folder, 'numbered');
    await importInTurn(numbered, [
      platform,
      delivery('old-numbers', { 'staff.csv': 'matricule,email,department\n1,ana@x.example,Sales\n' }),
      delivery('new-numbers', { 'staff.csv': 'matricule,email,department\n901,ana@x.example,Sales\n' }),
    ]);
    const { proposals } = await listIdentities({ data: numbered, secretKeyPath: null, names: false });
    expect(proposals.map(({ reasons }) => reasons.map(({ code }) => code).join(' '))).toEqual(
      Array(3).fill('email employee-ids-differ'),
    );
    expect(await failedChecks(numbered)).toEqual([]);
  });
});
