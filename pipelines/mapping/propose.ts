import type { DuckDBConnection } from '@duckdb/node-api';
import { neutral, type Words } from '../words.ts';
import type { Mapping } from './document.ts';
import { type Draft, type Question, quoted } from './draft.ts';
import { likelyTable } from './likely-table.ts';
import type { ColumnProfile } from './profile.ts';
import { proposeDates } from './propose-dates.ts';
import { proposeKinds } from './propose-kinds.ts';
import { eventContent, personContent } from './roles-by-content.ts';
import { rolesByName } from './roles-by-name.ts';
import { roles, type TableKind } from './roles.ts';

export interface Proposal {
  readonly table: TableKind;
  readonly columns: Readonly<Record<string, string>>;
  readonly kinds: NonNullable<Mapping['kinds']>;
  readonly dates: NonNullable<Mapping['dates']>;
  /** Why each role was given to its column. */
  readonly reasons: Readonly<Record<string, Words>>;
  readonly questions: readonly Question[];
}

/**
 * Proposes which column is who, when, where, what and to whom, by names in French and English and by what the cells
 * hold. `told` fixes the table; `hint` is the file's name; `timeZone` is that of the data folder.
 */
export async function propose(
  db: DuckDBConnection,
  profiles: readonly ColumnProfile[],
  told: TableKind | null,
  hint: string,
  timeZone: string,
): Promise<Proposal> {
  const filled = profiles.filter((profile) => profile.filled > 0);
  const table = told ?? (await likelyTable(db, filled));
  const draft: Draft = { columns: new Map(), reasons: new Map(), questions: [] };
  rolesByName(draft, table, filled);
  if (table === 'events') await eventContent(db, draft, filled);
  else if (table === 'people') personContent(draft, filled);
  const kinds = proposeKinds(draft, table, hint);
  const dates = proposeDates(draft, table, timeZone);
  sayWhatIsMissing(draft, table);
  saySameNames(draft, profiles);
  const order = roles[table].map(({ name }) => name).filter((name) => draft.columns.has(name));
  return {
    table,
    columns: Object.fromEntries(order.map((name) => [name, draft.columns.get(name)?.name ?? ''])),
    kinds,
    dates,
    reasons: Object.fromEntries(order.map((name) => [name, draft.reasons.get(name) ?? neutral('')])),
    questions: draft.questions,
  };
}

function sayWhatIsMissing(draft: Draft, table: TableKind): void {
  for (const { name, required, label } of roles[table]) {
    if (required !== true || draft.columns.has(name)) continue;
    draft.questions.push({
      code: 'missing',
      column: null,
      words: { fr: `aucune colonne ne semble dire : ${label.fr}`, en: `no column seems to tell: ${label.en}` },
      blocking: true,
    });
  }
}

function saySameNames(draft: Draft, profiles: readonly ColumnProfile[]): void {
  const twice = profiles.find(({ key }, at) => profiles.findIndex((other) => other.key === key) < at);
  if (twice === undefined) return;
  draft.questions.push({
    code: 'same_name',
    column: twice.name,
    words: {
      fr: `plusieurs colonnes s’appellent ${quoted(twice.name).fr} : seule la première est lue`,
      en: `several columns are called ${quoted(twice.name).en}: only the first is read`,
    },
    blocking: false,
  });
}
