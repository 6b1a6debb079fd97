import type { Mapping, Sniffed } from '../../../../server/contract/mapping.ts';

/** A mapping on its way: one column a role, and the roles that the steward decided. */
export interface Draft {
  readonly mapping: Mapping & { readonly columns: Readonly<Record<string, string>> };
  readonly decided: ReadonlySet<string>;
}

/** The proposal as a draft. */
export function draftOf(sniffed: Sniffed): Draft {
  return { mapping: sniffed.mapping, decided: new Set() };
}

/** The draft with another column for a role; '' takes the role away. What hung on the former kind column goes with it. */
export function withColumn(draft: Draft, sniffed: Sniffed, role: string, column: string): Draft {
  const { [role]: _former, ...others } = draft.mapping.columns;
  const columns = column === '' ? others : { ...others, [role]: column };
  const decided = new Set(draft.decided).add(role);
  if (role !== 'kind') return { decided, mapping: { ...draft.mapping, columns } };
  const values = sniffed.columns.find(({ name }) => name === column)?.values ?? [];
  const known = draft.mapping.kinds?.values ?? {};
  const kinds =
    column === ''
      ? draft.mapping.table === 'events'
        ? { always: draft.mapping.kinds?.always ?? 'post' }
        : {}
      : {
          values: Object.fromEntries(
            values.flatMap(({ value }) => (known[value] === undefined ? [] : [[value, known[value]]])),
          ),
        };
  return { decided, mapping: { ...draft.mapping, columns, kinds } };
}

/** The draft with another meaning for a value of the kind column; '' leaves it without any. */
export function withMeaning(draft: Draft, value: string, code: string): Draft {
  const { [value]: _former, ...others } = draft.mapping.kinds?.values ?? {};
  const values = code === '' ? others : { ...others, [value]: code };
  return { ...draft, mapping: { ...draft.mapping, kinds: { ...draft.mapping.kinds, values } } };
}

/** Letters and hyphens, as the pipeline wants the name of a tool; undefined when nothing is left. */
export function platformOf(text: string): string | undefined {
  const slug = text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 40)
    .replace(/-+$/, '');
  return slug.length < 2 ? undefined : slug;
}

/** The questions that the draft has not settled since they were asked. */
export function stillAsked(draft: Draft, sniffed: Sniffed): Sniffed['questions'] {
  const { columns, kinds } = draft.mapping;
  const open = stillOpen(draft, sniffed);
  const kindColumn = sniffed.columns.find(({ name }) => name === columns['kind']);
  const meanings = kindColumn?.values.every(({ value }) => kinds?.values?.[value] !== undefined) ?? true;
  return sniffed.questions.filter(({ code, column }) => {
    if (code === 'date_order') return open.order;
    if (code === 'missing') return open.roles.length > 0;
    if (code === 'kind_values') return column === columns['kind'] && !meanings;
    if (code === 'no_kind') return kindColumn === undefined && !draft.decided.has('kind');
    if (code === 'no_dates') return columns['occurred_at'] === undefined;
    if (code === 'names_as_ids') return column === columns['actor'];
    if (code === 'shared_ids') return draft.mapping.platform === undefined;
    return true;
  });
}

const standIns: Readonly<Record<string, string>> = { actor: 'actor_email', person_id: 'email' };

/** The roles without which no row means anything and that have no column yet, and whether the order of dates is open. */
export function stillOpen(
  draft: Draft,
  sniffed: Sniffed,
): { readonly roles: readonly string[]; readonly order: boolean } {
  const { columns, dates, table } = draft.mapping;
  const roles = sniffed.roles[table].flatMap(({ name, required }) =>
    required && columns[name] === undefined && columns[standIns[name] ?? ''] === undefined ? [name] : [],
  );
  const asked = sniffed.questions.find(({ code }) => code === 'date_order')?.column;
  const read = Object.values(columns).includes(asked ?? '');
  return { roles, order: read && dates?.order === undefined && dates?.format === undefined };
}
