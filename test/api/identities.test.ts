import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  decidedSchema,
  foundPeopleSchema,
  identityListSchema,
  identityVerbs,
} from '../../server/contract/identities.ts';
import { identityVerbs as pipelineVerbs } from '../../pipelines/identities/decide-identity.ts';
import type { Running } from '../../server/main.ts';
import { shownIdentities } from '../../server/state/shown-identities.ts';
import { importInTurn } from '../support/import-request.ts';
import { pipelineHere } from '../support/pipeline-here.ts';
import { serveFolder } from '../support/server.ts';

let folder: string;
let data: string;
let running: Running;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-api-who-'));
  data = join(folder, 'data');
  const write = (name: string, files: Readonly<Record<string, string>>): string => {
    mkdirSync(join(folder, name), { recursive: true });
    for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, name, file), content);
    return join(folder, name);
  };
  const one = write('one', {
    'events.csv':
      'event_id,kind,occurred_at,actor_id\n1,post,2021-01-02T10:00:00Z,ana\n2,post,2021-01-03T10:00:00Z,bo\n',
    'people.csv': 'person_id,display_name,department\nana,Ana Alma,Sales\nbo,News Bot,Sales\n',
  });
  const two = write('staff', { 'staff.csv': 'matricule,nom,prenom,department\nE7,Alma,Ana,Legal\n' });
  await importInTurn(data, [one, two]);
  running = await serveFolder(data, { runPipeline: pipelineHere });
});
afterAll(async () => {
  await running.close();
  rmSync(folder, { recursive: true, force: true });
});

const list = async (masked: string) => {
  const response = await fetch(`${running.address}/api/identities${masked}`);
  return identityListSchema.parse(await response.json());
};
const decide = (verb: string, ...ids: string[]) =>
  fetch(`${running.address}/api/identities/decide`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ verb, ids }),
  });
const log = 'access-log.jsonl';

describe('who is who, over the API', () => {
  it('names nobody when names are masked, and notes each look at names', async () => {
    const masked = await list('?masked=1');
    expect(JSON.stringify(masked)).not.toMatch(/alma|news/i);
    expect(masked.counts).toMatchObject({ proposals: 1, suspects: 1, departments: 1 });
    // One person of the directory's department, two of the platform's: neither number is shown.
    expect(masked.departments.map(({ label, people, state }) => [label, people, state])).toEqual([
      ['Sales', null, 'unknown'],
    ]);
    expect(existsSync(join(data, log))).toBe(false);
    const named = await list('');
    expect(named.proposals[0]?.people.map(({ display_name }) => display_name).sort()).toEqual(['Ana Alma', 'Ana Alma']);
    expect(JSON.parse(readFileSync(join(data, log), 'utf8'))).toMatchObject({ subject: 'identities', people: 3 });
  });

  it('takes a decision and takes it back, and says why it cannot', async () => {
    const [proposal] = (await list('?masked=1')).proposals;
    const id = proposal?.id ?? '';
    expect(decidedSchema.parse(await (await decide('confirm', id)).json()).changed).toBe(true);
    expect((await list('?masked=1')).counts).toMatchObject({ proposals: 0, decisions: 1, joined: 1 });
    expect(decidedSchema.parse(await (await decide('undo', id)).json()).changed).toBe(true);
    expect((await list('?masked=1')).counts).toMatchObject({ proposals: 1, decisions: 0 });
    const refused = await decide('undo', 'm_0000000000');
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ error: { code: 'not_decided' } });
    expect((await decide('marry', id)).status).toBe(400);
  });
});

describe('people and their accounts, over the API', () => {
  const ask = (query: string) => fetch(`${running.address}/api/identities/people?${query}`);
  const find = async (query: string) => foundPeopleSchema.parse(await (await ask(query)).json());
  const looks = () => readFileSync(join(data, log), 'utf8').trim().split('\n').length;

  it('are found by words of names and ids where names are shown, each look noted', async () => {
    const before = looks();
    const ana = await find('search=alma+ÀNA');
    const ids = ana.people.map(({ accounts }) => accounts.map(({ native_id }) => native_id).join());
    expect(ids.sort()).toEqual(['E7', 'ana']);
    expect(ana).toMatchObject({ total: 2, sources: ['directory-csv', 'vigie-csv'] });
    expect((await find('search=e7')).total).toBe(1);
    expect((await find('search=nobody')).total).toBe(0);
    expect(looks()).toBe(before + 2);
  });

  it('are found by source where names are masked, without a name', async () => {
    const before = looks();
    const found = await find('masked=1&source=vigie-csv');
    expect(found.total).toBe(2);
    expect(JSON.stringify(found)).not.toMatch(/name|native|alma/i);
    expect((await find('masked=1&several=1')).total).toBe(0);
    expect((await ask('masked=1&search=alma')).status).toBe(400);
    expect(looks()).toBe(before);
  });
});

it('shows how many people bear a spelling from five on', () => {
  const counts = { joined: 0, proposals: 0, suspects: 0, out: 0, put_back: 0, departments: 2, decisions: 0 };
  const lists = { joined: [], proposals: [], suspects: [], out: [], put_back: [], decisions: [], rules: [] };
  const spelt = (people: number) => ({ id: 'o_1', label: 'x', people, state: 'alike' as const, unit: null, like: 'y' });
  const shown = shownIdentities({ people: 9, counts, ...lists, departments: [spelt(4), spelt(5)] });
  expect(shown.departments.map(({ people }) => people)).toEqual([null, 5]);
});

it('lets decide on screen whatever the pipeline decides', () => {
  expect(identityVerbs).toEqual(pipelineVerbs);
});
