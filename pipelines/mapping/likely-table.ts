import type { DuckDBConnection } from '@duckdb/node-api';
import type { ColumnProfile } from './profile.ts';
import type { TableKind } from './roles.ts';
import { roleOfValue, spelt } from './vocabulary.ts';

/** Whether rows are things done, people, memberships or communities. */
export async function likelyTable(db: DuckDBConnection, profiles: readonly ColumnProfile[]): Promise<TableKind> {
  const named = (table: TableKind, ...names: string[]): ColumnProfile | undefined =>
    profiles.find((profile) => names.some((name) => spelt(table, name, profile.key) >= 0));
  const unique = (profile: ColumnProfile | undefined): boolean =>
    profile !== undefined && profile.filled === profile.rows && profile.distinct === profile.rows && profile.rows > 1;
  const doing = named('events', 'parent', 'thread', 'target');
  const person =
    profiles.find((profile) => profile.emails > 0.8) ??
    named('people', 'person_id', 'email') ??
    named('memberships', 'person');
  const community = named('memberships', 'community');
  const placed = named('people', 'department', 'site', 'manager', 'division', 'first_name');
  const dated = profiles.some((profile) => profile.dates > 0.8);
  if (doing === undefined && unique(person) && placed !== undefined && community === undefined) return 'people';
  if (doing === undefined && person !== undefined && community !== undefined && person !== community) {
    const role = named('memberships', 'kind');
    const runs =
      role !== undefined &&
      role.values.length > 0 &&
      role.values.some(({ value }) => roleOfValue(value) === 'animator');
    if ((runs || !dated) && !unique(named('events', 'event_id'))) return 'memberships';
  }
  if (doing === undefined && community !== undefined && unique(community) && named('events', 'actor') === undefined) {
    return 'communities';
  }
  return 'events';
}
