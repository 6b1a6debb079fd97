import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tableNamed } from '../../pipelines/sources/humhub-tables/columns.ts';
import { humhubTables } from '../../pipelines/sources/humhub-tables/source.ts';
import { testSourceCases } from '../support/source-cases.ts';
import { stageExport } from '../support/stage-export.ts';

// The word "zanzibar" stands in every column that is not to be read.
testSourceCases(humhubTables, ['content-ids', 'intranet'], /zanzibar/);

describe('a file', () => {
  it('is told by its name', () => {
    expect(tableNamed('content.csv')).toBe('content');
    expect(tableNamed('humhub_content-2026-03.tsv')).toBe('content');
    expect(tableNamed('space_membership.csv')).toBe('space_membership');
    expect(tableNamed('hh.user_mentioning.txt')).toBe('user_mentioning');
    expect(tableNamed('user (2).csv')).toBe('user');
    for (const path of ['space_settings.csv', 'content.json', 'tables/content.csv', 'users.csv']) {
      expect(tableNamed(path)).toBeNull();
    }
  });
});

describe('the zone of the server', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vigie-humhub-'));
    writeFileSync(
      join(folder, 'content.csv'),
      'id,object_model,object_id,created_at,created_by\n1,Post,1,2026-07-01 00:30:00,1\n',
    );
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('moves the dates', async () => {
    writeFileSync(join(folder, 'timezone.txt'), '\uFEFFAmerica/Montreal\r\n');
    const staged = await stageExport(humhubTables, folder);
    expect(await staged.value('select occurred_at from staged_events')).toBe('2026-07-01 04:30:00');
    await staged.close();
  });

  it('must be the name of one', async () => {
    writeFileSync(join(folder, 'timezone.txt'), 'heure de Paris');
    await expect(stageExport(humhubTables, folder)).rejects.toMatchObject({ file: 'timezone.txt', line: 1 });
  });
});
