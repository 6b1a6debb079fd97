import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { directoryGraph } from '../../pipelines/sources/directory-graph/source.ts';
import { testSourceCases } from '../support/source-cases.ts';
import { stageExport } from '../support/stage-export.ts';

// "zanzibar" stands in every title, telephone and link.
testSourceCases(directoryGraph, ['pages', 'powershell'], /zanzibar/i);

it('reads one user per line, and says that the last page is missing where every page has a next one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-graph-'));
  try {
    const user = (id: string) => ({ id, userPrincipalName: `${id}@corp.example`, accountEnabled: true });
    writeFileSync(join(folder, 'lines.json'), `${JSON.stringify(user('a'))}\n${JSON.stringify(user('b'))}\n`);
    writeFileSync(
      join(folder, 'page.json'),
      JSON.stringify({ value: [user('c')], '@odata.nextLink': 'https://x.test' }),
    );
    const staged = await stageExport(directoryGraph, folder);
    try {
      expect(staged.sureness).toBe(2);
      expect(await staged.value('select list(native_id order by native_id) from staged_people')).toEqual([
        'a',
        'b',
        'c',
      ]);
      expect(staged.capabilities).toEqual(['population']);
      expect(staged.warnings.map(({ en }) => en)).toEqual([expect.stringContaining('people are missing')]);
    } finally {
      await staged.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
