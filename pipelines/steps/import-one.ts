import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bytesOf, isSmallDelivery } from '../delivery/size.ts';
import { leaveOutErased } from '../erase/leave-out.ts';
import { leaveOutOld, retainedFrom } from '../retain/leave-out-old.ts';
import type { SourceOptions } from '../sources/define.ts';
import { openDuckDb } from '../store/duckdb.ts';
import type { Words } from '../words.ts';
import { check } from './check.ts';
import { requireDisk } from './disk-needed.ts';
import { folderOf, type ImportRun } from './import-run.ts';
import { load } from './load.ts';
import type { Received } from './receive.ts';
import { duplicateResult, type ImportResult, type Progress, resultOf } from './report.ts';
import { hasSameContent } from './same-content.ts';
import { stage } from './stage.ts';

/**
 * Stages, checks and loads one delivery that was received, under a temporary name: nothing is published yet. One that is
 * there already, by its bytes or by its content, changes nothing.
 */
export async function importOne(
  run: ImportRun,
  received: Received,
  workFolder: string,
  warnings: readonly Words[],
  warn: (message: Words) => void,
): Promise<ImportResult> {
  const { request, folder } = run;
  const { source, delivery } = received;
  const start = request.elapsed();
  const seconds = (): number => Math.round(request.elapsed() - start) / 1000;
  let records: number | null = null;
  const step = (name: Progress['step'], done: number, total: number): void =>
    request.progress({ step: name, source: source.id, done, total, bytes: null, records });
  step('receive', 1, 1);
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
    step('stage', 0, 1);
    const staged = await stage({
      received,
      options,
      workFolder,
      db,
      now: request.now,
      warn,
      progress: (read) => request.progress({ step: 'stage', source: source.id, ...read }),
    });
    if (request.mapping && staged.mapping !== undefined) run.newMappings.push(staged.mapping);
    const platform = staged.source ?? source.id;
    step('check', 0, 1);
    const checked = await check(db, staged, delivery.name, request.acceptRejects, warn);
    records = checked.records_read;
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
      progress: (done, total) => step('load', done, total),
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

function hashWithOptions(hash: string, source: string, options: SourceOptions): string {
  // Another mapping makes other events of the same bytes.
  const mappings = source === 'mapped-file' ? [options.mapping ?? options.savedMappings] : [];
  return createHash('sha256')
    .update(JSON.stringify([hash, source, options.undirected, options.origin, ...mappings]))
    .digest('hex');
}
