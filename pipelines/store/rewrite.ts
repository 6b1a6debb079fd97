import { copyFile, mkdir, readFile, rename, rm, stat, symlink, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataFolder } from './data-folder.ts';
import { syncPath, syncTree, writeDurably } from './durable.ts';

/** What of a data folder a rewrite replaces besides imports, in the order in which it does; readers see the last one. */
const files = [
  'erased.json',
  'settings.json',
  'identities.json',
  'refusals.json',
  'ledger.jsonl',
  'identities.sealed',
  'facts.duckdb',
] as const;

const journalName = 'journal.json';

/** A new state of the data folder, being prepared beside the one that is served. */
export interface Draft {
  /** The data folder as it will be: unchanged imports are links to those in place. Its `tmp` is the writer's own. */
  readonly folder: DataFolder;
  /** Where the parts of the new state are written. */
  readonly root: string;
}

interface Journal {
  /** Imports to be put in place of those of the same name. */
  readonly imports: readonly string[];
}

/**
 * Begins a draft: settings, decisions, the ledger and every import but the given ones are in it as they stand. Needs the writer lock.
 */
export async function beginDraft(
  folder: DataFolder,
  imports: readonly string[],
  changed: ReadonlySet<string>,
): Promise<Draft> {
  const root = join(folder.tmp, 'rewrite');
  const draft: DataFolder = {
    ...folder,
    root,
    imports: join(root, 'imports'),
    facts: join(root, 'facts.duckdb'),
    vault: join(root, 'identities.sealed'),
    settings: join(root, 'settings.json'),
    erased: join(root, 'erased.json'),
    ledger: join(root, 'ledger.jsonl'),
  };
  await mkdir(draft.imports, { recursive: true });
  for (const name of imports) {
    if (!changed.has(name)) await symlink(join(folder.imports, name), join(draft.imports, name), 'junction');
  }
  for (const file of ['settings.json', 'identities.json', 'ledger.jsonl']) {
    if (await exists(join(folder.root, file))) await copyFile(join(folder.root, file), join(root, file));
  }
  return { folder: draft, root };
}

/**
 * Makes a draft the state of the data folder: one rename decides. Before it, a kill leaves the former state whole; after
 * it, the journal has the next writer finish what `finishRewrite` began, and nothing of the draft is lost.
 */
export async function commitDraft(
  folder: DataFolder,
  { folder: draft, root }: Draft,
  imports: readonly string[],
  changed: ReadonlySet<string>,
): Promise<void> {
  for (const name of imports) if (!changed.has(name)) await unlink(join(draft.imports, name));
  const journal: Journal = { imports: imports.filter((name) => changed.has(name)) };
  await writeDurably(join(root, journalName), `${JSON.stringify(journal)}\n`, folder.tmp);
  await syncTree(root);
  await rename(root, folder.rewrite);
  await syncPath(folder.root);
}

/**
 * Puts in place what a committed draft holds and removes what it replaces; does nothing when there is none. Each step may
 * be interrupted and done again. `progress` is told before each rename.
 */
export async function finishRewrite(
  folder: DataFolder,
  progress: (done: number, total: number) => Promise<void> | void = () => {},
): Promise<void> {
  const journal = await readJournal(folder);
  if (journal === null) return;
  const total = journal.imports.length + files.length + 1;
  let done = 0;
  const former = join(folder.rewrite, 'former');
  await mkdir(former, { recursive: true });
  for (const name of journal.imports) {
    await progress(done++, total);
    const prepared = join(folder.rewrite, 'imports', name);
    if (!(await exists(prepared))) continue;
    const place = join(folder.imports, name);
    if (await exists(place)) await rename(place, join(former, name));
    await rename(prepared, place);
    await syncPath(folder.imports);
  }
  for (const file of files) {
    await progress(done++, total);
    const prepared = join(folder.rewrite, file);
    if (!(await exists(prepared))) continue;
    await rename(prepared, join(folder.root, file));
    await syncPath(folder.root);
  }
  await progress(done, total);
  // A single rename ends it: whatever is left of the former state is then in the folder that every writer wipes.
  const replaced = join(folder.tmp, 'replaced');
  await rename(folder.rewrite, replaced);
  await syncPath(folder.root);
  await rm(replaced, { recursive: true, force: true });
}

/** Whether a rewrite was decided and is yet to be finished by the next writer. */
export async function isRewriting(folder: DataFolder): Promise<boolean> {
  return (await readJournal(folder)) !== null;
}

async function readJournal(folder: DataFolder): Promise<Journal | null> {
  try {
    return JSON.parse(await readFile(join(folder.rewrite, journalName), 'utf8')) as Journal;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}
