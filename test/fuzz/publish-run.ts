import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { importDeliveries } from '../../pipelines/steps/import-deliveries.ts';
import type { StepName } from '../../pipelines/steps/report.ts';
import { verifyFolder } from '../../pipelines/verify/verify-folder.ts';
import { importRequest, snapshotRows } from '../support/import-request.ts';

const importsPerFolder = 25;
const runsPerVerification = 10;

/**
 * Imports for real, one delivery after the other into the same data folder. After each, the facts must be a new whole
 * snapshot or the former one to the byte; every tenth time the whole folder is verified.
 */
export class PublishRun {
  private data: string | null = null;
  private runs = 0;
  private now = Date.UTC(2026, 10, 21);

  constructor(private readonly folder: string) {}

  async run(path: string): Promise<{ readonly stop: StepName | 'done'; readonly error: unknown }> {
    if (this.data === null || this.runs % importsPerFolder === 0) await this.startAfresh();
    const data = this.data ?? '';
    this.runs += 1;
    this.now += 60_000;
    const before = digest(data);
    let stop: StepName | 'done' = 'receive';
    let error: unknown = null;
    try {
      const now = new Date(this.now);
      await importDeliveries(
        importRequest(data, [path], { now, acceptRejects: this.runs % 2 === 0, progress: ({ step }) => (stop = step) }),
      );
      stop = 'done';
    } catch (thrown) {
      error = thrown;
    }
    return { stop, error: (await this.harm(data, error === null ? null : before)) ?? error };
  }

  async close(): Promise<void> {
    if (this.data !== null) rmSync(this.data, { recursive: true, force: true });
  }

  private async startAfresh(): Promise<void> {
    await this.close();
    this.data = mkdtempSync(join(this.folder, 'data-'));
    const example = join(import.meta.dirname, '../../fixtures/sources/vigie-csv/all-files/export');
    await importDeliveries(importRequest(this.data, [example], { acceptRejects: true }));
  }

  /** What is no longer as it must be, or null. `former`: the digest that the facts must still have. */
  private async harm(data: string, former: string | null): Promise<Error | null> {
    if (former !== null && digest(data) !== former) return new Error('a refused import changed the facts');
    const [row] = await snapshotRows(data, 'select count(*)::integer as snapshots from snapshot');
    if (row?.['snapshots'] !== 1) return new Error('the snapshot cannot be read');
    if (this.runs % runsPerVerification !== 0) return null;
    const failed = (await verifyFolder(data, null, '1GB')).checks.filter((check) => !check.ok);
    return failed.length === 0
      ? null
      : new Error(`verify: ${failed.map(({ name, detail }) => `${name.en}: ${detail.en}`).join('; ')}`);
  }
}

const digest = (data: string): string =>
  createHash('sha256')
    .update(readFileSync(join(data, 'facts.duckdb')))
    .digest('hex');
