import { join } from 'node:path';
import { expect, it } from 'vitest';
import { vigieCsv } from '../../pipelines/sources/vigie-csv/source.ts';
import { testSourceCases } from '../support/source-cases.ts';
import { stageExport } from '../support/stage-export.ts';

testSourceCases(vigieCsv, ['all-files', 'json-lines', 'without-ids'], /a text|over two lines/);

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
