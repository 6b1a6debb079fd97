import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openDelivery } from '../../pipelines/delivery/open-delivery.ts';
import { sources } from '../../pipelines/sources/index.ts';
import { receive } from '../../pipelines/steps/receive.ts';

const root = join(import.meta.dirname, '../../fixtures/sources');
const work = mkdtempSync(join(tmpdir(), 'vigie-recognition-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const cases = readdirSync(root)
  .flatMap((owner) => readdirSync(join(root, owner)).map((name) => [owner, name] as const))
  .filter(([owner, name]) => readdirSync(join(root, owner, name)).includes('export'));

/** How sure each source is of an export, over all views of it; those that are not are left out. */
async function claims(path: string): Promise<Map<string, number>> {
  const { views, close } = await openDelivery(path, work, () => {});
  const sure = new Map<string, number>();
  for (const view of views) {
    for (const source of sources) {
      const sureness = await source.recognise(view);
      if (sureness > (sure.get(source.id) ?? 0)) sure.set(source.id, sureness);
    }
  }
  await close();
  return sure;
}

describe.each(cases)('%s/%s', (owner, name) => {
  const exported = join(root, owner, name, 'export');

  it('is one delivery, of its own source', async () => {
    const received = await receive(exported, null, work, () => {});
    for (const { close } of received) await close();
    expect(received.map(({ source }) => source.id)).toEqual([owner]);
  });

  it('makes no other source as sure, so that the order of the list decides nothing', async () => {
    const sure = await claims(exported);
    const own = sure.get(owner) ?? 0;
    expect([...sure].filter(([id, sureness]) => id !== owner && sureness >= own)).toEqual([]);
  });
});
