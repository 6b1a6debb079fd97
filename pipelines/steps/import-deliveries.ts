import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { accessRefused } from '../access-refused.ts';
import { diskFull, isDiskFull } from '../disk-full.ts';
import { readErasures } from '../erase/erased-accounts.ts';
import { readAliasFile } from '../identities/alias-file.ts';
import { type Decision, decide, readDecisions } from '../identities/decisions.ts';
import { readSavedMappings, saveMapping } from '../mapping/saved.ts';
import { applyRetention } from '../retain/apply-retention.ts';
import { sources } from '../sources/index.ts';
import { type DataFolder, dataFolder } from '../store/data-folder.ts';
import { readManifests } from '../store/manifest.ts';
import { loadSecretKey } from '../store/secret-key.ts';
import { defaultTimeZone, readSettings } from '../store/settings.ts';
import { takeWriterLock } from '../store/writer-lock.ts';
import type { Words } from '../words.ts';
import { acknowledge } from './acknowledge.ts';
import { importOne } from './import-one.ts';
import type { ImportRequest } from './import-request.ts';
import type { ImportRun } from './import-run.ts';
import { receive } from './receive.ts';
import type { ImportResult } from './report.ts';

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
  const known = await readManifests(folder);
  const keyPath = request.secretKeyPath ?? join(folder.root, 'secret.key');
  const run: ImportRun = {
    request,
    folder,
    secretKey: await loadSecretKey(keyPath, folder.tmp, known.length > 0),
    timeZone: request.timeZone ?? settings?.timeZone ?? defaultTimeZone,
    known,
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
  const records = results.reduce((sum, { records_read }) => sum + records_read, 0);
  await acknowledge(run, records, decided, decide(decided, await aliasDecisions(run)));
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

async function importPath(run: ImportRun, path: string, source: string | null): Promise<ImportResult[]> {
  const workFolder = join(run.folder.tmp, `work-${randomUUID()}`);
  await mkdir(workFolder, { recursive: true });
  let warnings: Words[] = [];
  const warn = (message: Words): void => {
    warnings.push(message);
    run.request.warn(message);
  };
  const hashing = (done: number, total: number): void => {
    const bytes = total === 0 ? null : { done, total };
    run.request.progress({ step: 'receive', source: null, done: 0, total: 1, bytes, records: null });
  };
  hashing(0, 0);
  const all = await receive(path, source, workFolder, warn, { savedMappings: run.savedMappings }, hashing);
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

/** What the alias file says, if one is given: it may name accounts of every format and of every import. */
async function aliasDecisions({ request, known, secretKey }: ImportRun): Promise<Decision[]> {
  const { aliases, now } = request;
  if (aliases === undefined || aliases === null) return [];
  const named = new Set([...sources.map(({ id }) => id), ...known.map(({ source }) => source)]);
  return await readAliasFile({ path: aliases, sources: named, secretKey, now });
}
