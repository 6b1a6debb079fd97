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

  it('give the numbers of every type, and NaN for none', async () => {
    const snapshot = await openWorld('two-silos');
    const kinds = ['double', 'integer', 'uinteger', 'bigint', 'ubigint', 'hugeint', 'smallint', 'decimal(9, 2)'];
    // Three chunks of 2,048 rows, every third without a number: a chunk whose every number is known keeps no mark of it.
    const cells = kinds.map((kind) => `if(n % 3 = 0 and n < 5000, null, n)::${kind}`).join(', ');
    const columns = await snapshot.db.columns(kinds.length, {
      text: () => `select ${cells} from range(7000) t (n) order by n`,
      values: [],
    });
    const expected = Float64Array.from({ length: 7000 }, (_, n) => (n % 3 === 0 && n < 5000 ? Number.NaN : n));
    kinds.forEach((kind, k) => expect(columns[k], kind).toEqual(expected));
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
