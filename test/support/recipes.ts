import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const leftOut = new Set(['node_modules', 'dist', 'data', '.git', 'test-results']);

/** A copy of this tree in which the README's recipes were followed to the letter. */
export function followRecipes(): {
  folder: string;
  run: (...args: string[]) => { status: number | null; out: string };
} {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-recipes-'));
  for (const name of readdirSync(root)) {
    if (!leftOut.has(name)) cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  for (const [, file, content] of readme.matchAll(/<!-- file: (\S+) -->\n```\w+\n([\s\S]*?)```/g)) {
    const path = join(folder, file ?? '');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content ?? '');
  }
  for (const [, list, word, from] of readme.matchAll(/<!-- list: (\S+) (\S+) (\S+) -->/g)) {
    const path = join(folder, list ?? '');
    writeFileSync(path, withWord(readFileSync(path, 'utf8'), word ?? '', from ?? ''));
  }
  return {
    folder,
    run(...args) {
      const done = spawnSync(process.execPath, args, {
        cwd: folder,
        encoding: 'utf8',
        // Of all examples only that of the new source is imported: the others are by the tests of this tree.
        env: { ...process.env, LC_ALL: 'C.UTF-8', VIGIE_CASES: 'room-log' },
      });
      return { status: done.status, out: done.stdout + done.stderr };
    },
  };
}

/** "One import and one word": an import line on top, the word at the end of the exported list. */
function withWord(text: string, word: string, from: string): string {
  const end = text.lastIndexOf(']');
  const list = text.slice(0, end).trimEnd();
  return `import { ${word} } from '${from}';\n${list}${list.endsWith(',') ? '' : ','} ${word}${text.slice(end)}`;
}
