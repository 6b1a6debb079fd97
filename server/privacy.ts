import { z } from 'zod';
import type { ResolvedFilter } from './contract/filters.ts';
import type { Restatement } from './contract/restatements.ts';
import type { Column, Reason, Row } from './contract/results.ts';
import type { Snapshot } from './facts/open.ts';
import { sql } from './facts/sql.ts';
import type { Identities } from './identities.ts';
import type { Computed, MetricDefinition } from './metrics/define.ts';

/** No aggregate of fewer people than this is shown. Configurable upwards only. */
export const minimumGroupSize = 5;

/** What the person asking may see. */
export interface Viewer {
  /** Display names and native ids of people, from the vault; null: pseudonyms only. */
  readonly identities: Identities | null;
  /** The data steward's own machine, asked for explicitly and logged. */
  readonly unsuppressed: boolean;
}

export interface Protected {
  readonly columns: Column[];
  readonly rows: Row[];
  readonly suppressed: number;
  readonly reason: Reason | null;
}

const tooFew: Reason = {
  code: 'too_few',
  sentence: {
    fr: `Trop peu de personnes (moins de ${minimumGroupSize}) : ce résultat n’est pas affiché.`,
    en: `Too few people (fewer than ${minimumGroupSize}): this result is not shown.`,
  },
};

/**
 * The one door that every reply passes: groups under the minimum size lose their figures, one more group loses them
 * when a hidden one could be found by subtraction, and people are pseudonyms unless the viewer may see names.
 */
export async function protect(
  definition: Pick<MetricDefinition, 'subject' | 'privacy'>,
  columns: readonly Column[],
  computed: Computed,
  snapshot: Snapshot,
  filter: ResolvedFilter,
  viewer: Viewer,
): Promise<Protected> {
  if (computed.reason !== undefined) return { columns: [...columns], rows: [], suppressed: 0, reason: computed.reason };
  const hidden = viewer.unsuppressed ? new Set<string>() : await hiddenDepartments(snapshot);
  if (!viewer.unsuppressed && (await filterIsTooNarrow(snapshot, filter, hidden))) {
    return { columns: [...columns], rows: [], suppressed: 1, reason: tooFew };
  }
  const privacy = definition.privacy ?? {};
  const hiddenPlaces =
    viewer.unsuppressed || privacy.sites === undefined ? new Set<string>() : await findHidden(snapshot, 'site');
  let suppressed = 0;
  const complements = viewer.unsuppressed ? new Set<Row>() : complementsOf(computed.rows, privacy.partition);
  const rows = computed.rows.map((row) => {
    const names = (keys: readonly string[] | undefined, among: ReadonlySet<string>): boolean =>
      keys?.some((key) => typeof row[key] === 'string' && among.has(row[key])) ?? false;
    const inHiddenGroup = names(privacy.departments, hidden) || names(privacy.sites, hiddenPlaces);
    const fewPeople = !viewer.unsuppressed && privacy.people?.some((key) => isSmall(row[key]));
    if (!inHiddenGroup && !fewPeople && !complements.has(row)) return { ...row };
    suppressed += 1;
    const kept = new Set([
      ...identityKeys,
      ...(privacy.departments ?? []),
      ...(privacy.sites ?? []),
      ...(privacy.keep ?? []),
    ]);
    return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, kept.has(key) ? value : null]));
  });
  return { ...withNames(definition, columns, rows, viewer.identities), suppressed, reason: null };
}

/** Rows hidden so that no small one is found by subtracting the others from their total. */
function complementsOf(rows: readonly Row[], partition: string | undefined): Set<Row> {
  if (partition === undefined) return new Set();
  const cells = rows.flatMap((row, k) => {
    const people = row[partition];
    return typeof people === 'number' && people > 0 ? [{ key: String(k), people }] : [];
  });
  const hidden = complementarySuppression(cells);
  return new Set(rows.filter((_, k) => hidden.has(String(k))));
}

const identityKeys = ['date', 'group', 'subject_id', 'name', 'from', 'to', 'cohort', 'offset', 'key'];

const isSmall = (value: unknown): boolean => typeof value === 'number' && value > 0 && value < minimumGroupSize;

/**
 * Revised figures as anybody may see them. The ledger withholds small groups as it is written; a count of people under the
 * minimum, and both sides of a change that an erasure made, are withheld whatever the file says.
 */
export function restatementsShown(rows: readonly Restatement[]): Restatement[] {
  return rows.map((row) => {
    const counts = row.figure.startsWith('events.') ? [] : [row.from, row.to];
    const isHidden = row.hidden || row.why === 'erasure' || counts.some(isSmall);
    const shown = (value: number | null): number | null =>
      row.why === 'erasure' || (counts.length > 0 && isSmall(value)) ? null : value;
    return { ...row, from: shown(row.from), to: shown(row.to), hidden: isHidden };
  });
}

/** Pseudonym as shown to a person who may not see the name: short, stable, plainly not a name. */
export const pseudonym = (personId: string): string => personId.slice(0, 8);

function withNames(
  definition: Pick<MetricDefinition, 'subject' | 'privacy'>,
  columns: readonly Column[],
  rows: readonly Row[],
  identities: Identities | null,
): { columns: Column[]; rows: Row[] } {
  const keys = definition.privacy?.persons ?? (definition.subject === 'person' ? ['subject_id'] : []);
  const [only] = keys;
  if (only === undefined) return { columns: [...columns], rows: [...rows] };
  const named = rows.map((row) => {
    const known = (key: string) => identities?.get(String(row[key]));
    // Assigned, since rows that are spread and then grow have no layout in common: as many layouts as people.
    const shown: Row = Object.assign({}, row);
    if ('name' in row) shown.name = known(only)?.display_name ?? known(only)?.native_id ?? pseudonym(String(row[only]));
    if (identities === null) return shown;
    for (const key of keys) {
      shown[nameKey(keys, key, 'native_id')] = known(key)?.native_id ?? null;
      shown[nameKey(keys, key, 'display_name')] = known(key)?.display_name ?? null;
    }
    return shown;
  });
  return { columns: identities === null ? [...columns] : [...columns, ...nameColumns(keys)], rows: named };
}

/** `native_id` where rows are about one person; `actor_native_id`, `to_native_id` where they are about two. */
const nameKey = (keys: readonly string[], key: string, what: string): string =>
  keys.length === 1 ? what : `${key.replace(/_id$/, '')}_${what}`;

function nameColumns(keys: readonly string[]): Column[] {
  return keys.flatMap((key): Column[] => [
    { key: nameKey(keys, key, 'native_id'), label: { fr: 'Identifiant d’origine', en: 'Native id' }, unit: 'text' },
    { key: nameKey(keys, key, 'display_name'), label: { fr: 'Nom affiché', en: 'Display name' }, unit: 'text' },
  ]);
}

const Size = z.object({ name: z.string(), people: z.number() });
const cache = new WeakMap<Snapshot, Promise<Set<string>>>();

/**
 * Departments whose figures are hidden: those under the minimum size, then the smallest others until what is hidden
 * holds at least two departments and the minimum number of people, so that no subtraction from a total finds one.
 */
export function hiddenDepartments(snapshot: Snapshot): Promise<Set<string>> {
  let known = cache.get(snapshot);
  if (known === undefined) {
    known = findHidden(snapshot, 'department');
    cache.set(snapshot, known);
  }
  return known;
}

/**
 * A department or site is as large as it was on the last day of the data: who moved on does not hide how few are left. One
 * that is no more counts all who were ever in it, since its figures are of the past.
 */
async function findHidden(snapshot: Snapshot, grouping: 'department' | 'site'): Promise<Set<string>> {
  const day = snapshot.last_day ?? '0001-01-01';
  const sizes = await snapshot.db.all(
    Size,
    sql`select name,
          case when bool_or(in_force) then count(distinct person_id) filter (where in_force) else count(distinct person_id) end as people
        from (
          select *, ${grouping === 'site' ? sql`site` : sql`department`} as name,
            coalesce(valid_from <= ${day}::date, true) and coalesce(valid_to > ${day}::date, true)
              and coalesce(left_on > ${day}::date, true) as in_force
          from people
          where kind = 'human'
        )
        where name is not null
        group by name order by people, name`,
  );
  return complementarySuppression(sizes.map(({ name, people }) => ({ key: name, people })));
}

/** Primary and complementary suppression within one published total. `cells` in any order; returns the hidden keys. */
export function complementarySuppression(cells: readonly { key: string; people: number }[]): Set<string> {
  const ascending = [...cells].sort((a, b) => a.people - b.people || a.key.localeCompare(b.key));
  const hidden = new Set<string>();
  let mass = 0;
  for (const cell of ascending) {
    const isPrimary = cell.people < minimumGroupSize;
    const isComplement = hidden.size > 0 && (hidden.size < 2 || mass < minimumGroupSize);
    if (!isPrimary && !isComplement) break;
    hidden.add(cell.key);
    mass += cell.people;
  }
  return hidden;
}

async function filterIsTooNarrow(
  snapshot: Snapshot,
  filter: ResolvedFilter,
  hidden: ReadonlySet<string>,
): Promise<boolean> {
  if (filter.department === null) return false;
  if (hidden.has(filter.department)) return true;
  if (filter.community === null) return false;
  const { people } = await snapshot.db.one(
    z.object({ people: z.number() }),
    sql`
      select count(distinct p.person_id) as people from people p
      where p.department = ${filter.department} and p.person_id in (
        select person_id from memberships where community_id = ${filter.community}
        union select actor_id from events where community_id = ${filter.community})`,
  );
  return people < minimumGroupSize;
}
