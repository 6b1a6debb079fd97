import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { metrics } from '../server/metrics/index.ts';
import { scores } from '../server/scores/index.ts';
import { tables } from '../server/tables/index.ts';

const root = resolve(import.meta.dirname, '..');

/** Who may import whom. Between pipelines and server there is only a file; between server and client only the contract. */
const mayImport: Record<string, readonly string[]> = {
  pipelines: ['pipelines'],
  'server/contract': ['server/contract'],
  'server/graph': ['server/graph'],
  // Threads run the kernels of models too.
  'server/graph/workers': ['server/graph', 'server/models'],
  server: ['server'],
  client: ['client', 'server/contract'],
  fixtures: ['fixtures'],
};

function* sourceFiles(folder: string): Generator<string> {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true, recursive: true })) {
    if (entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name)) yield relative(root, join(entry.parentPath, entry.name));
  }
}

const imports = (file: string): string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g)].map(
    ([, target]) => relative(root, resolve(root, dirname(file), target ?? '')),
  );

const zoneOf = (file: string): string =>
  Object.keys(mayImport)
    .filter((zone) => file.startsWith(`${zone}/`))
    .sort((a, b) => b.length - a.length)[0] ?? '';

describe('import directions', () => {
  it.each(['pipelines', 'server', 'client', 'fixtures'])('%s imports only what it may', (folder) => {
    const forbidden: string[] = [];
    for (const file of sourceFiles(folder)) {
      const allowed = mayImport[zoneOf(file)] ?? [];
      for (const target of imports(file)) {
        if (!allowed.some((zone) => target.startsWith(`${zone}/`)) && target !== 'package.json')
          forbidden.push(`${file} imports ${target}`);
      }
    }
    expect(forbidden).toEqual([]);
  });

  it('the contract needs zod alone', () => {
    for (const file of sourceFiles('server/contract')) {
      const packages = [...readFileSync(join(root, file), 'utf8').matchAll(/from ['"]([^.'"][^'"]*)['"]/g)].map(
        ([, name]) => name,
      );
      expect(
        packages.filter((name) => name !== 'zod'),
        file,
      ).toEqual([]);
    }
  });
});

describe('lists and folders agree, both ways', () => {
  const kebab = /^[a-z0-9]+(-[a-z0-9]+)*\.ts$/;
  const definedIn = (folder: string, call: string): string[] =>
    readdirSync(join(root, folder))
      .filter(
        (name) =>
          kebab.test(name) &&
          new RegExp(`(?:= |\\.\\.\\.)${call}[<(]`).test(readFileSync(join(root, folder, name), 'utf8')),
      )
      .map((name) => name.replace(/\.ts$/, ''))
      .sort();

  it('metrics', () => expect(metrics.map(({ id }) => id).sort()).toEqual(definedIn('server/metrics', 'defineMetric')));
  it('scores', () => expect(scores.map(({ id }) => id).sort()).toEqual(definedIn('server/scores', 'defineScore')));
  it('tables', () => expect(tables.map(({ id }) => id).sort()).toEqual(definedIn('server/tables', 'defineTable')));
  it('sources', async () => {
    const { sources } = await import('../pipelines/sources/index.ts');
    const folders = readdirSync(join(root, 'pipelines/sources'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    expect(sources.map(({ id }) => id).sort()).toEqual(folders.map(({ name }) => name).sort());
  });
  it('pages', () => {
    const listed = [...readFileSync(join(root, 'client/pages/index.ts'), 'utf8').matchAll(/from '\.\/([^/']+)/g)].map(
      ([, name]) => name ?? '',
    );
    const folders = readdirSync(join(root, 'client/pages'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    expect(listed.sort()).toEqual(folders.map(({ name }) => name).sort());
  });
});

describe('every metric and score', () => {
  const tests = new Set(
    ['test/metrics', 'test/scores']
      .flatMap((folder) => readdirSync(join(root, folder)))
      .map((name) => name.replace('.test.ts', '')),
  );
  it.each([...metrics, ...scores].map(({ id }) => id))('%s has a test of its own', (id) => expect(tests).toContain(id));

  it.each([...metrics, ...scores, ...tables])('$id says what it is in both languages', (definition) => {
    const texts = [definition.label, definition.question, definition.definition, definition.range, definition.nullRule];
    for (const text of texts) {
      expect(text.fr.trim()).not.toBe('');
      expect(text.en.trim()).not.toBe('');
    }
    expect(definition.definition.fr).not.toBe(definition.definition.en);
    expect(definition.formula.trim()).not.toBe('');
    expect(definition.reference.trim()).not.toBe('');
  });
});
