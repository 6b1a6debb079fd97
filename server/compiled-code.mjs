import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * Node 20 can't read TypeScript, and a loader that translates while loading doubles the time that a command takes to
 * start. So the code that runs under Node is translated file by file, once, into a tree of the same shape in `dist/code`,
 * with the SQL files beside it. A tree is named after the moment of the last change to its sources: another change gives
 * another tree, and processes that run from the former one aren't disturbed.
 */

/** What a process of its own is started with, and where all their code is. */
const programs = ['server/cli/main.ts', 'pipelines/run.ts', 'fixtures/demo/run.ts'];
const folders = ['server', 'pipelines', 'fixtures/demo'];
/** Age after which the tree of a former state of the sources is taken to be run by nobody. */
const forgottenAfter = 24 * 3_600_000;

/** This very file is translated too: it is then three folders deeper. */
const isCompiled = import.meta.filename.endsWith('.js');

/** The folder of package.json. */
export const packageRoot = resolve(import.meta.dirname, isCompiled ? '../../../..' : '..');

/**
 * The compiled program of this source file, such as `pipelines/run.ts`, to be run by Node as it is. Compiles when a
 * source changed since, unless the caller is itself compiled: it goes on with the code it was started with.
 * @param {string} source path in the package
 * @returns {Promise<string>}
 */
export async function compiledProgram(source) {
  const tree = isCompiled ? resolve(import.meta.dirname, '..') : await compiledTree();
  return join(tree, source.replace(/\.ts$/, '.js'));
}

/** @returns {Promise<string>} */
async function compiledTree() {
  const trees = join(packageRoot, 'dist/code');
  const changed = Math.max(...[...folders, 'package-lock.json'].map((folder) => lastChange(join(packageRoot, folder))));
  const tree = join(trees, String(Math.round(changed)));
  if (existsSync(tree)) return tree;
  mkdirSync(trees, { recursive: true });
  const building = mkdtempSync(`${tree}-`);
  try {
    await compileInto(building);
    renameSync(building, tree);
  } catch (error) {
    rmSync(building, { recursive: true, force: true });
    if (!existsSync(tree)) throw error; // otherwise another process was faster
  }
  for (const name of readdirSync(trees)) {
    const path = join(trees, name);
    if (path !== tree && Date.now() - statSync(path).mtimeMs > forgottenAfter) rmSync(path, { recursive: true });
  }
  return tree;
}

/** @param {string} tree */
async function compileInto(tree) {
  const { build } = await import('vite');
  await build({
    configFile: false,
    root: packageRoot,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir: tree,
      target: 'node20',
      minify: false,
      copyPublicDir: false,
      rolldownOptions: {
        input: programs.map((program) => join(packageRoot, program)),
        output: { format: 'es', preserveModules: true, preserveModulesRoot: packageRoot, entryFileNames: '[name].js' },
      },
    },
  });
  for (const folder of folders)
    cpSync(join(packageRoot, folder), join(tree, folder), {
      recursive: true,
      filter: (path) => !/\.(ts|mjs|md)$/.test(path),
    });
}

/**
 * When a file, or anything in a folder, last changed; the folder itself tells of what was removed from it.
 * @param {string} path
 * @returns {number}
 */
function lastChange(path) {
  let last = statSync(path).mtimeMs;
  if (!statSync(path).isDirectory()) return last;
  for (const entry of readdirSync(path, { withFileTypes: true }))
    last = Math.max(
      last,
      entry.isDirectory() ? lastChange(join(path, entry.name)) : statSync(join(path, entry.name)).mtimeMs,
    );
  return last;
}
