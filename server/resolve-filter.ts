import { z } from 'zod';
import type { Filter, ResolvedFilter, TieMode } from './contract/filters.ts';
import { UserError } from './errors.ts';
import type { Snapshot } from './facts/open.ts';
import { sql } from './facts/sql.ts';

const Found = z.object({ community_id: z.string() });

/**
 * The filter as understood: missing days become the data's own first and last, a community may be given by id or
 * by name. Undated data have no period: both days are null.
 * @throws UserError for an unknown community or department, a reversed period, or ties asked of what uses none.
 */
export async function resolveFilter(
  snapshot: Snapshot,
  filter: Filter,
  defaultTies: TieMode | undefined,
): Promise<ResolvedFilter> {
  if (filter.ties !== undefined && defaultTies === undefined) {
    throw new UserError('uses_no_network', {
      fr: 'Cette mesure n’utilise aucun réseau : retirez l’option « ties ».',
      en: 'This measure uses no network: remove the option "ties".',
    });
  }
  const dated = snapshot.first_day !== null && snapshot.last_day !== null;
  const from = dated ? (filter.from ?? snapshot.first_day) : null;
  const to = dated ? (filter.to ?? nextDay(snapshot.last_day ?? '')) : null;
  if (from !== null && to !== null && from >= to) {
    throw new UserError('empty_period', {
      fr: `La période est vide : ${from} n’est pas avant ${to}.`,
      en: `The period is empty: ${from} is not before ${to}.`,
    });
  }
  return {
    from,
    to,
    department: await department(snapshot, filter.department),
    community: await community(snapshot, filter.community),
    ties: filter.ties ?? defaultTies ?? null,
  };
}

async function community(snapshot: Snapshot, asked: string | undefined): Promise<string | null> {
  if (asked === undefined) return null;
  const found = await snapshot.db.all(
    Found,
    sql`select community_id from communities where community_id = ${asked} or name = ${asked}
        order by community_id <> ${asked}, community_id limit 1`,
  );
  if (found[0] === undefined) {
    throw new UserError('unknown_community', {
      fr: `Communauté inconnue : ${asked}.`,
      en: `Unknown community: ${asked}.`,
    });
  }
  return found[0].community_id;
}

async function department(snapshot: Snapshot, asked: string | undefined): Promise<string | null> {
  if (asked === undefined) return null;
  const { n } = await snapshot.db.one(
    z.object({ n: z.number() }),
    sql`select count(*) as n from people where department = ${asked}`,
  );
  if (n === 0)
    throw new UserError('unknown_department', {
      fr: `Service inconnu : ${asked}.`,
      en: `Unknown department: ${asked}.`,
    });
  return asked;
}

/** The day after, `YYYY-MM-DD`. */
export function nextDay(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}
