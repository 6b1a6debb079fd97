import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importDeliveries } from '../../pipelines/steps/import-deliveries.ts';
import type { Progress } from '../../pipelines/steps/report.ts';
import { importRequest } from '../support/import-request.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-reading-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Everything that an import says on its way. */
async function said(path: string): Promise<{ progress: Progress[]; records: number }> {
  const progress: Progress[] = [];
  const listening = { progress: (line: Progress) => void progress.push(line) };
  const results = await importDeliveries(importRequest(join(folder, 'data'), [path], listening));
  return { progress, records: results.reduce((sum, { records_read }) => sum + records_read, 0) };
}

const isRising = (values: readonly number[]): boolean => values.every((value, at) => value >= (values[at - 1] ?? 0));
const of = (progress: readonly Progress[], step: Progress['step']) => progress.filter((line) => line.step === step);

describe('how far an import is', () => {
  it('in one table: the bytes of the file while it is digested and read, its records once they are counted', async () => {
    const path = join(folder, 'events.csv');
    const lines = Array.from(
      { length: 40_000 },
      (_, at) => `e${at},post,p${at % 500},c${at % 7},2026-01-${String((at % 28) + 1).padStart(2, '0')}T09:00:00Z`,
    );
    writeFileSync(path, `event_id,kind,actor_id,community_id,occurred_at\n${lines.join('\n')}\n`);
    const { size } = statSync(path);
    const { progress } = await said(path);
    for (const step of ['receive', 'stage'] as const) {
      const bytes = of(progress, step).flatMap((line) => line.bytes ?? []);
      expect(isRising(bytes.map(({ done }) => done)), step).toBe(true);
      expect(bytes.at(-1), step).toEqual({ done: size, total: size });
    }
    expect(of(progress, 'stage').at(-1)?.records).toBe(40_000);
    expect(of(progress, 'publish').map(({ records, bytes }) => [records, bytes])[0]).toEqual([40_000, null]);
  });

  it('in many files: each counted once, however often it is read; pictures beside them are not to be read', async () => {
    const days = ['2026-01-05', '2026-01-06', '2026-01-07'];
    const written: string[] = [];
    const write = (path: string, content: unknown): void => {
      mkdirSync(join(folder, 'export', path, '..'), { recursive: true });
      writeFileSync(join(folder, 'export', path), JSON.stringify(content));
      if (path.endsWith('.json')) written.push(join(folder, 'export', path));
    };
    write('users.json', [{ id: 'U01AAAAAA', name: 'ana' }]);
    write('channels.json', [{ id: 'C01AAAAAA', name: 'lean', members: ['U01AAAAAA'] }]);
    for (const [at, day] of days.entries()) {
      write(
        `lean/${day}.json`,
        Array.from({ length: 20 }, (_, nth) => ({
          type: 'message',
          user: 'U01AAAAAA',
          text: 'hello',
          ts: `${Date.parse(day) / 1000 + nth * 60 + at}.000100`,
        })),
      );
    }
    write('lean/picture.png', 'x'.repeat(10_000));
    const total = written.reduce((sum, path) => sum + statSync(path).size, 0);
    const { progress, records } = await said(join(folder, 'export'));
    const bytes = of(progress, 'stage').flatMap((line) => line.bytes ?? []);
    expect(isRising(bytes.map(({ done }) => done))).toBe(true);
    expect(new Set(bytes.map((each) => each.total))).toEqual(new Set([total]));
    expect(bytes.at(-1)?.done).toBeLessThanOrEqual(total);
    const counted = of(progress, 'stage').flatMap((line) => line.records ?? []);
    expect(isRising(counted)).toBe(true);
    expect([counted.at(-1), records]).toEqual([60, 60]);
  });
});
