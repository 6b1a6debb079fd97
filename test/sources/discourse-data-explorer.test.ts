import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resultKind, userColumns } from '../../pipelines/sources/discourse-data-explorer/columns.ts';
import { discourseDataExplorer } from '../../pipelines/sources/discourse-data-explorer/source.ts';
import { testSourceCases } from '../support/source-cases.ts';
import { stageExport } from '../support/stage-export.ts';

// The word "zanzibar" stands in every column that is not to be read.
testSourceCases(discourseDataExplorer, ['forum', 'posts-only'], /zanzibar|10\.0\.0/);

describe('a result', () => {
  it('is told by its columns', () => {
    expect(resultKind(['ID', 'Topic Id', 'post_number', 'user_id', 'created_at'])).toBe('posts');
    expect(resultKind(['id', 'post_id', 'user_id', 'created_at'])).toBe('likes');
    expect(resultKind(['target_post_id', 'acting_user_id', 'user_id', 'created_at'])).toBe('mentions');
    expect(resultKind(['id', 'name', 'username', 'email'])).toBe('users');
    expect(resultKind(['id', 'name', 'parent_category_id'])).toBe('categories');
    expect(resultKind(['id', 'name'])).toBeNull();
  });

  it('finds the department among the fields that the forum made up', () => {
    const names = ['id', 'username', 'Direction (custom user field)', 'Votre équipe (Custom User Field)'];
    const spellings = Object.fromEntries(userColumns(names).map((column) => [column.name, column.spellings]));
    expect(spellings['department']).toEqual(['Votre équipe (Custom User Field)']);
    expect(spellings['division']).toEqual(['Direction (custom user field)']);
    expect(spellings['site']).toEqual([]);
  });
});

describe('a result of exactly as many rows as the plugin allows', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vigie-explorer-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const page = (name: string, from: number, rows: number) =>
    writeFileSync(
      join(folder, name),
      `id,topic_id,post_number,user_id,category_id,created_at\n${Array.from({ length: rows }, (_, at) => `${from + at},${from + at},1,7,2,2026-03-01 09:00:00 UTC\n`).join('')}`,
    );
  const warnings = async () => {
    const staged = await stageExport(discourseDataExplorer, folder);
    await staged.close();
    return staged.warnings.map(({ en }) => en);
  };

  it('was probably cut off, and this is said', async () => {
    page('posts-1.csv', 1, 1000);
    expect(await warnings()).toEqual([
      'Data Explorer probably cut this result off, as its number of rows is exactly the limit: posts-1.csv',
    ]);
  });

  it('is one page of several when a shorter one follows', async () => {
    page('posts-1.csv', 1, 1000);
    page('posts-2.csv', 1001, 3);
    expect(await warnings()).toEqual([]);
  });
});
