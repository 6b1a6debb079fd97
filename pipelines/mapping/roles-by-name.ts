import { type Draft, give, quoted, taken } from './draft.ts';
import type { ColumnProfile } from './profile.ts';
import { roles, type TableKind } from './roles.ts';
import { describesIssues, spelt } from './vocabulary.ts';

/** Gives each role the column whose name is surest; a column serves one role. */
export function rolesByName(draft: Draft, table: TableKind, profiles: readonly ColumnProfile[]): void {
  const issues = table === 'events' && describesIssues(profiles.map(({ key }) => key));
  const claims = roles[table].flatMap(({ name, date }) =>
    profiles.flatMap((profile) => {
      const place = issues && name === 'parent' ? -1 : spelt(table, name, profile.key);
      return place < 0 || (date === true && profile.dates < 0.5) || !fits(table, name, profile)
        ? []
        : [{ name, profile, place }];
    }),
  );
  // What accounts are joined by is told besides by what people are known by, never in its stead.
  const besides = ({ name }: (typeof claims)[number]): number =>
    name === 'employee_id' || name === 'sso_subject' ? 1 : 0;
  // Who acts and what a row is, nearly every row says: columns that few rows fill are for rows of another kind.
  const sparse = ({ name, profile }: (typeof claims)[number]): number => {
    if (name !== 'actor' && name !== 'kind') return 0;
    const rivals = claims.filter((claim) => claim.name === name).map((claim) => claim.profile.filled);
    return profile.filled < Math.max(...rivals) / 2 ? 1 : 0;
  };
  claims.sort((one, other) => besides(one) - besides(other) || sparse(one) - sparse(other) || one.place - other.place);
  for (const { name, profile } of claims) {
    if (draft.columns.has(name) || taken(draft, profile)) continue;
    give(draft, name, profile, {
      fr: `le nom ${quoted(profile.name).fr} veut d’ordinaire dire cela`,
      en: `the name ${quoted(profile.name).en} usually means this`,
    });
  }
  for (const { name, profile } of claims) {
    const date = roles[table].find((each) => each.name === name)?.date === true;
    const chosen = draft.columns.get(name);
    if (!date || chosen === undefined || chosen === profile || taken(draft, profile)) continue;
    draft.questions.push({
      code: 'other_column',
      column: profile.name,
      words: {
        fr: `deux colonnes ont des dates : ${quoted(chosen.name).fr} est prise, ${quoted(profile.name).fr} aurait pu l’être`,
        en: `two columns hold dates: ${quoted(chosen.name).en} is taken, ${quoted(profile.name).en} could have been`,
      },
      blocking: false,
    });
  }
}

/** Whether the cells can be what the name says: a name alone may mislead. */
function fits(table: TableKind, role: string, profile: ColumnProfile): boolean {
  if (table === 'events' && role === 'event_id') return profile.distinct > profile.filled * 0.5;
  if (role === 'kind' || role === 'via') return profile.values.length > 0 && profile.numbers < 0.5;
  if (role.endsWith('email')) return profile.emails > 0.5;
  if (role === 'actor' || role === 'target' || role === 'parent') return profile.dates < 0.5 || profile.numbers > 0.5;
  if (role === 'actor_department') return profile.values.length > 0 || profile.distinct < profile.filled * 0.2;
  return true;
}
