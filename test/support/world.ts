import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { importDeliveries } from '../../pipelines/steps/import-deliveries.ts';
import type { ImportRequest } from '../../pipelines/steps/import-request.ts';
import { compiledProgram } from '../../server/compiled-code.mjs';
import { openSnapshot, type Snapshot } from '../../server/facts/open.ts';
import { builtOnce } from './built-once.ts';
import { importRequest } from './import-request.ts';

const root = resolve(import.meta.dirname, '../..');

/** Files of a folder (or the file itself), sorted, so that the same tree gives the same hash. */
function* filesOf(path: string): Generator<string> {
  if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) yield* filesOf(join(path, name));
  else yield path;
}

const codeHashes = new Map<string, string>();

/** A digest of some code of this repository but for its notes, read once: it does not change under a test. */
function codeHash(folder: string): string {
  const known = codeHashes.get(folder);
  if (known !== undefined) return known;
  const files = [...filesOf(join(root, folder))].filter((file) => !file.endsWith('.md'));
  const names = files.map((file) => relative(root, file));
  const hash = hashOf(files, names);
  codeHashes.set(folder, hash);
  return hash;
}

function hashOf(paths: readonly string[], options: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(options));
  for (const path of paths)
    for (const file of filesOf(path)) hash.update(file.slice(path.length)).update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

/**
 * The secret of every world: pseudonyms order people, and draws and ties between equals go by that order, so that two
 * runs of a test see the same. `VIGIE_TEST_KEY=2 npx vitest run` tries another order: no test may rest on the first.
 */
const secretKey = createHash('sha256')
  .update(process.env.VIGIE_TEST_KEY ?? '1')
  .digest('hex');

/** What a small world may ask of its import; days are in UTC unless it says otherwise. */
export type WorldOptions = Partial<Pick<ImportRequest, 'undirected' | 'timeZone'>>;

/**
 * A data folder into which `paths` were imported by the real pipeline. Built once per content of the paths and of the
 * pipeline's own code, under node_modules/.cache, then shared by every test: tests must only read it.
 */
export async function importedFolder(paths: readonly string[], options: WorldOptions = {}): Promise<string> {
  const absolute = paths.map((path) => resolve(root, path));
  const key = hashOf(absolute, [JSON.stringify(options), codeHash('pipelines'), secretKey]);
  const folder = join(root, 'node_modules/.cache/vigie-worlds', key);
  return builtOnce(folder, async (building) => {
    writeFileSync(join(building, 'secret.key'), `${secretKey}\n`);
    await importDeliveries(importRequest(building, absolute, options));
  });
}

/** The snapshot of a small world of `fixtures/worlds`, or of any export. */
export async function openWorld(path: string, options: WorldOptions = {}): Promise<Snapshot> {
  const folder = await importedFolder(
    [existsSync(resolve(root, path)) ? path : join('fixtures/worlds', path)],
    options,
  );
  const snapshot = await openSnapshot(folder);
  if (snapshot === null) throw new Error(`${path}: nothing was published`);
  return snapshot;
}

/** The snapshot of a network given as pairs of names (and a weight), written as an edge list and imported for real. */
export async function openEdges(
  edges: readonly (readonly [string, string, number?])[],
  options: { undirected?: boolean; departments?: Readonly<Record<string, string>> } = {},
): Promise<Snapshot> {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-edges-'));
  try {
    const weighted = edges.some((edge) => edge[2] !== undefined);
    const header = weighted ? 'source,target,weight' : 'source,target';
    writeFileSync(join(folder, 'edges.csv'), `${[header, ...edges.map((edge) => edge.join(','))].join('\n')}\n`);
    if (options.departments) {
      const lines = Object.entries(options.departments).map(([person, department]) => `${person},${department}`);
      writeFileSync(join(folder, 'department-labels.csv'), `${['person,department', ...lines].join('\n')}\n`);
    }
    return await openWorld(folder, { undirected: options.undirected ?? false });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Path of a real data set kept outside the repository (`VIGIE_REAL_DATA`, default `../shared/data`), or null when absent.
 * @throws Error under CI, where the data must be present.
 */
export function realData(name: string): string | null {
  const path = resolve(root, process.env.VIGIE_REAL_DATA ?? '../shared/data', name);
  if (existsSync(path)) return path;
  if (process.env.CI === 'true') throw new Error(`${path} is missing: real-data tests must run under CI`);
  return null;
}

/** A private writable copy of a data folder, for tests that change it. */
export function copyOf(folder: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'vigie-data-'));
  cpSync(folder, copy, { recursive: true });
  return copy;
}

/** The demonstration company of a seed as `npm start` writes it, once: exports, and its truth in `truth/truth.json`. */
export async function demoExports(seed: number): Promise<string> {
  const cache = join(root, 'node_modules/.cache/vigie-demo', hashOf([], [String(seed), codeHash('fixtures/demo')]));
  return builtOnce(cache, async (building) => {
    const done = spawnSync(
      process.execPath,
      [await compiledProgram('fixtures/demo/run.ts'), building, '--zip', '--seed', String(seed)],
      { cwd: root },
    );
    if (done.status !== 0) throw new Error(`the demonstration company could not be written: ${String(done.stderr)}`);
  });
}
