import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

/**
 * Node 20 can't read TypeScript, and a loader that translates while loading doubles the time that a command takes to
 * start, as does finding and loading hundreds of small files. So the code that runs under Node is translated and put
 * together, once, in a folder of `dist/code`: a file per program, those that they load later or share, and under their own
 * paths the SQL files. A folder is named after the moment of the last change to its sources: another change gives another
 * folder, and processes that run from the former one aren't disturbed.
 */

/** What a process of its own is started with, and where all their code is. */
const programs = ['server/cli/main.ts', 'pipelines/run.ts', 'fixtures/demo/run.ts'];
/** What a process starts threads with: found by its path beside the code that starts it. */
const threads = ['pipelines/records/reading-thread.ts', 'server/graph/workers/kernel-thread.ts'];
const folders = ['server', 'pipelines', 'fixtures/demo'];
/** Libraries of many files that every command or import loads: put together with our own code. */
const takenIn = ['commander', 'ical.js', 'sax', 'tar-stream', 'yaml', 'yauzl', 'zod'];
/** Age after which the folder of a former state of the sources is taken to be run by nobody. */
const forgottenAfter = 24 * 3_600_000;

/** This very file is translated too, and then in a file of a folder of `dist/code`. */
const isCompiled = import.meta.filename.endsWith('.js');

/** The folder of package.json. */
export const packageRoot = resolve(import.meta.dirname, isCompiled ? '../../..' : '..');

/**
 * The compiled program of this source file, such as `pipelines/run.ts`, to be run by Node as it is. Compiles when a
 * source changed since, unless the caller is itself compiled: it goes on with the code it was started with.
 * @param {string} source path in the package
 * @returns {Promise<string>}
 */
export async function compiledProgram(source) {
  return join(isCompiled ? import.meta.dirname : await compiledFolder(), fileOf(source));
}

/**
 * @param {string} source path in the package
 * @returns {string} name of the file that a program becomes
 */
export const fileOf = (source) => source.replaceAll('/', '-').replace(/\.ts$/, '.js');

/** @returns {Promise<string>} */
async function compiledFolder() {
  const all = join(packageRoot, 'dist/code');
  const changed = Math.max(...[...folders, 'package-lock.json'].map((name) => lastChange(join(packageRoot, name))));
  const folder = join(all, String(Math.round(changed)));
  if (existsSync(folder)) return folder;
  mkdirSync(all, { recursive: true });
  const building = mkdtempSync(`${folder}-`);
  try {
    await compileInto(building, programs);
    renameSync(building, folder);
  } catch (error) {
    rmSync(building, { recursive: true, force: true });
    if (!existsSync(folder)) throw error; // otherwise another process was faster
  }
  for (const name of readdirSync(all)) {
    const path = join(all, name);
    if (path !== folder && Date.now() - statSync(path).mtimeMs > forgottenAfter) rmSync(path, { recursive: true });
  }
  return folder;
}

/**
 * Puts programs together in a folder, as they are run: what measures them can be one of them.
 * @param {string} target an empty folder, within the package so that libraries are found from it
 * @param {readonly string[]} sources paths in the package
 */
export async function compileInto(target, sources) {
  const { build } = await import('vite');
  await build({
    configFile: false,
    root: packageRoot,
    logLevel: 'error',
    ssr: { noExternal: takenIn },
    plugins: [placeOfModules],
    build: {
      ssr: true,
      outDir: target,
      target: 'node20',
      minify: false,
      copyPublicDir: false,
      rolldownOptions: {
        input: [...sources, ...threads].map((program) => join(packageRoot, program)),
        output: {
          format: 'es',
          entryFileNames: ({ facadeModuleId }) => {
            const source = relative(packageRoot, facadeModuleId ?? '');
            return threads.includes(source) ? source.replace(/\.ts$/, '.js') : fileOf(source);
          },
          chunkFileNames: '[name]-[hash].js',
        },
      },
    },
  });
  for (const folder of folders)
    cpSync(join(packageRoot, folder), join(target, folder), {
      recursive: true,
      filter: (path) => !/\.(ts|mjs|md)$/.test(path),
    });
}

/**
 * A module finds its SQL beside itself (`import.meta.url`). Put together with others it is no longer there: it is told
 * where it would be.
 * @type {import('vite').Plugin}
 */
const placeOfModules = {
  name: 'place-of-modules',
  enforce: 'pre',
  transform: {
    filter: { code: 'import.meta.url', id: { exclude: /node_modules/ } },
    handler: (code, id) =>
      code.replaceAll(
        'import.meta.url',
        `new URL(${JSON.stringify(`./${relative(packageRoot, id)}`)}, import.meta.url).href`,
      ),
  },
};

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
