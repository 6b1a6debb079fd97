import { addDays, dayTime } from '../lib/format.ts';

/** Round numbers from `low` or less to `high` or more, about five of them. */
export function niceTicks(low: number, high: number, whole: boolean): number[] {
  const from = low;
  const to = high;
  if (from === to) return from === 0 ? [0, 1] : [Math.min(0, from), Math.max(0, from)];
  const rough = (to - from) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => n >= rough * 0.999) ?? rough;
  const used = whole ? Math.max(1, Math.ceil(step)) : step;
  const ticks: number[] = [];
  for (let n = Math.floor(from / used + 1e-9); n <= Math.ceil(to / used - 1e-9); n += 1) ticks.push(round(n * used));
  return ticks;
}

const round = (n: number): number => Number(n.toPrecision(12));

/** First days of months between two days, at most about eight: every month, every third or every year. */
export function monthTicks(first: string, last: string): string[] {
  const months: string[] = [];
  for (let day = `${first.slice(0, 7)}-01`; day <= last; day = `${addDays(day, 32).slice(0, 7)}-01`) {
    if (day >= first) months.push(day);
  }
  const every = months.length <= 8 ? 1 : months.length <= 24 ? 3 : months.length <= 60 ? 6 : 12;
  return every === 1 ? months : months.filter((day) => (Number(day.slice(5, 7)) - 1) % every === 0);
}

/** Evenly spaced days for a clock without months. */
export function dayTicks(first: string, last: string): string[] {
  const length = Math.round((dayTime(last) - dayTime(first)) / 86_400_000);
  const step = niceTicks(0, Math.max(4, length), true)[1] ?? 1;
  const ticks: string[] = [];
  for (let n = 0; n <= length; n += step) ticks.push(addDays(first, n));
  return ticks;
}

/** Moves labels apart so that none is closer to the next than `gap`, keeping their order. Positions in pixels. */
export function spread(positions: readonly number[], gap: number, top: number, bottom: number): number[] {
  const order = positions.map((y, i) => ({ y, i })).toSorted((a, b) => a.y - b.y);
  let floor = top;
  for (const label of order) {
    label.y = Math.max(label.y, floor);
    floor = label.y + gap;
  }
  let ceiling = bottom;
  for (const label of order.toReversed()) {
    label.y = Math.min(label.y, ceiling);
    ceiling = label.y - gap;
  }
  const placed = [...positions];
  for (const { y, i } of order) placed[i] = y;
  return placed;
}
