import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { directoryScim } from '../../pipelines/sources/directory-scim/source.ts';
import { testSourceCases } from '../support/source-cases.ts';
import { stageExport } from '../support/stage-export.ts';

testSourceCases(directoryScim, ['pages', 'lines', 'one'], /zanzibar/i);

it('reads a list of resources and a file of one per line without the ending of one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-scim-'));
  try {
    const user = (id: string) =>
      JSON.stringify({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], id, userName: id });
    writeFileSync(join(folder, 'list.json'), `[${user('a')},\n ${user('b')}]`);
    writeFileSync(join(folder, 'lines.json'), `${user('c')}\n${user('d')}\n`);
    const staged = await stageExport(directoryScim, folder);
    try {
      expect(staged.sureness).toBe(2);
      expect(await staged.value('select list(native_id order by native_id) from staged_people')).toEqual([
        'a',
        'b',
        'c',
        'd',
      ]);
    } finally {
      await staged.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
