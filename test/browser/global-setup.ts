import { mkdtempSync, writeFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import karate from '../../fixtures/oracle/graphs/zachary-karate.json' with { type: 'json' };
import { start } from './serve-folder.ts';
import { copyOf, demoExports, importedFolder, realData } from '../support/world.ts';

/** The three states every page is tested in. */
export const states = ['demo', 'undated', 'empty'] as const;

/** Builds the data folders, starts a real server on each as a user would, and hands their addresses to the tests. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const folders = {
    demo: copyOf(await importedFolder([await demoExports(1)])),
    undated: copyOf(await undatedNetwork()),
    empty: mkdtempSync(join(tmpdir(), 'vigie-empty-')),
  };
  const servers = await Promise.all(
    states.map(async (state) => {
      const server = await start(folders[state]);
      process.env[`VIGIE_TEST_${state.toUpperCase()}`] = server.address;
      return server;
    }),
  );
  return async () => {
    await Promise.all(servers.map((server) => server.stop()));
    for (const folder of Object.values(folders)) rmSync(folder, { recursive: true, force: true });
  };
}

/** email-Eu-core where the real data are at hand, else a small published network: people and departments, no dates. */
async function undatedNetwork(): Promise<string> {
  const real = realData('snap-email-eu-core');
  if (real !== null) return importedFolder([real]);
  const folder = mkdtempSync(join(tmpdir(), 'vigie-karate-'));
  writeFileSync(join(folder, 'edges.txt'), karate.edges.map(([from, to]) => `${from} ${to}`).join('\n'));
  writeFileSync(
    join(folder, 'department-labels.txt'),
    Object.entries(karate.attributes.club)
      .map(([person, club]) => `${person} ${club.replace(/\W/g, '')}`)
      .join('\n'),
  );
  return importedFolder([folder], { undirected: true });
}
