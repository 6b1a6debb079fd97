import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { importsHolding } from '../../../pipelines/identities/imports-holding.ts';
import { openDuckDb } from '../../../pipelines/store/duckdb.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-holding-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('opens the fewest imports that tell of everyone: the fullest, then what that one lacks, the latest of equals', async () => {
  const database = await openDuckDb(':memory:', { tempFolder: folder });
  const { db } = database;
  // Ana and Bo are in every month, Cy left after the first, Di came with the last; Eve is a directory's alone.
  const told = { i1: ['ana', 'bo', 'cy'], i2: ['ana', 'bo'], i3: ['ana', 'bo', 'di'], i4: ['eve', 'ana'] };
  const files: string[] = [];
  for (const [import_id, accounts] of Object.entries(told)) {
    const file = join(folder, `${import_id}.parquet`);
    const rows = accounts.map((account) => `('${import_id}', '${account}')`).join(', ');
    await db.run(`copy (from (values ${rows}) t(import_id, person_id)) to '${file}'`);
    files.push(file);
  }
  await db.run(`create temp table known_accounts as
    from (values ('ana', 'P1'), ('eve', 'P1'), ('bo', 'P2'), ('cy', 'P3'), ('di', 'P4')) t(account_id, person_id)`);
  const ids = Object.keys(told);
  expect(await importsHolding(db, ids, files, null)).toEqual(['i3', 'i4', 'i1']);
  expect(await importsHolding(db, ids, files, ['P2'])).toEqual(['i3']);
  expect(await importsHolding(db, ids, files, ['P1'])).toEqual(['i4']);
  expect(await importsHolding(db, ids, files, [])).toEqual([]);
  await database.close();
});
