import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { directoryCsv } from '../../pipelines/sources/directory-csv/source.ts';
import { testSourceCases } from '../support/source-cases.ts';
import { stageExport } from '../support/stage-export.ts';

testSourceCases(
  directoryCsv,
  ['annuaire', 'english', 'entra', 'entra-template', 'active-directory', 'workbook'],
  /zanzibar|31000/,
);

it('takes files stacked on one another, each with its day, for as many deliveries', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-directory-'));
  try {
    writeFileSync(
      join(folder, 'stacked.csv'),
      'matricule;service;date_extraction\nE1;Ventes;31/01/2026\nE1;Ventes;28/02/2026\nE1;Labo;31/03/2026\nE1;Achats;31/03/2026\n',
    );
    const staged = await stageExport(directoryCsv, folder);
    try {
      expect(await staged.rows('select department, valid_from, as_of from staged_people order by as_of')).toEqual([
        { department: 'Ventes', valid_from: null, as_of: '2026-01-31' },
        { department: 'Ventes', valid_from: null, as_of: '2026-02-28' },
        { department: 'Labo', valid_from: null, as_of: '2026-03-31' },
      ]);
    } finally {
      await staged.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
