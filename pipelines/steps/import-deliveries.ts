import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { accessRefused } from '../access-refused.ts';
import { bytesOf, isSmallDelivery } from '../delivery/size.ts';
import { diskFull, isDiskFull } from '../disk-full.ts';
import { readErasures, type Erasure } from '../erase/erased-accounts.ts';
import { leaveOutErased } from '../erase/leave-out.ts';
import { readAliasFile } from '../identities/alias-file.ts';
import { type Decision, decide, readDecisions } from '../identities/decisions.ts';
import { keepDecisions } from '../identities/keep-decisions.ts';
import type { Mapping } from '../mapping/document.ts';
import { readSavedMappings, type SavedMapping, saveMapping } from '../mapping/saved.ts';
import { applyRetention } from '../retain/apply-retention.ts';
import { leaveOutOld, retainedFrom } from '../retain/leave-out-old.ts';
import type { SourceOptions } from '../sources/define.ts';
import { sources } from '../sources/index.ts';
import { type DataFolder, dataFolder } from '../store/data-folder.ts';
import { openDuckDb } from '../store/duckdb.ts';
import { publishByRename } from '../store/durable.ts';
import { type Manifest, readManifests } from '../store/manifest.ts';
import { loadSecretKey } from '../store/secret-key.ts';
import { defaultTimeZone, readSettings } from '../store/settings.ts';
import { takeWriterLock } from '../store/writer-lock.ts';
import type { Words } from '../words.ts';
import { publishedSnapshotId, snapshotId } from './build-snapshot.ts';
import { check } from './check.ts';
import { requireDisk } from './disk-needed.ts';
import { load } from './load.ts';
import { publish } from './publish.ts';
import { receive, type Received } from './receive.ts';
import { hasSameContent } from './same-content.ts';
import { duplicateResult, type ImportResult, type Progress, resultOf } from './report.ts';
import { stage } from './stage.ts';

export interface ImportRequest {
  readonly data: string;
  readonly paths: readonly string[];
  /** Null: recognised. */
  readonly source: string | null;
  readonly name: string | null;
  /** Null: what the data folder says, else Europe/Paris. */
  readonly timeZone: string | null;
  /** A directory, or a file of `person department` lines, that goes with the export. */
  readonly departments: string | null;
  /** A CSV that says which accounts are one person's, or null. */
  readonly aliases?: string | null;
  readonly undirected: boolean;
  readonly origin: string | null;
  readonly acceptRejects: boolean;
  /** How to read tables of no known format; kept in the data folder when the import succeeds. */
  readonly mapping?: Mapping | null;
  readonly secretKeyPath: string | null;
  readonly memoryLimit: string;
  readonly now: Date;
  /** Milliseconds of a clock that only goes forward. */
  elapsed(): number;
  progress(progress: Progress): void;
  warn(message: Words): void;
}

interface Run {
  readonly request: ImportRequest;
  readonly folder: DataFolder;
  readonly secretKey: Buffer;
  readonly timeZone: string;
  /** What is in the data folder, then what this run adds to it. */
  readonly known: Manifest[];
  /** Loaded, and waiting under a temporary name. */
  readonly pending: { readonly from: string; readonly to: string }[];
  readonly savedMappings: readonly SavedMapping[];
  /** What this run was told about columns, to be kept once it has succeeded. */
  readonly newMappings: Mapping[];
  /** Whom a delivery must not bring back. */
  readonly erasures: readonly Erasure[];
}

/**
 * Imports deliveries into a data folder: receive, stage, check, load each of them, then publish one snapshot. All or
 * nothing: when one delivery fails, none of this run is kept and the former snapshot stays.
 * Throws ImportError for what the user can mend: bad input, another writer, a full disk.
 */
export async function importDeliveries(request: ImportRequest): Promise<ImportResult[]> {
  const folder = dataFolder(request.data);
  try {
    const lock = await takeWriterLock(
      folder,
      `vigie import ${request.paths.map((path) => basename(path)).join(' ')}`,
      request.now,
    );
    try {
      return await importLocked(request, folder);
    } finally {
      await lock.release();
    }
  } catch (error) {
    throw isDiskFull(error) ? diskFull(folder.root, error) : (accessRefused(error) ?? error);
  }
}

async function importLocked(request: ImportRequest, folder: DataFolder): Promise<ImportResult[]> {
  const settings = await readSettings(folder.settings);
  const run: Run = {
    request,
    folder,
    secretKey: await loadSecretKey(request.secretKeyPath ?? join(folder.root, 'secret.key'), folder.tmp),
    timeZone: request.timeZone ?? settings?.timeZone ?? defaultTimeZone,
    known: await readManifests(folder),
    pending: [],
    savedMappings: await readSavedMappings(folder.mappings),
    newMappings: [],
    erasures: await readErasures(folder.erased),
  };
  const results: ImportResult[] = [];
  const source = request.mapping ? 'mapped-file' : request.source;
  for (const path of request.paths) results.push(...(await importPath(run, path, source)));
  if (request.departments !== null) results.push(...(await importPath(run, request.departments, 'directory-csv')));
  const decided = await readDecisions(folder);
  await acknowledge(run, decided, decide(decided, await aliasDecisions(run)));
  for (const mapping of run.newMappings) await saveMapping(folder.mappings, mapping);
  if (settings?.retentionMonths !== undefined) {
    await applyRetention({
      ...request,
      folder,
      months: settings.retentionMonths,
      secretKey: run.secretKey,
      progress: () => {},
    });
  }
  return results;
}

async function importPath(run: Run, path: string, source: string | null): Promise<ImportResult[]> {
  const workFolder = join(run.folder.tmp, `work-${randomUUID()}`);
  await mkdir(workFolder, { recursive: true });
  let warnings: Words[] = [];
  const warn = (message: Words): void => {
    warnings.push(message);
    run.request.warn(message);
  };
  run.request.progress({ step: 'receive', source: null, done: 0, total: 1 });
  const all = await receive(path, source, workFolder, warn, { savedMappings: run.savedMappings });
  try {
    const results: ImportResult[] = [];
    for (const received of all) {
      results.push(await importOne(run, received, workFolder, warnings, warn));
      warnings = [];
    }
    return results;
  } finally {
    for (const received of all) await received.close();
    await rm(workFolder, { recursive: true, force: true });
  }
}

async function importOne(
  run: Run,
  received: Received,
  workFolder: string,
  warnings: readonly Words[],
  warn: (message: Words) => void,
): Promise<ImportResult> {
  const { request, folder } = run;
  const { source, delivery } = received;
  const start = request.elapsed();
  const seconds = (): number => Math.round(request.elapsed() - start) / 1000;
  const step = (name: Progress['step']) => (done: number, total: number) =>
    request.progress({ step: name, source: source.id, done, total });
  step('receive')(1, 1);
  const options: SourceOptions = {
    undirected: request.undirected,
    origin: request.origin,
    departments: request.departments,
    savedMappings: run.savedMappings,
    ...(request.mapping ? { mapping: request.mapping } : {}),
  };
  const deliveryHash = hashWithOptions(received.hash, source.id, options);
  const same = run.known.find((manifest) => manifest.delivery_hash === deliveryHash);
  if (same !== undefined) return duplicateResult(same, seconds());
  await requireDisk(folder, delivery.name, bytesOf(delivery));

  const staging = await openDuckDb(':memory:', {
    tempFolder: folder.tmp,
    memoryLimit: request.memoryLimit,
    isSmall: isSmallDelivery(delivery),
  });
  try {
    const { db } = staging;
    step('stage')(0, 1);
    const staged = await stage({ received, options, workFolder, db, now: request.now, warn, progress: step('stage') });
    if (request.mapping && staged.mapping !== undefined) run.newMappings.push(staged.mapping);
    const platform = staged.source ?? source.id;
    step('check')(0, 1);
    const checked = await check(db, staged, delivery.name, request.acceptRejects, warn);
    const present = await leaveOutErased({
      db,
      source: platform,
      erasures: run.erasures,
      accounting: checked,
      now: request.now,
      secretKey: run.secretKey,
    });
    const oldest = staged.clock === 'absolute' ? retainedFrom(run.known) : null;
    const { accounting, removed } = oldest === null ? present : await leaveOutOld(db, oldest, present, request.now);
    const importId = `${request.now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')}-${platform}-${deliveryHash.slice(0, 8)}`;
    const from = join(folder.tmp, importId);
    const manifest = await load({
      database: staging,
      staged,
      accounting,
      folder: from,
      importId,
      source: platform,
      name: request.name ?? delivery.name,
      importedAt: request.now,
      deliveryHash,
      files: delivery.files.length,
      demo: received.demo,
      timeZone: run.timeZone,
      secretKey: run.secretKey,
      warnings,
      removed,
      seconds,
      progress: step('load'),
    });
    for (const known of run.known) {
      const former = { manifest: known, folder: folderOf(run, known) };
      if (!(await hasSameContent(db, { manifest, folder: from }, former, run.secretKey))) continue;
      await rm(from, { recursive: true, force: true });
      return duplicateResult(known, seconds());
    }
    run.known.push(manifest);
    run.pending.push({ from, to: join(folder.imports, importId) });
    return resultOf(manifest);
  } finally {
    await staging.close();
  }
}

/** What the alias file says, if one is given: it may name accounts of every format and of every import. */
async function aliasDecisions({ request, known, secretKey }: Run): Promise<Decision[]> {
  const { aliases, now } = request;
  if (aliases === undefined || aliases === null) return [];
  const named = new Set([...sources.map(({ id }) => id), ...known.map(({ source }) => source)]);
  return await readAliasFile({ path: aliases, sources: named, secretKey, now });
}

/** Where an import stands: in its place, or still under a temporary name. */
function folderOf(run: Run, { import_id }: Manifest): string {
  const waiting = run.pending.find((entry) => basename(entry.to) === import_id);
  return waiting?.from ?? join(run.folder.imports, import_id);
}

/** Gives the loaded imports their final names and publishes; takes the names back when publishing fails. */
async function acknowledge(run: Run, former: readonly Decision[], decisions: readonly Decision[]): Promise<void> {
  const { folder, request } = run;
  const current = await publishedSnapshotId(folder);
  if (current === snapshotId(run.known, run.timeZone, decisions)) return;
  const progress = (done: number, total: number): void =>
    request.progress({ step: 'publish', source: null, done, total });
  progress(0, 1);
  const named: typeof run.pending = [];
  try {
    for (const entry of run.pending) {
      await publishByRename(entry.from, entry.to);
      named.push(entry);
    }
    await keepDecisions(folder, former, decisions, () =>
      publish({
        folder,
        timeZone: run.timeZone,
        secretKey: run.secretKey,
        builtAt: request.now,
        memoryLimit: request.memoryLimit,
        progress,
      }),
    );
  } catch (error) {
    for (const entry of named) await rename(entry.to, entry.from);
    throw error;
  }
}

function hashWithOptions(hash: string, source: string, options: SourceOptions): string {
  // Another mapping makes other events of the same bytes.
  const mappings = source === 'mapped-file' ? [options.mapping ?? options.savedMappings] : [];
  return createHash('sha256')
    .update(JSON.stringify([hash, source, options.undirected, options.origin, ...mappings]))
    .digest('hex');
}
