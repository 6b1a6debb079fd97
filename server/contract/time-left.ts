/**
 * Seconds until something is done, from what has been done so far; null until that can be said: after three seconds and
 * two hundredths of the way.
 */
export function timeLeft(done: number, total: number, seconds: number): number | null {
  if (seconds < 3 || done <= 0 || total <= 1 || done / total < 0.02) return null;
  return (seconds * Math.max(0, total - done)) / done;
}
