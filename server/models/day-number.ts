/** Whole days since 1970-01-01 of a date `YYYY-MM-DD`. */
export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000;
}

/** The date `YYYY-MM-DD` of a day number. */
export function dayText(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** Number of the ISO week (Monday to Sunday) that holds a day; consecutive weeks have consecutive numbers. */
export function weekNumber(day: number): number {
  return Math.floor((day + 3) / 7);
}

/** Day number of the Monday of the ISO week of that number. */
export function firstDayOfWeek(week: number): number {
  return week * 7 - 3;
}
