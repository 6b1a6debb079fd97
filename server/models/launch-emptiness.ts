/** The bounds of the index, public in the handbook. */
export const launchRules = {
  /** Days of a launch. */
  days: 90,
  /** So many guests (contributors who are no hosts) make a room full; what the first of them found is looked at. */
  guests: 5,
  /** So many contents on arrival do. */
  seeds: 10,
  /** A reply within so many hours makes a guest feel heard. */
  replyHours: 72,
  /** No part counts for less, so that one empty part does not hide the others. */
  floor: 0.01,
} as const;

export interface Launch {
  /** Distinct people who contributed and are no hosts. */
  readonly guests: number;
  /** Posts old enough to have been answered in time, and those of them that were. */
  readonly posts: number;
  readonly answered: number;
  /** Posts that the first guests found, at the median; all posts when no guest came. */
  readonly seeds: number;
}

/** How empty a community looked at its launch: 1 − ∛(g₁g₂g₃), from 0, a full room, to 0.99, nobody at all. */
export function emptiness({ guests, posts, answered, seeds }: Launch): number {
  const part = (share: number): number => Math.max(launchRules.floor, Math.min(1, share));
  const answers = posts === 0 ? 0 : answered / posts;
  return 1 - Math.cbrt(part(guests / launchRules.guests) * part(answers) * part(seeds / launchRules.seeds));
}
