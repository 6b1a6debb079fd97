import type { ImportProgress } from '../../../server/contract/imports.ts';
import { timeLeft } from '../../../server/contract/time-left.ts';
import type { Format } from '../../lib/format.ts';
import type { Words } from '../../lib/i18n.ts';

export type UnderwayProgress = Extract<ImportProgress, { state: 'receiving' | 'queued' | 'running' }>;
type Running = Extract<ImportProgress, { state: 'running' }>;

/** How the sending goes when it is this tab that sends: where it was taken up, and for how many seconds it lasts. */
export interface Pace {
  readonly resumedAt: number;
  readonly seconds: number;
}

/** A delivery on its way. */
export interface Underway {
  readonly progress: UnderwayProgress;
  /** Bytes of the whole delivery. */
  readonly total: number;
  /** Null when another tab sends, or nobody any more. */
  readonly pace?: Pace | null | undefined;
}

type Translate = Words['t'];

/** Where a delivery is: bytes while they come in, its place in the queue, then the step with what was read of it. */
export function progressWords(underway: Underway, t: Translate, format: Format): string {
  const { progress } = underway;
  const left = secondsLeft(underway);
  const words =
    progress.state === 'receiving'
      ? [t('data.progress.sending', { done: format.bytes(progress.bytes), total: format.bytes(underway.total) })]
      : progress.state === 'queued'
        ? [queuedWords(progress.before, t)]
        : [stepWords(progress, t, format), ...recordWords(progress.records, t, format)];
  const time = left === null ? ageWords(progress, t, format) : [leftWords(left, progress.state, t, format)];
  return [...words, ...time].join(', ');
}

/** What a screen reader is told: each change of step and nothing between. */
export function announcedWords(progress: UnderwayProgress, t: Translate): string {
  if (progress.state === 'receiving') return t('data.progress.receiving');
  if (progress.state === 'queued') return t('data.progress.queuedShort');
  return t(`data.progress.step.${progress.step}`);
}

/** Bytes are measured; the parts of a step take as long as they like, so no time is told from them. */
function secondsLeft({ progress, total, pace }: Underway): number | null {
  if (progress.state === 'running') {
    const { bytes, seconds } = progress;
    return bytes === null || bytes.done >= bytes.total ? null : timeLeft(bytes.done, bytes.total, seconds);
  }
  if (progress.state === 'queued' || pace === null || pace === undefined) return null;
  return timeLeft(progress.bytes - pace.resumedAt, total - pace.resumedAt, pace.seconds);
}

function queuedWords(before: number, t: Translate): string {
  return before === 0 ? t('data.progress.queuedNext') : t('data.progress.queued', { count: before });
}

function stepWords({ step: name, bytes, done, total }: Running, t: Translate, format: Format): string {
  const step = t(`data.progress.step.${name}`);
  if (bytes !== null && bytes.done >= bytes.total) {
    return t('data.progress.allRead', { step, total: format.bytes(bytes.total) });
  }
  if (bytes !== null) {
    return t('data.progress.reading', { step, done: format.bytes(bytes.done), total: format.bytes(bytes.total) });
  }
  // Of the files that are read a share can be told; the parts of other steps are no measure of anything.
  return name === 'stage' && total > 1
    ? t('data.progress.running', { step, share: format.percent(done / total) })
    : step;
}

/** Of a step that lasts and of which nothing is measured, at least that it goes on. */
function ageWords(progress: UnderwayProgress, t: Translate, format: Format): string[] {
  if (progress.state !== 'running' || progress.seconds < 10) return [];
  const { bytes, seconds } = progress;
  if (bytes !== null && bytes.done < bytes.total) return [];
  const time =
    seconds < 60
      ? `${format.integer(Math.floor(seconds))}\u00a0s`
      : `${format.integer(Math.floor(seconds / 60))}\u00a0min`;
  return [t('data.progress.since', { time })];
}

function recordWords(records: number | null, t: Translate, format: Format): string[] {
  return records === null ? [] : [t('data.progress.records', { count: records, n: format.integer(records) })];
}

function leftWords(seconds: number, state: UnderwayProgress['state'], t: Translate, format: Format): string {
  const time =
    seconds < 60
      ? t('data.progress.left.under')
      : seconds < 5400
        ? t('data.progress.left.minutes', { n: format.integer(Math.round(seconds / 60)) })
        : t('data.progress.left.hours', { n: format.integer(Math.round(seconds / 3600)) });
  return state === 'running' ? t('data.progress.left.ofReading', { time }) : t('data.progress.left.ofAll', { time });
}
