import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { readLedger, recordRestatements, type Restatement } from '../../pipelines/ledger/record-restatements.ts';
import { importInTurn } from '../support/import-request.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-ledger-touched-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const start = Date.UTC(2024, 0, 1);
const people = 9;

interface Said {
  readonly kind: 'post' | 'reply' | 'reaction' | 'view';
  readonly day: number;
  readonly actor: number;
}

/** Events with their numbers: a number told again, on another day or of another kind, replaces what it told before. */
interface Delivery {
  readonly events: readonly (Said & { readonly id: number })[];
  /** Described as bots; null: this delivery describes nobody. */
  readonly bots: readonly number[] | null;
}

const said: fc.Arbitrary<Said> = fc.record({
  kind: fc.constantFrom('post', 'post', 'reply', 'reaction', 'view'),
  day: fc.integer({ min: 0, max: 150 }),
  actor: fc.integer({ min: 0, max: people - 1 }),
});
const event = fc.tuple(fc.integer({ min: 0, max: 80 }), said).map(([id, what]) => ({ ...what, id }));
const delivery: fc.Arbitrary<Delivery> = fc.record({
  events: fc.uniqueArray(event, { selector: ({ id }) => id, minLength: 1, maxLength: 30 }),
  bots: fc.option(fc.uniqueArray(fc.integer({ min: 0, max: people - 1 }), { maxLength: 2 })),
});
/** A first one that is large enough for its figures to be told, then any others. */
const deliveries = fc.tuple(
  fc.record({ events: fc.uniqueArray(event, { selector: ({ id }) => id, minLength: 50 }), bots: fc.constant(null) }),
  fc.array(delivery, { minLength: 3, maxLength: 3 }),
);

function write(path: string, { events, bots }: Delivery): string {
  mkdirSync(path);
  const lines = events.map(({ id, kind, day, actor }) =>
    [`e${id}`, kind, new Date(start + day * 86_400_000).toISOString(), `member.no${actor}`].join(','),
  );
  writeFileSync(join(path, 'events.csv'), `${['event_id,kind,occurred_at,actor_id', ...lines].join('\n')}\n`);
  if (bots === null) return path;
  const described = Array.from({ length: people }, (_, at) => `member.no${at},${bots.includes(at) ? 'bot' : ''}`);
  writeFileSync(join(path, 'people.csv'), `${['person_id,kind', ...described].join('\n')}\n`);
  return path;
}

const linesOf = (path: string): Restatement[] => (existsSync(path) ? readLedger(readFileSync(path, 'utf8')) : []);

/** The lines that a comparison of these months writes, or of all. */
async function compared(home: string, former: string, touchedMonths: readonly string[] | null, at: Date) {
  const ledger = join(home, 'compared.jsonl');
  const present = join(home, 'data', 'facts.duckdb');
  await recordRestatements({ former, present, ledger, tempFolder: home, touchedMonths, why: null, at });
  const lines = linesOf(ledger);
  rmSync(ledger, { force: true });
  return lines;
}

describe('what an import adds to the ledger', () => {
  it('is what a comparison of every month finds', async () => {
    let run = 0;
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(deliveries, async ([first, others]) => {
        const home = join(folder, String(run++));
        const [data, former] = [join(home, 'data'), join(home, 'former.duckdb')];
        mkdirSync(home);
        await importInTurn(data, [write(join(home, 'first'), first)]);
        for (const [turn, next] of others.entries()) {
          const known = linesOf(join(data, 'ledger.jsonl')).length;
          copyFileSync(join(data, 'facts.duckdb'), former);
          const now = new Date(Date.UTC(2026, 10, 22, 0, turn));
          await importInTurn(data, [{ paths: [write(join(home, String(turn)), next)], now }]);
          const added = linesOf(join(data, 'ledger.jsonl')).slice(known);
          expect(added).toEqual(await compared(home, former, null, now));
          for (const { figure, why } of added) seen.add(`${figure} ${why}`);
        }
      }),
      { numRuns: 2, seed: 20_261_122, endOnFailure: true },
    );
    // The worlds drawn do revise figures of every sort, for all the reasons that imports have.
    for (const reason of ['late_rows', 'rows_removed', 'people_mapped']) {
      expect([...seen].filter((line) => line.endsWith(reason))).not.toEqual([]);
    }
    for (const figure of ['events.post', 'active_people', 'contributors', 'new_contributors']) {
      expect([...seen].filter((line) => line.startsWith(figure))).not.toEqual([]);
    }
  });

  it('is looked for in the months that the import touched, and among the new contributors of any', async () => {
    const home = join(folder, 'months');
    mkdirSync(home);
    const [data, former] = [join(home, 'data'), join(home, 'former.duckdb')];
    const on = (id: number, day: number, actor: number) => ({ id, kind: 'post' as const, day, actor });
    // Days 0, 31, 60 and 91 are the first of January to April.
    const first = [on(1, 31, 1), on(2, 60, 1), on(3, 91, 1)];
    await importInTurn(data, [write(join(home, 'first'), { events: first, bots: null })]);
    copyFileSync(join(data, 'facts.duckdb'), former);
    const now = new Date('2026-11-22T00:00:00Z');
    const later = { events: [on(1, 60, 1), on(4, 60, 2)], bots: null };
    await importInTurn(data, [{ paths: [write(join(home, 'later'), later)], now }]);
    const figures = async (months: readonly string[] | null) =>
      (await compared(home, former, months, now)).map(({ month, figure }) => `${month} ${figure}`);

    const february = ['active_people', 'contributors', 'events.post', 'new_contributors'].map(
      (name) => `2024-02 ${name}`,
    );
    const march = ['active_people', 'contributors', 'events.post', 'new_contributors'].map((name) => `2024-03 ${name}`);
    expect(await figures(null)).toEqual([...february, ...march]);
    expect(await figures(['2024-02-01', '2024-03-01'])).toEqual([...february, ...march]);
    expect(await figures(['2024-03-01'])).toEqual(['2024-02 new_contributors', ...march]);
    expect(await figures([])).toEqual(['2024-02 new_contributors', '2024-03 new_contributors']);
  });
});
