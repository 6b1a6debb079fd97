import { createWriteStream, mkdirSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { writeZip } from '../support/archives.ts';
import { seeded } from './seeded.ts';

/** Messages in Vigie's own layout, as one file (`months`: how long they span, as for {@link writeMonths}). */
export async function writeMessages(path: string, rows: number, months: number): Promise<void> {
  await withMessages(rows, months, async (db, select) => {
    await db.run(`copy (${select(`range(${rows}) t(i)`)}) to '${path}' (header)`);
  });
}

/** As many messages, in a file a month. */
export async function writeMonths(folder: string, rows: number, months: number): Promise<void> {
  mkdirSync(folder);
  await withMessages(rows, months, async (db, select) => {
    for (let month = 0; month < months; month++) {
      const [from, to] = [Math.floor((month * rows) / months), Math.floor(((month + 1) * rows) / months)];
      const name = `events-${String(month + 1).padStart(2, '0')}.csv`;
      await db.run(`copy (${select(`range(${from}, ${to}) t(i)`)}) to '${join(folder, name)}' (header)`);
    }
  });
}

/**
 * Bodies of 10 to 310 letters, with commas, quotes and line breaks; 100,000 people, 2,000 communities. `select(from)` draws
 * the messages of the numbers `i` of a relation.
 */
async function withMessages(
  rows: number,
  months: number,
  write: (db: DuckDBConnection, select: (from: string) => string) => Promise<void>,
): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const db = await instance.connect();
  await db.run(`select setseed(0.42)`);
  await db.run(`set variable letters = (
    select string_agg(chr((97 + floor(random() * 26))::int) || case when random() < 0.18 then ' ' when random() < 0.02 then ', '
      when random() < 0.004 then chr(10) when random() < 0.004 then '"' else '' end, '') from range(20000))`);
  await write(
    db,
    (from) => `
    select 'm' || (1000000000 + i) as event_id, case when r < 0.35 then 'post' else 'reply' end as kind,
      strftime(timestamp '2023-10-01' + to_microseconds((i / ${rows}.0 * ${months} * 30.4375 * 86400e6)::bigint), '%Y-%m-%dT%H:%M:%S.%gZ') as occurred_at,
      'E' || printf('%06d', (a ** 3 * 100000)::int) as actor_id,
      case when r >= 0.35 then 'E' || printf('%06d', (b ** 3 * 100000)::int) end as target_id,
      'community-' || (g ** 2 * 2000)::int as community_id,
      'm' || (1000000000 + greatest(0, i - (p ** 4 * 5000)::bigint)) as thread_id,
      case when r >= 0.35 then 'm' || (1000000000 + greatest(0, i - (p ** 4 * 5000)::bigint)) end as parent_event_id,
      case when g < 0.6 then 'web' else 'mobile' end as via, case when r < 0.35 then g < 0.2 end as is_question,
      substr(getvariable('letters'), (a * 19000)::int + 1, 10 + (b ** 2 * 300)::int) as body
    from (select i, random() as r, random() as a, random() as b, random() as g, random() as p from ${from})`,
  );
  db.closeSync();
  instance.closeSync();
}

/** Words drawn from a vocabulary of 5,000, the first ones far more often, as in any language. */
function prose(random: () => number, letters: number): string {
  const letter = (): string => String.fromCharCode(97 + Math.floor(random() * 26));
  const vocabulary = Array.from({ length: 5000 }, () =>
    Array.from({ length: 2 + Math.floor(random() * 9) }, letter).join(''),
  );
  let text = '';
  while (text.length < letters) text += `${vocabulary[Math.floor(random() ** 3 * vocabulary.length)]} `;
  return text;
}

/**
 * A workspace export of 100 channels × 365 days, one small JSON file each, and the same messages one a line. A text is a
 * stretch of prose of 10 to 310 letters, which packs about as well as what people write.
 */
export async function writeWorkspace(zip: string, lines: string, messages: number): Promise<void> {
  const random = seeded(7);
  const pick = (size: number): number => Math.floor(random() ** 2 * size);
  const person = (): string => `U${String(pick(20_000)).padStart(6, '0')}`;
  const words = prose(random, 500_000);
  const textOf = (at: number, letters: number): string => words.slice(at, at + letters);
  const entries: Record<string, string> = {
    'users.json': JSON.stringify(
      Array.from({ length: 20_000 }, (_, at) => ({
        id: `U${String(at).padStart(6, '0')}`,
        name: `p${at}`,
        profile: {},
      })),
    ),
    'channels.json': JSON.stringify(
      Array.from({ length: 100 }, (_, at) => ({
        id: `C${at}`,
        name: `channel-${at}`,
        created: 1_700_000_000,
        members: [],
      })),
    ),
  };
  const stream = createWriteStream(lines);
  const days = 365;
  const perFile = messages / (100 * days);
  let written = 0;
  for (let channel = 0; channel < 100; channel++) {
    for (let day = 0; day < days; day++) {
      const target = Math.floor((channel * days + day + 1) * perFile);
      const posts: string[] = [];
      let root = '';
      for (; written < target; written++) {
        const ts = `${1_700_000_000 + day * 86_400 + ((written * 37) % 80_000)}.${String(written % 1_000_000).padStart(6, '0')}`;
        const isReply = root !== '' && random() < 0.4;
        if (!isReply) root = ts;
        posts.push(
          JSON.stringify({
            type: 'message',
            user: person(),
            text: textOf(Math.floor(random() * 499_000), 10 + pick(300)),
            ts,
            client_msg_id: `5187441c-4fc8-4d36-8000-${String(written).padStart(12, '0')}`,
            team: 'T0000001',
            ...(isReply ? { thread_ts: root, parent_user_id: person() } : {}),
            ...(random() < 0.3 ? { reactions: [{ name: 'thumbsup', users: [person(), person()], count: 2 }] } : {}),
          }),
        );
      }
      const date = new Date((1_700_000_000 + day * 86_400) * 1000).toISOString().slice(0, 10);
      entries[`channel-${channel}/${date}.json`] = `[${posts.join(',\n')}]`;
      if (posts.length > 0 && !stream.write(`${posts.join('\n')}\n`)) await once(stream, 'drain');
    }
  }
  stream.end();
  await once(stream, 'finish');
  await writeZip(zip, entries);
}
