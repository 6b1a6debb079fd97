import type { Files } from './mutants.ts';

const mostTries = 150;

/** Fewer files, then fewer lines, as long as the fault stays the same (Zeller's ddmin, halves only, bounded). */
export async function reduceFiles(files: Files, fails: (files: Files) => Promise<boolean>): Promise<Files> {
  let tries = 0;
  let best: Files = files;
  const attempt = async (candidate: Files): Promise<boolean> => {
    if (tries++ >= mostTries || candidate.size === 0 || !(await fails(candidate))) return false;
    best = candidate;
    return true;
  };
  for (const path of files.keys()) {
    const without = new Map(best);
    without.delete(path);
    await attempt(without);
  }
  for (const [path, bytes] of best) {
    let lines = bytes.toString('latin1').split('\n');
    for (let size = Math.ceil(lines.length / 2); size >= 1; size = Math.floor(size / 2)) {
      for (let at = 0; at < lines.length; ) {
        const fewer = lines.toSpliced(at, size);
        const candidate = new Map(best).set(path, Buffer.from(fewer.join('\n'), 'latin1'));
        if (fewer.length < lines.length && (await attempt(candidate))) lines = fewer;
        else at += size;
      }
    }
  }
  return best;
}
