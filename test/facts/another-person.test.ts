import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { anotherPerson } from '../../server/facts/another-person.ts';
import { sql } from '../../server/facts/sql.ts';
import { openTables } from '../support/ask.ts';

it('holds for two different people, and not where one of them is nobody', async () => {
  const snapshot = await openTables({
    events: [
      'event_id,kind,occurred_at,actor_id,target_id',
      '1,reply,2024-01-01T00:00:00Z,ana,bo',
      '2,reply,2024-01-02T00:00:00Z,bo,bo',
      '3,post,2024-01-03T00:00:00Z,ana,',
    ],
  });
  const days = await snapshot.db.all(
    z.object({ day: z.string() }),
    sql`select day::varchar as day from events where ${anotherPerson(sql`actor_id`, sql`target_id`)}`,
  );
  snapshot.close();
  expect(days).toEqual([{ day: '2024-01-01' }]);
});

it('is how every query says it: a bare comparison would pair everyone with everyone', () => {
  const server = join(import.meta.dirname, '../../server');
  const column = String.raw`(?:\w+\.)?(?:actor_id|target_id|person_id|i|j)\b`;
  const bare = new RegExp(String.raw`\b${column}\s*(?:<>|!=|is distinct from)\s*${column}`);
  expect('where m.actor_id <> m.target_id').toMatch(bare);
  const files = readdirSync(server, { recursive: true, withFileTypes: true }).filter(({ name }) =>
    name.endsWith('.ts'),
  );
  const queries = files.flatMap((file) =>
    [...readFileSync(join(file.parentPath, file.name), 'utf8').matchAll(/sql`([^`]*)`/g)].map(
      ([, text]) => `${file.name}: ${text}`,
    ),
  );
  expect(queries.length).toBeGreaterThan(100);
  expect(queries.filter((query) => bare.test(query))).toEqual([]);
});
