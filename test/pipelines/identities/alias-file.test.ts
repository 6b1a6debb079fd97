import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readAliasFile } from '../../../pipelines/identities/alias-file.ts';
import { ImportError } from '../../../pipelines/import-error.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-aliases-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function aliasesOf(content: string): string {
  const path = join(folder, 'aliases.csv');
  writeFileSync(path, content);
  return path;
}

describe('an alias file', () => {
  const read = (content: string) =>
    readAliasFile({
      path: aliasesOf(content),
      sources: new Set(['slack-export', 'vigie-csv']),
      secretKey: Buffer.from('5a'.repeat(32), 'hex'),
      now: new Date('2026-11-21T12:00:00Z'),
    });
  const slackOne = 'slack-export:U1';

  it('names accounts by source and native id or by e-mail, with or without a header', async () => {
    const plain = await read(`${slackOne},vigie-csv:a\n${slackOne},Ana@x.example\n`);
    expect(plain.map(({ kind, origin }) => [kind, origin])).toEqual([
      ['same-person', 'alias-file'],
      ['same-person', 'alias-file'],
    ]);
    expect(JSON.stringify(plain)).not.toMatch(/ana|U1/i);
    expect(await read('slack_export;vigie-csv;e-mail\nU1;a;\nU1;;"ana@X.example"\n')).toEqual(plain);
    expect(await read(`account 1,account 2\n${slackOne},vigie-csv:a\n${slackOne},ana@x.example`)).toEqual(plain);
    // Three accounts of one line are one person: the second and the third are the first.
    expect((await read(`${slackOne},vigie-csv:a,ana@x.example`)).map(({ id }) => id)).toEqual(
      plain.map(({ id }) => id),
    );
  });

  it('says which line cannot be used', async () => {
    await expect(read(`${slackOne},vigie-csv:a\n${slackOne},\n`)).rejects.toMatchObject({ line: 2 });
    await expect(read(`${slackOne},fax:12\n`)).rejects.toMatchObject({ file: 'aliases.csv', line: 1 });
    await expect(read('\n')).rejects.toBeInstanceOf(ImportError);
  });
});
