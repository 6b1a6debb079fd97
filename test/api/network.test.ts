import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Table, tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Running } from '../../server/main.ts';
import { csv } from '../support/named-network.ts';
import { serveFolder } from '../support/server.ts';
import { importedFolder } from '../support/world.ts';

let server: Running;

// Two people whom ten others each write to three times, who wrote to each other once; and three departments, two of them small.
const fans = (hub: string) => Array.from({ length: 10 }, (_, i) => [`${hub}${i}`, hub, 3] as const);
const ties = [...fans('x'), ...fans('y'), ['x', 'y', 1] as const];
const people = [...new Set(ties.flatMap(([a, b]) => [a, b]))];
const departments = people.map((name, i) => [name, i < 2 ? 'Petit' : i < 5 ? 'Autre petit' : 'Grand']);

beforeAll(async () => {
  const delivery = mkdtempSync(join(tmpdir(), 'vigie-drawing-'));
  try {
    writeFileSync(join(delivery, 'edges.csv'), csv('source,target,weight', ties));
    writeFileSync(
      join(delivery, 'department-labels.csv'),
      csv('person,department', [...departments, ['alone', 'Grand']]),
    );
    server = await serveFolder(await importedFolder([delivery], { undirected: true }));
  } finally {
    rmSync(delivery, { recursive: true });
  }
});
afterAll(() => server.close());

async function part(name: string): Promise<Table> {
  const reply = await fetch(`${server.address}/api/network/${name}`);
  expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'application/vnd.apache.arrow.stream']);
  return tableFromIPC(new Uint8Array(await reply.arrayBuffer()));
}

const column = (table: Table, name: string): unknown[] => [...(table.getChild(name) ?? [])];
const sum = (values: readonly unknown[]): number => values.reduce<number>((total, value) => total + Number(value), 0);

describe('the drawing of the network', () => {
  it('has everybody with a tie, under a pseudonym, and no department that is too small', async () => {
    const nodes = await part('nodes');
    expect(column(nodes, 'id')).toHaveLength(22);
    for (const id of column(nodes, 'id')) expect(id).toMatch(/^[0-9a-z_-]{8}$/i);
    expect(new Set(column(nodes, 'department'))).toEqual(new Set([null, 'Grand']));
    expect(column(nodes, 'department').filter((name) => name === null)).toHaveLength(5);
    expect(column(nodes, 'degree').slice(0, 2)).toEqual([11, 11]);
    expect(sum(column(nodes, 'contacts'))).toBe(2 * 21);
  });

  it('has each tie drawn once, and says which only hold it together', async () => {
    const edges = await part('edges');
    expect(column(edges, 'stands_out').filter((standsOut) => standsOut === true)).toHaveLength(20);
    const held = column(edges, 'stands_out').indexOf(false);
    expect([column(edges, 'from')[held], column(edges, 'to')[held]]).toEqual([0, 1]);
  });

  it('has no other part', async () => {
    expect((await fetch(`${server.address}/api/network/people`)).status).toBe(404);
  });
});
