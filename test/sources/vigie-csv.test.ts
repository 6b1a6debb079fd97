import { DuckDBInstance } from '@duckdb/node-api';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ImportError } from '../../pipelines/import-error.ts';
import { arrowToCsv } from '../../pipelines/sources/arrow-table.ts';
import { vigieCsv } from '../../pipelines/sources/vigie-csv/source.ts';
import { testSourceCases } from '../support/source-cases.ts';
import { stageExport } from '../support/stage-export.ts';

testSourceCases(
  vigieCsv,
  ['all-files', 'json-lines', 'without-ids', 'arrow', 'workbook', 'workbook-files'],
  /a text|over two lines|zanzibar/,
);

it('reads interventions, by hand', async () => {
  const root = join(import.meta.dirname, '../../fixtures/sources/vigie-csv/all-files/export');
  const staged = await stageExport(vigieCsv, root);
  try {
    expect(
      await staged.rows('select native_id, kind, starts_on, department from staged_interventions order by all'),
    ).toEqual([
      { native_id: 'k1', kind: 'launch', starts_on: '2024-03-01', department: null },
      { native_id: 'k2', kind: 'other', starts_on: '2024-06-01', department: 'Sales' },
    ]);
  } finally {
    await staged.close();
  }
});

describe('interventions alone', () => {
  const read = async (folder: string) => {
    const staged = await stageExport(vigieCsv, folder);
    try {
      const rows = await staged.rows(
        'select native_id, kind, name, starts_on, ends_on from staged_interventions order by all',
      );
      return { sureness: staged.sureness, rows };
    } finally {
      await staged.close();
    }
  };

  it('are read from a sheet, days as days', async () => {
    const { sureness, rows } = await read(
      join(import.meta.dirname, '../../fixtures/sources/vigie-csv/workbook-files/export'),
    );
    expect(sureness).toBe(2);
    expect(rows).toEqual([
      { native_id: 'k1', kind: 'launch', name: 'Kick-off', starts_on: '2024-03-01', ends_on: '2024-03-08' },
      { native_id: 'k2', kind: 'training', name: 'Écrire', starts_on: '2024-06-01', ends_on: null },
    ]);
  });

  it('are known by their columns in a CSV of any name', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vigie-interventions-'));
    try {
      writeFileSync(join(folder, 'agenda.csv'), 'Intervention ID;Kind;Name;Starts on\n1;Campaign;Défi;31/03/2024\n');
      expect(await read(folder)).toEqual({
        sureness: 1,
        rows: [{ native_id: '1', kind: 'campaign', name: 'Défi', starts_on: '2024-03-31', ends_on: null }],
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('what a French spreadsheet leaves', () => {
  const staged = async (files: Readonly<Record<string, string>>, sql: string) => {
    const folder = mkdtempSync(join(tmpdir(), 'vigie-resaved-'));
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    const read = await stageExport(vigieCsv, folder);
    try {
      return await read.rows(sql);
    } finally {
      await read.close();
      rmSync(folder, { recursive: true });
    }
  };

  it('of ids of 16 digits is no id: the lines are rejected, not merged', async () => {
    const outcomes = 'select outcome, rule, count(*)::integer as n from staged_records group by all order by all';
    const header = 'event_id;kind;occurred_at;actor_id';
    const spoiled = (n: number) => [{ outcome: 'rejected', rule: 'spoiled_id', n }];
    const messages = '2,20E+15;post;2024-03-31T14:05:00Z;7\n2,20E+15;post;2024-03-31T15:05:00Z;8';
    expect(await staged({ 'events.csv': `${header}\n${messages}\n` }, outcomes)).toEqual(spoiled(2));
    const people = 'a;post;2024-03-31T14:05:00Z;1,49E+15\nb;post;2024-03-31T15:05:00Z;1,49E+15';
    expect(await staged({ 'events.csv': `${header}\n${people}\n` }, outcomes)).toEqual(spoiled(2));
  });

  it.each(['2024-03-31T14:05:00Z', '31/03/2024 14:05'])(
    'of yes and no is VRAI and FAUX, with dates as %s',
    async (date) => {
      const rows = ['VRAI', 'oui', 'FAUX', 'non', 'true', ''].map((asks, at) => `e${at};post;${date};7;${asks}`);
      const events = ['event_id;kind;occurred_at;actor_id;is_question', ...rows].join('\n');
      expect(
        await staged(
          { 'events.csv': `${events}\n` },
          'select is_question as asks from staged_events order by native_event_id',
        ),
      ).toEqual([true, true, false, false, true, null].map((asks) => ({ asks })));
    },
  );

  it('of kinds and affiliations is French', async () => {
    const rows = ['Lancement', 'Campagne', 'Séminaire', 'Formation', 'launch', 'Réforme'].map(
      (kind, at) => `${at};${kind};Nom;01/09/2024`,
    );
    const files = {
      'interventions.csv': ['intervention_id;kind;name;starts_on', ...rows, '7;autre;Nom;15/09/2024'].join('\n'),
      'people.csv': 'person_id;affiliation\n1;Externe\n2;interne\n',
    };
    expect(await staged(files, 'select kind from staged_interventions order by native_id')).toEqual(
      ['launch', 'campaign', 'event', 'training', 'launch', 'other', 'other'].map((kind) => ({ kind })),
    );
    expect(await staged(files, 'select affiliation from staged_people order by native_id')).toEqual([
      { affiliation: 'external' },
      { affiliation: 'internal' },
    ]);
  });
});

it('reads Parquet, with numbers beyond 2^53 as they stand', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-parquet-'));
  const db = await (await DuckDBInstance.create()).connect();
  await db.run(
    `copy (from (values ('post', timestamp '2024-03-31 14:05:00', 9007199254740993::bigint, 'c1', true),
       ('reply', timestamp '2024-03-31 15:05:00', 9007199254740992::bigint, 'c1', null))
       as e(kind, occurred_at, actor_id, community_id, is_question)) to '${join(folder, 'events.parquet')}'`,
  );
  db.closeSync();
  const read = await stageExport(vigieCsv, folder);
  try {
    expect(
      await read.rows(
        'select kind, actor_native_id as actor, occurred_at::varchar as moment, is_question as asks from staged_events order by moment',
      ),
    ).toEqual([
      { kind: 'post', actor: '9007199254740993', moment: '2024-03-31 14:05:00', asks: true },
      { kind: 'reply', actor: '9007199254740992', moment: '2024-03-31 15:05:00', asks: null },
    ]);
  } finally {
    await read.close();
    rmSync(folder, { recursive: true });
  }
});

it.each(['events.arrow', 'people.feather', 'events.xlsx'])(
  'says that %s can’t be read, and how to write it',
  async (name) => {
    const folder = mkdtempSync(join(tmpdir(), 'vigie-unreadable-'));
    try {
      writeFileSync(join(folder, name), 'ARROW1\0\0 or PK: neither of them');
      await expect(stageExport(vigieCsv, folder)).rejects.toThrow(
        new RegExp(`${name}: this file is not (a readable .xlsx workbook|readable Arrow)`),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);

describe('an Arrow file that promises more than it holds', () => {
  const good = readFileSync(join(import.meta.dirname, '../../fixtures/sources/vigie-csv/arrow/export/people.feather'));
  const folder = mkdtempSync(join(tmpdir(), 'vigie-arrow-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  async function whyRefused(bytes: Buffer): Promise<unknown> {
    const path = join(folder, 'people.feather');
    writeFileSync(path, bytes);
    const error: unknown = await arrowToCsv(path, join(folder, 'people.csv'), 'people.feather', () => true).then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(ImportError);
    return error instanceof ImportError && error.cause instanceof Error ? error.cause.message : null;
  }

  it('is refused when a byte too many makes its footer speak of a billion batches', async () => {
    expect(await whyRefused(Buffer.concat([good.subarray(0, 135), Buffer.from([0xc3]), good.subarray(135)]))).toBe(
      'more batches than bytes',
    );
  });

  it('is refused when a batch of two people says that it has millions', async () => {
    const bytes = Buffer.from(good);
    const lengthOfBatch = 0x168;
    expect(bytes.readUInt32LE(lengthOfBatch)).toBe(2);
    bytes.writeUInt32LE(0xffffff, lengthOfBatch);
    expect(await whyRefused(bytes)).toBe('more rows than bits');
  });
});

it('rejects only the lines of a JSON record that spans two', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-jsonl-'));
  try {
    const [first, second] = ['a', 'b'].map((id) => `{"event_id":"${id}","kind":"post","actor_id":"1"}`);
    writeFileSync(
      join(folder, 'events.jsonl'),
      `{"event_id":\n"c","kind":"post","actor_id":"1"}\n${first}\n${second}\n`,
    );
    const staged = await stageExport(vigieCsv, folder);
    try {
      expect(
        await staged.rows('select line::integer as line, outcome, rule from staged_records order by line'),
      ).toEqual([
        { line: 1, outcome: 'rejected', rule: 'not_json' },
        { line: 2, outcome: 'rejected', rule: 'not_json' },
        { line: 3, outcome: 'used', rule: null },
        { line: 4, outcome: 'used', rule: null },
      ]);
    } finally {
      await staged.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
