import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import type { Plugin } from 'vite';
import type { TestProject } from 'vitest/node';
import { oraclePaths, oracleReads } from './recorded-oracle.ts';
import { unusedOracleValues } from './unused-oracle-values.ts';

const root = resolve(import.meta.dirname, '../..');
const oracle = join(root, 'fixtures/oracle');

const filesUnder = (folder: string, ending: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith(ending));

const nameOf = (file: string): string =>
  relative(oracle, file)
    .replace(/\.json$/, '')
    .replaceAll('\\', '/');

/** Has an import of a JSON file of fixtures/oracle tell what is read of it, as `readOracle` does. */
export function recordOracleImports(): Plugin {
  return {
    name: 'record-oracle-imports',
    enforce: 'post',
    transform(_, id) {
      const [file = ''] = id.split('?');
      if (!file.startsWith(oracle) || !file.endsWith('.json')) return null;
      const recorder = join(root, 'test/support/recorded-oracle.ts');
      const call = `recordedOracle(${JSON.stringify(nameOf(file))}, ${readFileSync(file, 'utf8')})`;
      return {
        code: `import { recordedOracle } from ${JSON.stringify(recorder)};\nexport default ${call};`,
        map: null,
      };
    },
  };
}

/**
 * Fails a run of all tests when a value of fixtures/oracle was read by none of them and does not stand, with its reason, in
 * the list of those that Vigie does not compute. Whoever names a folder in VIGIE_ORACLE_READS finds there what was read.
 */
export default function oracleAccount(project: TestProject): (() => void) | undefined {
  if (process.env[oracleReads] !== undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'vigie-oracle-reads-'));
  process.env[oracleReads] = folder;
  return () => {
    const read = new Set(readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n')));
    rmSync(folder, { recursive: true });
    Reflect.deleteProperty(process.env, oracleReads);
    const lacksData = excusedHere(project);
    if (lacksData === null) return;
    const isExpected = (path: string): boolean => !isExcused(path) && !lacksData(path);
    const unread = allPaths().filter((path) => isExpected(path) && !read.has(path));
    if (unread.length === 0) return;
    const shown = unread.slice(0, 40).join('\n');
    console.error(`\n${unread.length} values of fixtures/oracle are read by no test and have no reason:\n${shown}`);
    process.exitCode = 1;
  };
}

const allPaths = (): string[] =>
  filesUnder(oracle, '.json').flatMap((path) => {
    const content: unknown = JSON.parse(readFileSync(join(oracle, path), 'utf8'));
    return oraclePaths(nameOf(join(oracle, path)), content);
  });

const patterns = unusedOracleValues.map(
  ([pattern]) =>
    new RegExp(`^${pattern.replace(/[.+?^$()|[\]\\{}]/g, String.raw`\$&`).replaceAll('*', '((?! > ).)*')}( > |$)`),
);

const isExcused = (path: string): boolean => patterns.some((pattern) => pattern.test(path));

/** Values of public networks that the tests look up when the networks are there. */
const ofPublicData = /^(email-eu-core|college-msg|dormancy-backtest) > /;

/**
 * What the tests of a whole run could not read for want of data, or null when it was no whole run: some of the tests, or
 * one that failed, have read too little to be judged.
 */
function excusedHere({ vitest }: TestProject): ((path: string) => boolean) | null {
  if (vitest.config.testNamePattern !== undefined) return null;
  const ran = new Map(vitest.state.getFiles().map((file) => [file.filepath, file]));
  const files = filesUnder(join(root, 'test'), '.test.ts').map((path) => ran.get(join(root, 'test', path)));
  if (files.some((file) => file?.result?.state !== 'pass' && file?.result?.state !== 'skip')) return null;
  const lacksData = files.some((file) => file?.tasks.some(({ mode }) => mode === 'skip'));
  return (path) => lacksData && ofPublicData.test(path);
}
