import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDuckDb } from '../../pipelines/store/duckdb.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-duckdb-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('one door to a database file', () => {
  it('refuses a second opening in the same process, even through a link, until the first is closed', async () => {
    const options = { tempFolder: folder };
    const first = await openDuckDb(join(folder, 'facts.duckdb'), options);
    await expect(openDuckDb(join(folder, 'facts.duckdb'), options)).rejects.toThrow(/already open in this process/);
    symlinkSync(folder, join(folder, 'link'));
    await expect(openDuckDb(join(folder, 'link', 'facts.duckdb'), options)).rejects.toThrow(/already open/);
    await expect(openDuckDb(join(folder, '.', 'facts.duckdb'), { ...options, readOnly: true })).rejects.toThrow(
      /already open/,
    );
    await first.close();
    await first.close();
    const second = await openDuckDb(join(folder, 'facts.duckdb'), options);
    await second.close();
  });

  it('frees the path when an opening fails', async () => {
    const path = join(folder, 'absent.duckdb');
    const options = { tempFolder: folder };
    await expect(openDuckDb(path, { ...options, readOnly: true })).rejects.toThrow(/does not exist/);
    await (await openDuckDb(path, options)).close();
  });

  it('lets any number of in-memory databases be', async () => {
    const open = () => openDuckDb(':memory:', { tempFolder: folder });
    const [one, two] = [await open(), await open()];
    await one.close();
    await two.close();
  });

  it('bounds memory and spill, stays in UTC and never fetches an extension', async () => {
    const database = await openDuckDb(':memory:', { tempFolder: folder, memoryLimit: '256MiB' });
    const reader = await database.db.runAndReadAll(
      `select current_setting('memory_limit') as memory, current_setting('temp_directory') as temp, current_setting('TimeZone') as zone,
         current_setting('autoinstall_known_extensions') as fetches, current_setting('max_temp_directory_size') as spill`,
    );
    const [row] = reader.getRowObjectsJson();
    expect(row).toMatchObject({ memory: '256.0 MiB', temp: folder, zone: 'UTC', fetches: false });
    expect(row?.['spill']).toMatch(/^[\d.]+ (MiB|GiB|TiB)$/);
    await database.close();
  });
});
