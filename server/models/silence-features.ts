import { firstNotBelow } from '../graph/first-not-below.ts';
import type { ActivityHistory } from './activity-history.ts';
import type { Past } from './silence-past.ts';

/** What the regression looks at besides the two forecasts of the model, in the order of `readFeatures`. */
export const featureCount = 11;

/** Reads the features of entities of one past; keeps its scratch space between them. */
export type FeatureReader = (k: number, into: Float64Array, offset: number) => void;

/**
 * A reader that fills `into`, from `offset`, with the features of the k-th entity of `past`: how long it has been quiet (in
 * both times), how often it was active in the last 28 days and the 28 before, since when and how often in all, how the
 * quiet compares with its own usual gap, how much it did, with or where how many, and the share of the largest of these.
 * Everything is from before `past.at`.
 */
export function featureReader(history: ActivityHistory, past: Past): FeatureReader {
  const { at, calendar, operational } = past;
  const { days, dayOffsets } = history;
  const volumes = volumeReader(history, at);
  const medianGap = medianGapReader(history);
  return (k, into, offset) => {
    const entity = past.entity[k] as number;
    const begin = dayOffsets[entity] as number;
    const end = firstNotBelow(days, at, begin, dayOffsets[entity + 1] as number);
    const last28 = firstNotBelow(days, at - 28, begin, end);
    const last56 = firstNotBelow(days, at - 56, begin, end);
    const quiet = (calendar.T[k] as number) - (calendar.tx[k] as number);
    const { recent, before, parts, topShare } = volumes(entity);
    [
      Math.log1p(quiet),
      Math.log1p((operational.T[k] as number) - (operational.tx[k] as number)),
      Math.log1p(end - last28),
      Math.log1p(last28 - last56),
      Math.log1p(calendar.x[k] as number),
      Math.log1p(calendar.T[k] as number),
      Math.log1p(quiet) - Math.log1p(medianGap(begin, end)),
      Math.log1p(recent),
      Math.log1p(before),
      Math.log1p(parts),
      topShare,
    ].forEach((value, j) => {
      into[offset + j] = value;
    });
  };
}

/** Reads the median days from one active day to the next, of entries `begin` to `end` (out); 0 before a second one. */
function medianGapReader({ days, byTime }: ActivityHistory): (begin: number, end: number) => number {
  const span = byTime.day.length === 0 ? 0 : (byTime.day.at(-1) as number) - (byTime.day[0] as number);
  // Gaps are whole days: counted, since sorting them anew at every origin takes ten times as long.
  const ofLength = new Uint32Array(span + 1);
  return (begin, end) => {
    const gaps = end - begin - 1;
    if (gaps < 1) return 0;
    for (let i = begin; i < begin + gaps; i++) {
      const gap = (days[i + 1] as number) - (days[i] as number);
      ofLength[gap] = (ofLength[gap] as number) + 1;
    }
    let low = 0;
    let seen = ofLength[0] as number;
    while (2 * seen < gaps) seen += ofLength[++low] as number;
    let high = low;
    // Of an even number of gaps, half may end with the one and half begin with the next.
    if (2 * seen === gaps) while (ofLength[++high] === 0);
    for (let i = begin; i < begin + gaps; i++) ofLength[(days[i + 1] as number) - (days[i] as number)] = 0;
    return (low + high) / 2;
  };
}

interface Volumes {
  /** Contributions of the last 28 days, and of the 28 before. */
  readonly recent: number;
  readonly before: number;
  /** Distinct parts in the last 28 days. */
  readonly parts: number;
  /** Share of the largest part in `recent`; 0 without any. */
  readonly topShare: number;
}

function volumeReader({ lines, lineOffsets, parts }: ActivityHistory, at: number): (entity: number) => Volumes {
  const ofPart = new Float64Array(parts);
  return (entity) => {
    const begin = lineOffsets[entity] as number;
    const end = firstNotBelow(lines.day, at, begin, lineOffsets[entity + 1] as number);
    const last28 = firstNotBelow(lines.day, at - 28, begin, end);
    let before = 0;
    for (let i = firstNotBelow(lines.day, at - 56, begin, end); i < last28; i++) before += lines.amount[i] as number;
    let recent = 0;
    for (let i = last28; i < end; i++) {
      const part = lines.part[i] as number;
      ofPart[part] = (ofPart[part] as number) + (lines.amount[i] as number);
      recent += lines.amount[i] as number;
    }
    let distinct = 0;
    let top = 0;
    for (let i = last28; i < end; i++) {
      const part = lines.part[i] as number;
      const amount = ofPart[part] as number;
      if (amount > 0) distinct += 1;
      top = Math.max(top, amount);
      ofPart[part] = 0;
    }
    return { recent, before, parts: distinct, topShare: recent === 0 ? 0 : top / recent };
  };
}
