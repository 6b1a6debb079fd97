import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findDefinition } from '../../server/catalogue.ts';
import { api } from '../../server/contract/api.ts';
import { LiveSnapshot } from '../../server/facts/live.ts';
import type { Snapshot } from '../../server/facts/open.ts';
import { Answers } from '../../server/state/answers.ts';
import { defaultViews, drawingOfNetwork } from '../../server/state/default-views.ts';
import { Drawings } from '../../server/state/drawings.ts';
import { Warming } from '../../server/state/warming.ts';
import { serveFolder } from '../support/server.ts';
import { copyOf, importedFolder } from '../support/world.ts';

describe('the list of default views', () => {
  it('names everything that the pages ask for, each once, and nothing unknown', () => {
    const client = resolve(import.meta.dirname, '../../client');
    const asked = readdirSync(client, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .flatMap((name) => {
        const text = readFileSync(join(client, name), 'utf8');
        const beside = [...text.matchAll(/beside=\{\[([^\]]*)\]\}/g)].map(([, ids]) => ids ?? '').join();
        return [
          ...text.matchAll(/<(?:Metric|Score)Panel\s+id="([^"]+)"/g),
          ...text.matchAll(/resultOptions\('([^']+)'/g),
          ...beside.matchAll(/'([^']+)'/g),
        ].map(([, id]) => id);
      });
    expect([...new Set(asked)].filter((id) => !defaultViews.includes(id ?? ''))).toEqual([]);
    expect(defaultViews.filter((id) => findDefinition(id) === null)).toEqual([drawingOfNetwork]);
    expect(new Set(defaultViews).size).toBe(defaultViews.length);
  });
});

describe('answers computed ahead', () => {
  let folder: string;
  beforeAll(async () => {
    folder = copyOf(await importedFolder(['fixtures/worlds/two-silos']));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are there when asked for, and how far it is is told', async () => {
    const answers = new Answers(folder);
    const drawings = new Drawings();
    const live = new LiveSnapshot(folder);
    const failed: string[] = [];
    const warming = new Warming({
      live,
      answers,
      drawings,
      identities: () => new Map(),
      views: ['network-summary', 'unknown-one', drawingOfNetwork, 'mau'],
      atOnce: 2,
      onError: (_error, id) => failed.push(id),
    });
    expect(warming.status).toEqual({ done: 0, total: 0, current: null });
    let held: Snapshot | null = null;
    await live.with((snapshot) => Promise.resolve((held = snapshot)));
    await warming.look();
    await warming.finished();
    expect(warming.status).toEqual({ done: 3, total: 3, current: null });
    expect(failed).toEqual([]);

    // With the file shut, only what was kept can be answered.
    await warming.close();
    live.close();
    const ask = (id: string) => {
      const definition = findDefinition(id);
      if (definition === null || held === null) throw new Error(`nothing to ask ${id} of`);
      return answers.ask(held, { definition, filter: {}, identities: new Map() });
    };
    expect((await ask('mau')).meta.id).toBe('mau');
    expect((await ask('network-summary')).rows.find(({ key }) => key === 'people')?.value).toBeGreaterThan(0);
    await expect(ask('cascades')).rejects.toThrow();
  });

  it('by a server that tells how far it is, and stops when it is closed', async () => {
    const server = await serveFolder(folder, { isWarmed: true });
    let told = { done: 0, total: 0 };
    for (let asked = 0; told.total === 0 && asked < 200; asked++) {
      await setTimeout(20);
      told = api.warming.reply.parse(await (await fetch(`${server.address}${api.warming.path}`)).json());
    }
    expect(told.total).toBe(defaultViews.length);
    expect(told.done).toBeLessThan(defaultViews.length);
    await server.close();
  });
});
