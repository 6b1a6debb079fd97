import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type GateFacts, statusOf } from '../../server/scores/ambassador-gates.ts';
import { ambassadors } from '../../server/scores/ambassadors.ts';
import { byName, openFiles } from '../support/named-network.ts';

/** Twenty people of one contribution in each of three blocks of 28 days, with something else said of the first. */
const people = 20;
function statusWith(
  changes: Partial<Record<Exclude<keyof GateFacts, 'blocks' | 'blockCount'>, number>> & {
    readonly blocks?: readonly number[];
    readonly share?: number;
    readonly communicates?: number;
  },
): string | null {
  const first = (value = 0) => Float64Array.from({ length: people }, (_, person) => (person === 0 ? value : 0));
  const blocks = new Float64Array(3 * people).fill(1);
  blocks.set(changes.blocks ?? [1, 1, 1]);
  const facts: GateFacts = {
    blocks,
    blockCount: 3,
    openMentions: first(changes.openMentions),
    answeredThreads: first(changes.answeredThreads),
    returnedTo: first(changes.returnedTo),
    animates: first(changes.animates),
    animatesActive: first(changes.animatesActive),
  };
  const eligible = Uint32Array.from({ length: people }, (_, person) => person);
  const communicates = Uint8Array.from({ length: people }, (_, person) =>
    person === 0 ? (changes.communicates ?? 0) : 0,
  );
  return statusOf(facts, (person) => (person === 0 ? (changes.share ?? 0) : 0), eligible, communicates)(0);
}

describe('the status of a candidate', () => {
  it.each([
    ['nothing to say', {}, null],
    // Own share of earlier blocks 1/20; 23 contributions in all in the last: twice the share is 2.3.
    ['a burst above the others and above oneself', { blocks: [4, 1, 1] }, 'overloaded'],
    ['a burst of one who always does as much', { blocks: [4, 4, 4] }, null],
    ['three communities to animate', { animatesActive: 3, animates: 3 }, 'overloaded'],
    ['two communities to animate', { animatesActive: 2, animates: 2 }, 'animator'],
    ['three mentions left open', { openMentions: 3 }, 'overloaded'],
    ['two mentions left open', { openMentions: 2 }, null],
    ['comes back to none of five threads', { answeredThreads: 5 }, 'broadcast_only'],
    ['comes back to none of four threads', { answeredThreads: 4 }, null],
    ['comes back to one of ten threads', { answeredThreads: 10, returnedTo: 1 }, null],
    ['over half from one person', { share: 0.51 }, 'concentrated'],
    ['half from one person', { share: 0.5 }, null],
    ['communicates as a job', { communicates: 1, animates: 1 }, 'communicator'],
    ['communicates as a job and is applauded by one', { communicates: 1, share: 0.6 }, 'concentrated'],
  ] as const)('%s', (_, changes, status) => expect(statusWith(changes)).toBe(status));
});

describe('who communicates as their job', () => {
  const file = (name: string): string =>
    readFileSync(resolve(import.meta.dirname, '../../fixtures/worlds/round-table', name), 'utf8');
  const statusOfAlba = async (changes: Readonly<Record<string, string>>): Promise<unknown> => {
    const files = ['people.csv', 'communities.csv', 'events.csv'];
    const table = await openFiles({ ...Object.fromEntries(files.map((name) => [name, file(name)])), ...changes });
    const status = byName(await table.ask(ambassadors)).get('a')?.status;
    table.snapshot.close();
    return status;
  };

  it('is seen by the department, telecommunications being none', async () => {
    const named = (department: string) => ({ 'people.csv': file('people.csv').replaceAll('Ventes', department) });
    expect(await statusOfAlba(named('Communication interne'))).toBe('communicator');
    expect(await statusOfAlba(named('Télécommunications'))).toBeNull();
  });

  it('is seen by posts in communities of the organisation, five at least', async () => {
    const posts = (count: number) => ({
      'communities.csv': `${file('communities.csv')}news,News,organisation,2026-03-02,e,,public\n`,
      'events.csv': `${file('events.csv')}${Array.from({ length: count }, (_, k) => `news${k},post,2026-03-1${k}T09:00:00Z,a,,news,news${k},,web,\n`).join('')}`,
    });
    // Beside two posts elsewhere.
    expect(await statusOfAlba(posts(3))).toBe('communicator');
    expect(await statusOfAlba(posts(2))).toBeNull();
  });
});
