import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
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

  it('leaves nothing to the database opened next: no table, variable, setting or attached file', async () => {
    const other = join(folder, 'other.duckdb');
    await (await openDuckDb(other, { tempFolder: folder })).close();
    const open = (tempFolder: string, memoryLimit: string) => openDuckDb(':memory:', { tempFolder, memoryLimit });
    const first = await open(folder, '256MiB');
    await first.db.run(
      `create table told (name varchar); create temp table heard (name varchar); set variable secret = 'x';
       create macro twice(x) as x * 2; attach '${other}' as other; set disabled_optimizers = 'join_order'`,
    );
    await first.close();
    const elsewhere = join(folder, 'elsewhere');
    mkdirSync(elsewhere);
    const second = await open(elsewhere, '512MiB');
    const ask = async (sql: string) => (await second.db.runAndReadAll(sql)).getRowObjectsJson();
    expect(await ask('from duckdb_tables() where not internal')).toEqual([]);
    expect(await ask(`from duckdb_functions() where function_name = 'twice'`)).toEqual([]);
    expect(await ask(`select database_name as name from duckdb_databases() where path is not null`)).toEqual([]);
    expect(
      await ask(
        `select getvariable('secret') as secret, current_setting('disabled_optimizers') as off,
           current_setting('memory_limit') as memory, current_setting('temp_directory') as temp`,
      ),
    ).toEqual([{ secret: null, off: '', memory: '512.0 MiB', temp: elsewhere }]);
    // The file is free again.
    await (await openDuckDb(other, { tempFolder: folder })).close();
    await second.close();
  });

  it('holds what was committed once closed, and waits for a closing that is under way', async () => {
    const path = join(folder, 'facts.duckdb');
    const first = await openDuckDb(path, { tempFolder: folder });
    await first.db.run('create table told as select 1 as one');
    const closing = first.close();
    const second = await openDuckDb(path, { tempFolder: folder, readOnly: true });
    expect((await second.db.runAndReadAll('from told')).getRowsJson()).toEqual([[1]]);
    await expect(second.db.run('create table more (one integer)')).rejects.toThrow(/read-only/);
    await Promise.all([closing, second.close()]);
    expect(readdirSync(folder)).not.toContain('facts.duckdb.wal');
  });

  it('works on after an engine has spilled to its folder', async () => {
    const spills = join(folder, 'spills');
    mkdirSync(spills);
    const first = await openDuckDb(':memory:', { tempFolder: spills, memoryLimit: '64MiB', isSmall: true });
    await first.db.run('create table many as select i, md5(i::varchar) as text from range(3000000) r(i)');
    expect(readdirSync(spills)).not.toEqual([]);
    await first.close();
    rmSync(spills, { recursive: true, force: true });
    const second = await openDuckDb(':memory:', { tempFolder: folder, isSmall: true });
    expect((await second.db.runAndReadAll('select 1')).getRowsJson()).toEqual([[1]]);
    await second.close();
  });
});
