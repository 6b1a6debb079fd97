import { queryRows } from '../store/run-sql.ts';
import { figure } from '../words.ts';
import type { Staged, StagingContext } from './define.ts';
import { writeJsonLines } from './json-records.ts';

/** One entry of a directory, in our words; what is not here is forgotten at once. */
export interface DirectoryPerson {
  readonly native_id: string;
  readonly display_name: string | null;
  readonly email: string | null;
  /** The employer's number of the person, as written: leading zeros count. */
  readonly employee_id: string | null;
  /** Whom the identity provider says that the account is. */
  readonly sso_subject: string | null;
  readonly division: string | null;
  readonly department: string | null;
  readonly site: string | null;
  readonly affiliation: 'internal' | 'external';
  /** Every name by which other entries may call this person their manager, in lower case. */
  readonly called: readonly string[];
  /** Whom this entry calls its manager, in lower case. */
  readonly manager: string | null;
  /** `YYYY-MM-DD`. */
  readonly left_on: string | null;
}

/** What became of one entry: a person, or the rule by which it is none. */
export type DirectoryEntry = { readonly file: string; readonly line: number | null } & (
  | { readonly outcome: 'used'; readonly person: DirectoryPerson }
  | { readonly outcome: 'ignored' | 'rejected'; readonly rule: string }
);

/**
 * Stages the entries of a directory: equal entries of one person once, a person described twice by the first entry,
 * managers found by any name that an entry answers to. A manager whom no entry describes is known only by an address.
 */
export async function stageDirectoryEntries(context: StagingContext, entries: Iterable<DirectoryEntry>): Promise<void> {
  const rows = function* () {
    for (const entry of entries) {
      const { file, line, outcome } = entry;
      if (entry.outcome === 'used') yield { file, line, outcome, ...entry.person };
      else yield { file, line, outcome, rule: entry.rule };
    }
  };
  const records = writeJsonLines(context, 'directory-entries.jsonl', rows());
  await context.runSql(new URL('./directory-records.sql', import.meta.url), { records });
}

/** What a directory can tell once staged: who could take part, and their departments when any is given. */
export async function directoryTells(context: StagingContext): Promise<Staged> {
  const [row] = await queryRows(context.db, 'select count(department) > 0 as departments from staged_people');
  return {
    capabilities: row?.['departments'] === true ? ['departments', 'population'] : ['population'],
    clock: 'none',
  };
}

/** Says how many accounts are not active without a date of change: they count as present. */
export function warnOfUndatedInactive(context: StagingContext, accounts: number): void {
  if (accounts === 0) return;
  const count = figure(accounts);
  context.warn({
    fr: `comptes inactifs sans date de modification : ${count.fr}, comptés comme présents faute de savoir depuis quand`,
    en: `inactive accounts without a date of change: ${count.en}, counted as present for want of knowing since when`,
  });
}
