import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Source } from '../../pipelines/sources/define.ts';
import { type StagedExport, stageExport } from './stage-export.ts';

type Row = Record<string, unknown>;

const tables: Readonly<Record<string, string>> = {
  records: `select file, (line + nth)::integer as line, outcome, rule, detail
    from (select *, unnest(range(records)) as nth from staged_records)`,
  people: 'from staged_people',
  communities: 'from staged_communities',
  memberships: 'from staged_memberships',
  events: 'from staged_events',
  reported: 'from staged_reported',
};

/**
 * One test per folder `fixtures/sources/<source>/<case>`: `export/` is staged and every staged table must equal
 * `expected/<table>.json`, a list in any order that leaves out nulls and the usual values (weight 1, not by a service,
 * metadata present); few sources give figures of the platform, and the others have no `reported.json`. `staged.json` says capabilities, clock and warnings. `forbidden` must not survive anywhere.
 */
export function testSourceCases(source: Source, cases: readonly string[], forbidden: RegExp): void {
  const root = join(import.meta.dirname, '../../fixtures/sources', source.id);

  it('has a test for every example export', async () => {
    const folders = await readdir(root);
    expect(folders.sort()).toEqual([...cases].sort());
  });

  describe.each(cases)('%s', (name) => {
    let staged: StagedExport;
    beforeAll(async () => {
      staged = await stageExport(source, join(root, name, 'export'));
    });
    afterAll(() => staged.close());

    it('stages what was counted by hand', async () => {
      const expected = async (file: string): Promise<unknown> =>
        JSON.parse(await readFile(join(root, name, 'expected', `${file}.json`), 'utf8'));
      const { capabilities, clock, warnings } = staged;
      expect({ capabilities, clock, warnings }).toEqual(await expected('staged'));
      for (const [table, sql] of Object.entries(tables)) {
        const rows = (await staged.rows(sql)).map(withoutUsualValues);
        const hasNone = table === 'reported' && !existsSync(join(root, name, 'expected/reported.json'));
        expect(inOrder(rows), table).toEqual(hasNone ? [] : inOrder((await expected(table)) as Row[]));
      }
    });

    it('leaves no text, token or leftover table behind', async () => {
      expect(await survivors(staged)).not.toMatch(forbidden);
      const left = await staged.rows(`select distinct table_name as name from duckdb_columns() where not internal
        and table_name not like 'staged\\_%' escape '\\'`);
      expect(left).toEqual([]);
    });
  });
}

/** Everything that outlives the reading, as one text: the staged tables and the files of the work folder. */
async function survivors(staged: StagedExport): Promise<string> {
  const texts: string[] = [JSON.stringify(staged.warnings)];
  for (const sql of Object.values(tables)) texts.push(JSON.stringify(await staged.rows(sql)));
  for (const file of await readdir(staged.workFolder)) {
    texts.push(await readFile(join(staged.workFolder, file), 'utf8'));
  }
  return texts.join('\n');
}

function withoutUsualValues(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).filter(
      ([column, value]) =>
        value !== null &&
        !(column === 'weight' && value === 1) &&
        !((column === 'by_service' || column === 'metadata_missing') && value === false),
    ),
  );
}

function inOrder(rows: readonly Row[]): Row[] {
  const key = (row: Row) => JSON.stringify(Object.entries(row).sort(([left], [right]) => (left < right ? -1 : 1)));
  return [...rows].sort((left, right) => (key(left) < key(right) ? -1 : 1));
}
