import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { ImportError } from '../../pipelines/import-error.ts';
import { checkMapping } from '../../pipelines/mapping/check-mapping.ts';
import { type Mapping, readMapping, validMapping, writeMapping } from '../../pipelines/mapping/document.ts';
import { readPresets } from '../../pipelines/mapping/presets.ts';
import { fitOf } from '../../pipelines/mapping/saved.ts';
import { sniff, type SniffRequest } from '../../pipelines/mapping/sniff.ts';
import { importDeliveries } from '../../pipelines/steps/import-deliveries.ts';
import type { ImportRequest } from '../../pipelines/steps/import-request.ts';
import { importRequest, snapshotRows } from '../support/import-request.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-mapping-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string, encoding: 'utf8' | 'latin1' = 'utf8'): string {
  writeFileSync(join(folder, name), content, encoding);
  return join(folder, name);
}
const look = (path: string, changes: Partial<SniffRequest> = {}) =>
  sniff({ data: join(folder, 'none'), path, sheet: null, table: null, preset: null, memoryLimit: '1GB', ...changes });
const codes = (seen: Awaited<ReturnType<typeof look>>) => seen.questions.map(({ code }) => code);

async function failure(work: Promise<unknown>): Promise<ImportError> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ImportError)) throw new Error(`expected an ImportError, got ${String(error)}`);
  return error;
}

const reseau = `N°;Auteur;Courriel;Date de publication;Espace;Type;En réponse à;Texte
m1;Ana Ruiz;ana@x.fr;31/03/2024 09:15;Qualité;Publication;;Bonjour à tous
m2;Bo Lind;bo@x.fr;31/03/2024 10:00;Qualité;Commentaire;m1;Merci
m3;Cy Roy;cy@x.fr;01/04/2024 11:30;Vélo;J'aime;m1;
m4;Ana Ruiz;ana@x.fr;02/04/2024 12:00;Vélo;Truc;;Bonsoir
`;

describe('a proposal, with its reasons', () => {
  it('reads French headers, semicolons and windows-1252, and says which value it does not know', async () => {
    const seen = await look(write('reseau-2024.csv', reseau, 'latin1'));
    expect(seen.mapping).toEqual({
      vigie_mapping: 1,
      name: 'reseau',
      table: 'events',
      file: { format: 'csv', separator: ';' },
      columns: {
        actor: 'Courriel',
        occurred_at: 'Date de publication',
        kind: 'Type',
        community: 'Espace',
        parent: 'En réponse à',
        event_id: 'N°',
        actor_name: 'Auteur',
        actor_email: 'Courriel',
      },
      kinds: { values: { Publication: 'post', Commentaire: 'reply', "J'aime": 'reaction' } },
      dates: { order: 'day-first', zone: 'Europe/Paris' },
    });
    expect(seen.reasons['actor']?.en).toBe('an e-mail address names one person only');
    expect(codes(seen)).toEqual(['kind_values', 'local_time']);
    expect(seen.questions[0]?.words.en).toContain('Truc');
    expect(seen.preview[0]).toEqual([
      'm1',
      'Ana Ruiz',
      'ana@x.fr',
      '31/03/2024 09:15',
      'Qualité',
      'Publication',
      null,
      'Bonjour à tous',
    ]);
    expect(readMapping(seen.yaml.fr, 'proposal')).toEqual(seen.mapping);
  });

  it('finds who, when, what and the answered by their cells alone', async () => {
    const rows = [
      'k1|2024-03-01T10:00:00Z|a@x.fr|like|k2',
      'k2|2024-03-01T09:00:00Z|b@x.fr|post|',
      'k3|2024-03-02T09:00:00Z|a@x.fr|comment|k2',
    ];
    const seen = await look(write('odd.txt', `c1|c2|c3|c4|c5\n${rows.join('\n')}\n`));
    expect(seen.mapping).toMatchObject({
      file: { separator: '|' },
      columns: { event_id: 'c1', occurred_at: 'c2', actor: 'c3', kind: 'c4', parent: 'c5' },
      kinds: { values: { like: 'reaction', post: 'post', comment: 'reply' } },
    });
    expect(seen.reasons['parent']?.en).toBe('100% of its values are those of the column “c1”');
    expect(seen.reasons['occurred_at']?.en).toBe('100% of the cells are dates');
  });

  it('asks which of day and month comes first when no value tells, and imports nothing until it is said', async () => {
    const path = write('unclear.csv', 'user,date,group\nana,02/03/2024,A\nbo,04/05/2024,A\nTotal: 2,,\n');
    const seen = await look(path);
    expect(seen.questions.find(({ code }) => code === 'date_order')).toMatchObject({ column: 'date', blocking: true });
    const mapping = validMapping(seen.mapping, 'proposal');
    const check = (dates: Mapping['dates']) =>
      checkMapping({
        data: folder,
        path,
        mapping: { ...mapping, dates },
        memoryLimit: '1GB',
        now: new Date('2026-11-21'),
      });
    expect(await failure(check({}))).toMatchObject({ file: 'unclear.csv', line: 2 });
    // The total under the table is no person.
    expect(await check({ order: 'day-first' })).toMatchObject({
      people: 2,
      rejected: { no_act: 1 },
      first_day: '2024-03-02',
      last_day: '2024-05-04',
    });
    expect(await check({ order: 'month-first' })).toMatchObject({ first_day: '2024-02-03', last_day: '2024-04-05' });
  });

  it('reads a list nested in a JSON object, two levels deep', async () => {
    const items = [1, 2].map((n) => ({
      id: `e${n}`,
      author: { login: `u${n}` },
      created_at: `2024-03-0${n}`,
      tags: ['x'],
    }));
    const seen = await look(write('feed.json', JSON.stringify({ page: 1, data: { items } })));
    expect(seen.mapping).toMatchObject({
      file: { format: 'json', records: 'data.items' },
      columns: { actor: 'author.login', occurred_at: 'created_at', event_id: 'id' },
      kinds: { always: 'post' },
    });
  });

  it('reads flattened keys with a dot in them, and leaves out keys that no path can name', async () => {
    const line = (n: number) => ({
      'user.id': `u${n}`,
      created_at: `2024-03-0${n}`,
      '': 'nameless',
      '*': 'any',
      'C:\\': 'a backslash',
      room: { '': 'La cuisine', 'id"': `r${n}` },
    });
    const seen = await look(write('flat.jsonl', [1, 2].map((n) => JSON.stringify(line(n))).join('\n')));
    expect(seen.mapping.columns).toMatchObject({ actor: 'user.id', occurred_at: 'created_at' });
    expect(seen.columns.map(({ name }) => name)).toEqual(['user.id', 'created_at', 'room.id"']);
    expect(seen.preview).toEqual([
      ['u1', '2024-03-01', 'r1'],
      ['u2', '2024-03-02', 'r2'],
    ]);
  });

  it('reads the named sheet of a workbook under its titles, ids of 16 digits intact', async () => {
    const path = join(folder, 'classeur.xlsx');
    const cell = (value: string) => ({ value, type: String });
    await writeXlsxFile([
      { data: [[cell('Notice')]], sheet: 'Lisez-moi' },
      {
        data: [
          [cell('Messages du mois')],
          [cell('Identifiant utilisateur'), cell('Date'), cell('Groupe')],
          [
            cell('9007199254740993'),
            { value: new Date('2024-03-31T14:05:00Z'), type: Date, format: 'dd/mm/yyyy hh:mm' },
            cell('Vélo'),
          ],
        ],
        sheet: 'Données',
      },
    ]).toFile(path);
    const seen = await look(path, { sheet: 'Données' });
    expect(seen.sheets).toEqual(['Lisez-moi', 'Données']);
    expect(seen.mapping).toMatchObject({
      file: { format: 'xlsx', sheet: 'Données', skip: 1 },
      columns: { actor: 'Identifiant utilisateur', occurred_at: 'Date', community: 'Groupe' },
    });
    expect(seen.preview).toEqual([['9007199254740993', '2024-03-31T14:05:00', 'Vélo']]);
  });

  it('tells people and memberships from acts', async () => {
    const people = write('annuaire.csv', 'Nom,Prénom,Courriel,Entité\nRuiz,Ana,ana@x.fr,Paie\nLind,Bo,bo@x.fr,Paie\n');
    expect((await look(people)).mapping).toMatchObject({
      table: 'people',
      columns: {
        person_id: 'Courriel',
        email: 'Courriel',
        first_name: 'Prénom',
        last_name: 'Nom',
        department: 'Entité',
      },
    });
    // Names that are each another’s are of people where several rows are in one community.
    const acts = write(
      'gestes.csv',
      'Adresse;Nom;Quand;Groupe\na@x.fr;Ana A;03/01/2026;Vélo\nb@x.fr;Bo B;14/01/2026;Vélo\n',
    );
    expect((await look(acts)).mapping).toMatchObject({ table: 'events', columns: { actor: 'Adresse' } });
    const members = write('membres.csv', 'Membre,Groupe,Rôle\nana,Vélo,Administrateur\nbo,Vélo,Membre\n');
    expect((await look(members)).mapping).toMatchObject({
      table: 'memberships',
      columns: { person: 'Membre', community: 'Groupe', kind: 'Rôle' },
      kinds: { values: { Administrateur: 'animator', Membre: 'member' } },
    });
  });

  it('starts from a preset where one is asked for, and says that it is unverified', async () => {
    const path = write(
      'wp.csv',
      'post_id,parent_id,author_id,created_time,type\np1,,7,2024-03-01,post\np2,p1,8,2024-03-02,comment\n',
    );
    const seen = await look(path, { preset: 'workplace' });
    expect(seen.mapping).toMatchObject({ platform: 'workplace', columns: { actor: 'author_id', parent: 'parent_id' } });
    expect(seen.reasons['actor']?.en).toBe('preset “Workplace”, unverified');
    const presets = await readPresets();
    expect([...presets.keys()]).toEqual(['convofy', 'jalios', 'jamespot', 'talkspirit', 'workplace']);
    for (const [, preset] of presets) expect(preset.status).toBe('unverified');
    expect(await failure(look(path, { preset: 'nope' }))).toMatchObject({ file: null });
  });
});

describe('a mapping used', () => {
  const data = join(folder, 'data');
  const mapping = readMapping(
    `vigie_mapping: 1
name: Réseau
platform: intranet
table: events
columns: {actor: Courriel, occurred_at: Date de publication, kind: Type, event_id: "N°", parent: En réponse à}
kinds: {values: {publication: post, commentaire: reply, "j'aime": reaction, truc: ignore}}
dates: {zone: Europe/Paris}
`,
    'mapping.yaml',
  );
  const load = (path: string, changes: Partial<ImportRequest> = {}) =>
    importDeliveries(importRequest(data, [path], changes));
  const later = (day: number) => new Date(Date.UTC(2026, 10, day));

  it('loads, is kept, and is found again next month with its columns in another order; nothing is loaded twice', async () => {
    const [first] = await load(write('mars.csv', reseau), { mapping });
    expect(first).toMatchObject({
      source: 'mapped-intranet',
      records_read: 4,
      used: 3,
      ignored: { left_out: 1 },
      events: { post: 1, reply: 1, reaction: 1 },
      people: 3,
    });
    expect(readdirSync(join(data, 'mappings'))).toEqual(['reseau.yaml']);
    // A file of other columns under the same name does not take its place.
    const other = await look(write('reseau.csv', 'qui,quand,où\nana,2024-03-01,Vélo\n'), { data });
    expect(other.mapping).toMatchObject({ name: 'reseau 2', columns: { actor: 'qui', community: 'où' } });
    const [again] = await load(join(folder, 'mars.csv'), { now: later(22) });
    expect(again).toMatchObject({ source: 'mapped-intranet', used: 0, duplicates: 3 });
    const april = `Type;Espace;Courriel;Auteur;N°;Date de publication;En réponse à;Texte
Commentaire;Vélo;bo@x.fr;Bo Lind;m5;14/04/2024 08:00;m1;
J'aime;Vélo;cy@x.fr;Cy Roy;m3;01/04/2024 11:30;m1;
`;
    const [next] = await load(write('avril.csv', april), { now: later(23) });
    expect(next).toMatchObject({ source: 'mapped-intranet', used: 2, events: { reply: 1, reaction: 1 } });
    const events = await snapshotRows(data, 'select kind, occurred_at from events order by occurred_at');
    expect(events).toEqual([
      // 31 March 2024 is the day summer time begins: 09:15 in Paris is 07:15 UTC.
      { kind: 'post', occurred_at: '2024-03-31 07:15:00' },
      { kind: 'reply', occurred_at: '2024-03-31 08:00:00' },
      { kind: 'reaction', occurred_at: '2024-04-01 09:30:00' },
      { kind: 'reply', occurred_at: '2024-04-14 06:00:00' },
    ]);
  });

  it('goes on when columns that are not read come or go, and says so', async () => {
    const [result] = await load(write('mai.csv', reseau.replace('Texte', 'Longueur').replaceAll('/2024', '/2025')), {
      now: later(24),
    });
    expect(result?.source).toBe('mapped-intranet');
    const said = result?.warnings.map(({ en }) => en) ?? [];
    expect(said).toContain('columns gone from mai.csv: Texte');
    expect(said).toContain('new columns in mai.csv: Longueur');
  });

  it('stops when a column that is read is gone, naming what is gone and what is new', async () => {
    const error = await failure(load(write('juin.csv', reseau.replace('Courriel', 'Adresse')), { now: later(25) }));
    expect(error.problem.en).toBe(
      'the columns are no longer those of the mapping “Réseau”; gone: Courriel; new: Adresse',
    );
    expect(error).toMatchObject({ file: 'juin.csv', line: 1 });
    const seen = await look(join(folder, 'juin.csv'), { data });
    expect(codes(seen)).toContain('lost_columns');
    expect(seen.mapping).toMatchObject({ name: 'Réseau', columns: { occurred_at: 'Date de publication' } });
  });

  it('is written back as it was read', () => {
    expect(readMapping(writeMapping(mapping), 'again')).toEqual(mapping);
    expect(readFileSync(join(data, 'mappings', 'reseau.yaml'), 'utf8')).toContain('fingerprint:');
  });
});

describe('a mapping that is wrong', () => {
  const read = (yaml: string) => failure(Promise.resolve().then(() => readMapping(yaml, 'm.yaml')));

  it('is refused in both languages, with the line or the key', async () => {
    expect(await read('vigie_mapping: 1\ncolumns: [')).toMatchObject({ file: 'm.yaml', line: 2 });
    const unknown = await read(
      'vigie_mapping: 1\nname: x\ntable: events\ncolumns: {actor: a, colour: b}\nkinds: {always: post}\n',
    );
    expect(unknown.problem.en).toMatch(
      /^this mapping is refused “columns\.colour”: unknown role; those of “events”: actor/,
    );
    const kind = await read('vigie_mapping: 1\nname: x\ntable: events\ncolumns: {actor: a}\nkinds: {always: shout}\n');
    expect(kind.problem.en).toContain('“shout” is no kind');
    expect((await read('vigie_mapping: 2\nname: x\ntable: events\ncolumns: {}\n')).problem.fr).not.toBe('');
    const nobody = await read('vigie_mapping: 1\nname: x\ntable: events\ncolumns: {kind: k}\n');
    expect(nobody.problem.en).toContain('no column tells: Who acts');
  });

  it('compares columns by name, whatever their case, accents and order', () => {
    const made = validMapping(
      {
        vigie_mapping: 1,
        name: 'x',
        table: 'communities',
        columns: { community: 'Id' },
        fingerprint: ['Id', 'Créée le'],
      },
      'x',
    );
    expect(fitOf(made, ['CREEE_LE', 'id']).state).toBe('same');
    expect(fitOf(made, ['id', 'creee le', 'autre']).state).toBe('changed');
    expect(fitOf(made, ['numéro', 'creee le']).state).toBe('other');
  });
});

it('takes no log of messages for a directory, and no unknown table for anything', async () => {
  mkdirSync(join(folder, 'fresh'), { recursive: true });
  const log = write('log.csv', 'Courriel,Service,Date de publication,En réponse à\nana@x.fr,Paie,2024-03-01,\n');
  const error = await failure(importDeliveries(importRequest(join(folder, 'fresh'), [log])));
  expect(error.problem.en).toContain('not an export that is known here');
});
