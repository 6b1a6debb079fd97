import { tmpdir, totalmem } from 'node:os';
import { expect, it } from 'vitest';
import { ImportError } from '../../pipelines/import-error.ts';
import { defaultMemoryLimit, engineMemory, outOfMemory } from '../../pipelines/store/memory-limit.ts';
import { openDuckDb } from '../../pipelines/store/duckdb.ts';
import { queryRows } from '../../pipelines/store/run-sql.ts';
import { pipelineEnvironment } from '../../server/pipeline-environment.ts';

const mebibytes = (limit: string): number => Number(/^(\d+)MiB$/.exec(limit)?.[1]);

it('is a quarter of the machine, and leaves the engine less than that', () => {
  const limit = mebibytes(defaultMemoryLimit());
  expect(limit).toBe(Math.max(512, Math.floor(totalmem() / 2 ** 22)));
  expect(mebibytes(engineMemory(defaultMemoryLimit()))).toBeLessThan(limit);
});

it('is read as the engine reads amounts', () => {
  // 6 GB are 5,722 MiB; Node's part is at least 345 MiB of them.
  expect(mebibytes(engineMemory('6GB'))).toBeLessThan(5722 - 345);
  expect(mebibytes(engineMemory('6 GB'))).toBeGreaterThan(5722 / 2);
  expect(engineMemory('2GiB')).toBe(engineMemory('2048MiB'));
  expect(engineMemory('1.5gb')).toBe(engineMemory('1500MB'));
  expect(mebibytes(engineMemory('512MiB'))).toBeGreaterThanOrEqual(128);
});

it.each(['', '4', '511MiB', '0GB', '-4GB', 'GB', '4 parsecs', '50%'])('can’t be %j', (limit) => {
  expect(() => engineMemory(limit)).toThrow(ImportError);
});

it('is named when a piece of work needs more than it', async () => {
  const engine = await openDuckDb(':memory:', { tempFolder: tmpdir(), memoryLimit: '32MiB' });
  const error: unknown = await engine.db
    .run('create table t as select list(repeat(i::varchar, 100)) from range(1000000) r(i)')
    .catch((reason: unknown) => reason);
  await engine.close();
  const message = outOfMemory(error);
  expect(message?.remedy.en).toContain('VIGIE_MEMORY_LIMIT');
  expect(outOfMemory(new Error('another'))).toBeNull();
});

it('leaves no more threads than have room in it: each may hold a line of 64 MB', async () => {
  const engine = await openDuckDb(':memory:', { tempFolder: tmpdir(), memoryLimit: engineMemory('512MiB') });
  const [row] = await queryRows(engine.db, `select current_setting('threads')::integer as threads`);
  await engine.close();
  expect(row).toEqual({ threads: 1 });
});

it('is not overrun by pools of the allocator, of which there are no more than cores, unless told otherwise', () => {
  expect(pipelineEnvironment({ LANG: 'C' }, 1)).toEqual({ LANG: 'C', MALLOC_ARENA_MAX: '2' });
  expect(pipelineEnvironment({}, 16)).toEqual({ MALLOC_ARENA_MAX: '16' });
  expect(pipelineEnvironment({ MALLOC_ARENA_MAX: '4' }, 16)).toEqual({ MALLOC_ARENA_MAX: '4' });
});
