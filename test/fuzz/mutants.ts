import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { mutations } from './mutations.ts';
import { Random } from './random.ts';

/** The files of one example export, or of a damaged copy of it. */
export type Files = ReadonlyMap<string, Buffer>;

/** A damaged copy and how it came about. The same seed gives the same mutant as long as the examples stay. */
export interface Mutant {
  readonly seed: number;
  readonly source: string;
  readonly example: string;
  readonly damage: readonly string[];
  readonly files: Files;
}

const root = join(import.meta.dirname, '../../fixtures/sources');
const largestExample = 200_000;
const mostFiles = 4;

/** Every example export by source, read once. */
export function readExamples(): Map<string, { readonly name: string; readonly files: Files }[]> {
  const examples = new Map<string, { name: string; files: Files }[]>();
  for (const source of readdirSync(root)) {
    for (const name of readdirSync(join(root, source))) {
      const folder = join(root, source, name, 'export');
      const files = new Map(
        readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .map((path) => [relative(folder, path), readFileSync(path)] as const),
      );
      const bytes = [...files.values()].reduce((sum, file) => sum + file.length, 0);
      if (bytes <= largestExample) examples.set(source, [...(examples.get(source) ?? []), { name, files }]);
    }
  }
  return examples;
}

/** The mutant of a seed: one example of the source, most of its files, one to four of them damaged. */
export function mutantOf(
  seed: number,
  source: string,
  examples: readonly { readonly name: string; readonly files: Files }[],
): Mutant {
  const random = new Random(Math.imul(seed, 0x9e3779b1) ^ hash(source));
  const example = random.among(examples, { name: '', files: new Map() });
  const files = new Map(example.files);
  const damage: string[] = [];
  while (files.size > mostFiles) files.delete(random.among([...files.keys()], ''));
  if (files.size > 1 && random.share() < 0.1) {
    const gone = random.among([...files.keys()], '');
    files.delete(gone);
    damage.push(`removed ${gone}`);
  }
  for (let count = 1 + random.below(random.share() < 0.3 ? 4 : 1); count > 0; count--) {
    const path = random.among([...files.keys()], '');
    const name = random.among(Object.keys(mutations), '');
    const bytes = files.get(path);
    const mutation = mutations[name];
    if (bytes === undefined || mutation === undefined) continue;
    files.set(path, mutation(bytes, random));
    damage.push(`${name} ${path}`);
  }
  return { seed, source, example: example.name, damage, files };
}

/** Writes files under a folder; returns what to import: the folder, or the file when there is one alone at the top. */
export function writeFiles(folder: string, files: Files): string {
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  const [only] = files.keys();
  return files.size === 1 && only !== undefined && basename(only) === only ? join(folder, only) : folder;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  return Buffer.from(text).reduce((sum, byte) => Math.imul(sum ^ byte, 16_777_619), 2_166_136_261);
}
