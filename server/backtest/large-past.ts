import { z } from 'zod';
import type { Snapshot } from '../facts/open.ts';
import { sql } from '../facts/sql.ts';

/** Events above which a proof tries less, so that it ends within minutes. */
const largePast = 2_000_000;

/** Whether so many events make a past too large to try everything on. */
export const isLarge = (events: number): boolean => events > largePast;

/** All events of a snapshot. */
export async function countEvents({ db }: Snapshot): Promise<number> {
  const { events } = await db.one(z.object({ events: z.number() }), sql`select count(*) as events from events`);
  return events;
}
