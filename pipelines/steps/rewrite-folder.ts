import { join } from 'node:path';
import type { DataFolder } from '../store/data-folder.ts';
import type { Manifest } from '../store/manifest.ts';
import { beginDraft, commitDraft, finishRewrite } from '../store/rewrite.ts';
import { publish } from './publish.ts';

/** What a rewrite goes through. Up to `commit` a kill leaves the former state; after it, the new one. */
export type RewriteStep = 'rewrite' | 'publish' | 'commit' | 'replace';

export interface FolderRewrite {
  readonly folder: DataFolder;
  readonly manifests: readonly Manifest[];
  /** Ids of the imports to be written anew. */
  readonly changed: ReadonlySet<string>;
  readonly why: 'erasure' | 'retention';
  readonly timeZone: string;
  readonly secretKey: Buffer;
  readonly now: Date;
  readonly memoryLimit: string;
  /** Writes one of the changed imports from where it stands to where it goes. */
  readonly rewriteImport: (manifest: Manifest, from: string, to: string) => Promise<void>;
  /** Writes what else the draft holds, before its snapshot is built. */
  readonly prepare: (draft: DataFolder) => Promise<void>;
  readonly progress: (step: RewriteStep, done: number, total: number) => Promise<void> | void;
}

/**
 * Writes some imports anew and builds the snapshot on them; all of it takes effect by one rename, so that a kill at any
 * instant leaves the former state or the new one. Needs the writer lock.
 */
export async function rewriteFolder(request: FolderRewrite): Promise<void> {
  const { folder, manifests, changed, progress } = request;
  const names = manifests.map(({ import_id }) => import_id);
  const draft = await beginDraft(folder, names, changed);
  for (const [at, manifest] of manifests.entries()) {
    const id = manifest.import_id;
    if (!changed.has(id)) continue;
    await progress('rewrite', at, manifests.length);
    await request.rewriteImport(manifest, join(folder.imports, id), join(draft.folder.imports, id));
  }
  await request.prepare(draft.folder);
  await progress('publish', 0, 1);
  await publish({
    folder: draft.folder,
    timeZone: request.timeZone,
    secretKey: request.secretKey,
    builtAt: request.now,
    memoryLimit: request.memoryLimit,
    replaces: { facts: folder.facts, why: request.why },
    progress: () => {},
  });
  await progress('commit', 0, 1);
  await commitDraft(folder, draft, names, changed);
  await finishRewrite(folder, (done, total) => progress('replace', done, total));
}
