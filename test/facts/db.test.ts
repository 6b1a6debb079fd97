import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { QueryError } from '../../server/facts/db.ts';
import { sql } from '../../server/facts/sql.ts';
import { openWorld } from '../support/world.ts';

describe('questions to a snapshot', () => {
  it('do not cut each other short when many stream at once', async () => {
    const snapshot = await openWorld('two-silos');
    const counts = await Promise.all(
      Array.from({ length: 40 }, async (_, i) => {
        const [column] = await snapshot.db.columns(1, sql`select range from range(${10_000 + i})`);
        await snapshot.db.one(z.object({ n: z.number() }), sql`select count(*) as n from events`);
        return column?.length;
      }),
    );
    expect(counts).toEqual(Array.from({ length: 40 }, (_, i) => 10_000 + i));
    snapshot.close();
  });

  it('can change nothing and read no other file', async () => {
    const snapshot = await openWorld('two-silos');
    for (const text of [
      'delete from facts.events',
      "copy (select 1) to '/tmp/x.csv'",
      "select * from read_csv('/etc/passwd')",
      'set threads = 1',
      "attach '/tmp/y.duckdb'",
    ]) {
      await expect(snapshot.db.run(text), text).rejects.toThrow(QueryError);
    }
    snapshot.close();
  });

  it('carry values apart from the text, and refuse undefined', () => {
    const inner = sql`b = ${2} and c = ${'x'}`;
    const query = sql`select ${1} where ${inner} and d = ${true}`;
    expect(query.text(1)).toBe('select $1 where b = $2 and c = $3 and d = $4');
    expect(query.values).toEqual([1, 2, 'x', true]);
    expect(() => sql`select ${undefined}`).toThrow('value 1 is undefined');
  });
});
