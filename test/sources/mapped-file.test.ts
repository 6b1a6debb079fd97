import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { mappedFile } from '../../pipelines/sources/mapped-file/source.ts';
import { testSourceCases } from '../support/source-cases.ts';
import { stageExport } from '../support/stage-export.ts';

testSourceCases(mappedFile, ['yammer-like', 'nested-json', 'staff'], /secret|un texte/);

it('rejects rows whose ids a spreadsheet rounded, rather than count one for many', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-rounded-'));
  const mapping =
    'vigie_mapping: 1\nname: x\ntable: events\ncolumns:\n  actor: Auteur\n  event_id: Id\nkinds:\n  always: post\n';
  writeFileSync(join(folder, 'vigie-mapping.yaml'), mapping);
  writeFileSync(join(folder, 'x.csv'), 'Id;Auteur\n2,20E+15;a\n2,20E+15;b\n3;1,49E+12\n4;c\n');
  const read = await stageExport(mappedFile, folder);
  try {
    expect(await read.rows('select line::integer as line, rule from staged_records order by line')).toEqual([
      { line: 2, rule: 'spoiled_id' },
      { line: 3, rule: 'spoiled_id' },
      { line: 4, rule: 'spoiled_id' },
      { line: 5, rule: null },
    ]);
  } finally {
    await read.close();
    rmSync(folder, { recursive: true });
  }
});
