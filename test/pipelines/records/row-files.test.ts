import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { ImportError } from '../../../pipelines/import-error.ts';
import { RowFiles, sqlRows } from '../../../pipelines/records/row-files.ts';

const tables = {
  things: { number: 'integer', name: 'varchar', flag: 'boolean', size: 'bigint', note: 'varchar' },
} as const;
type Thing = {
  number: number | null;
  name: string | null;
  flag: boolean | null;
  size: number | null;
  note: string | null;
};

const folder = mkdtempSync(join(tmpdir(), 'vigie-rows-'));
const engine = await DuckDBInstance.create(':memory:', { threads: '1' });
const db = await engine.connect();
afterAll(() => {
  db.closeSync();
  engine.closeSync();
  rmSync(folder, { recursive: true });
});

/** The rows as the engine reads them back. */
async function readBack(rows: readonly Thing[]): Promise<unknown[]> {
  const files = new RowFiles(tables, folder, 0);
  for (const row of rows) files.put('things', row);
  const { things } = files.close();
  return (await db.runAndReadAll(sqlRows(tables.things, [things]))).getRowObjectsJson();
}

/** What the engine writes of a row in JSON: 64-bit numbers as text. */
const told = (row: Thing): unknown => ({ ...row, size: row.size === null ? null : String(row.size) });

describe('rows on their way to the engine', () => {
  it('come back as they were put', async () => {
    // A NUL and half a character never get here: `textOf` has replaced them.
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 100 }).filter((value) => !value.includes('\0')),
      fc.constantFrom(
        '',
        '"',
        '""',
        ',',
        '\n',
        '\r\n',
        ' ',
        '\\',
        'é',
        '👋',
        'null',
        `U${'1'.repeat(62)}`,
        'x'.repeat(64),
      ),
      fc.stringMatching(/^[A-Z0-9.]{1,70}$/),
    );
    const thing: fc.Arbitrary<Thing> = fc.record({
      number: fc.option(fc.oneof(fc.integer(), fc.constantFrom(0, 9, 10, 999_999_999, 1_000_000_000, -1))),
      name: fc.option(text),
      flag: fc.option(fc.boolean()),
      size: fc.option(fc.maxSafeInteger()),
      note: fc.option(text),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(thing, { minLength: 1, maxLength: 40 }), async (rows) => {
        expect(await readBack(rows)).toEqual(rows.map(told));
      }),
      { numRuns: 60, seed: 11 },
    );
  });

  it('come back when they are long and many, and no longer than the engine takes', async () => {
    const row = (number: number, letters: number): Thing => ({
      number,
      name: 'é"'.repeat(letters),
      flag: true,
      size: 1,
      note: null,
    });
    const rows = Array.from({ length: 30 }, (_, number) => row(number, number % 3 === 0 ? 200_000 : 1));
    expect(await readBack(rows)).toEqual(rows.map(told));
    await expect(readBack([row(1, 400_000)])).rejects.toThrow(ImportError);
    const two: Thing = { number: 1, name: 'x'.repeat(600_000), flag: null, size: null, note: 'y'.repeat(600_000) };
    await expect(readBack([two])).rejects.toThrow(ImportError);
  });

  it('have their columns in order', async () => {
    const { name, ...others } = { number: 1, name: 'a', flag: true, size: 1, note: 'b' };
    await expect(readBack([{ name, ...others }])).rejects.toThrow('a row with name where number belongs');
  });
});
