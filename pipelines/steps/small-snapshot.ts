import type { Manifest } from '../store/manifest.ts';
import { total } from './report.ts';

const smallSnapshot = 10_000;

/** Whether the snapshot of these imports holds so few rows that one thread builds or checks it sooner than several. */
export function isSmallSnapshot(manifests: readonly Manifest[]): boolean {
  return manifests.reduce((sum, manifest) => sum + total(manifest.rows), 0) < smallSnapshot;
}
