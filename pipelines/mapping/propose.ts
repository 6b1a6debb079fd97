import type { DuckDBConnection } from '@duckdb/node-api';
import { figure, neutral, type Words } from '../words.ts';
import type { Mapping } from './document.ts';
import { type ColumnProfile, sharedValues } from './profile.ts';
import { roles, type TableKind } from './roles.ts';
import { kindOfValue, roleOfValue, spelt } from './vocabulary.ts';

/** Something that the file does not settle: said, with what was assumed, and never assumed in silence. */
export interface Question {
  /** date_order, kind_values, names_as_ids, no_kind, no_dates, other_column, same_name, local_time, missing. */
  readonly code: string;
  readonly column: string | null;
  readonly words: Words;
  /** Nothing can be imported until it is answered. */
  readonly blocking: boolean;
}

export interface Proposal {
  readonly table: TableKind;
  readonly columns: Readonly<Record<string, string>>;
  readonly kinds: NonNullable<Mapping['kinds']>;
  readonly dates: NonNullable<Mapping['dates']>;
  /** Why each role was given to its column. */
  readonly reasons: Readonly<Record<string, Words>>;
  readonly questions: readonly Question[];
}

interface Draft {
  readonly columns: Map<string, ColumnProfile>;
  readonly reasons: Map<string, Words>;
  readonly questions: Question[];
}

const quoted = (name: string): Words => ({ fr: `« ${name} »`, en: `“${name}”` });
const percent = (share: number): Words => figure(Math.floor(share * 100));

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
  byName(draft, table, filled);
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

/** Whether rows are things done, people, memberships or communities. */
async function likelyTable(db: DuckDBConnection, profiles: readonly ColumnProfile[]): Promise<TableKind> {
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
  const name = named('communities', 'name');
  if (
    doing === undefined &&
    community !== undefined &&
    unique(name ?? community) &&
    named('events', 'actor') === undefined
  ) {
    return 'communities';
  }
  return 'events';
}

/** Gives each role the column whose name is surest; a column serves one role. */
function byName(draft: Draft, table: TableKind, profiles: readonly ColumnProfile[]): void {
  const claims = roles[table].flatMap(({ name, date }) =>
    profiles.flatMap((profile) => {
      const place = spelt(table, name, profile.key);
      return place < 0 || (date === true && profile.dates < 0.5) || !fits(table, name, profile)
        ? []
        : [{ name, profile, place }];
    }),
  );
  claims.sort((one, other) => one.place - other.place);
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

async function eventContent(db: DuckDBConnection, draft: Draft, profiles: readonly ColumnProfile[]): Promise<void> {
  const free = () => profiles.filter((profile) => !taken(draft, profile));
  if (!draft.columns.has('occurred_at')) {
    const best = largest(
      free().filter(({ dates }) => dates > 0.8),
      ({ dates }) => dates,
    );
    if (best !== undefined) {
      const share = percent(best.dates);
      give(draft, 'occurred_at', best, {
        fr: `${share.fr} % des cellules sont des dates`,
        en: `${share.en}% of the cells are dates`,
      });
    }
  }
  if (!draft.columns.has('actor_email')) {
    const best = largest(
      free().filter(({ emails }) => emails > 0.8),
      ({ emails }) => emails,
    );
    if (best !== undefined) give(draft, 'actor_email', best, emailReason(best));
  }
  if (!draft.columns.has('kind')) {
    const known = (profile: ColumnProfile): number => {
      const told = profile.values.filter(({ value }) => kindOfValue(value) !== null);
      return told.reduce((sum, { count }) => sum + count, 0) / Math.max(1, profile.filled);
    };
    const best = largest(
      free().filter(
        (profile) =>
          profile.values.length > 1 && profile.values.length <= 20 && profile.numbers < 0.1 && known(profile) > 0.6,
      ),
      known,
    );
    if (best !== undefined) {
      const values = figure(best.values.length);
      give(draft, 'kind', best, {
        fr: `${values.fr} valeurs seulement, et ce sont des noms de gestes`,
        en: `only ${values.en} values, and they name acts`,
      });
    }
  }
  if (!draft.columns.has('event_id')) {
    const best = free().find(
      (profile) =>
        profile.rows > 1 &&
        profile.distinct === profile.rows &&
        profile.worded < 0.1 &&
        profile.dates < 0.5 &&
        profile.length < 60,
    );
    if (best !== undefined) {
      give(draft, 'event_id', best, { fr: 'toutes les valeurs sont différentes', en: 'all values are different' });
    }
  }
  const id = draft.columns.get('event_id');
  if (id !== undefined && !draft.columns.has('parent')) {
    // A column of counts has small numbers too, and so may the ids: numbers refer to nothing unless their name says so.
    const referring = free().filter(({ dates, emails, numbers }) => dates < 0.5 && emails < 0.5 && numbers < 0.5);
    for (const profile of referring) {
      const share = await sharedValues(db, profile.column, id.column);
      if (share < 0.5) continue;
      const part = percent(share);
      give(draft, 'parent', profile, {
        fr: `${part.fr} % de ses valeurs sont celles de la colonne ${quoted(id.name).fr}`,
        en: `${part.en}% of its values are those of the column ${quoted(id.name).en}`,
      });
      break;
    }
  }
  const mail = draft.columns.get('actor_email');
  const actor = draft.columns.get('actor');
  if (mail !== undefined && (actor === undefined || isName(actor))) {
    // Two people can share a name; nobody shares an address.
    if (actor !== undefined && !draft.columns.has('actor_name')) {
      give(draft, 'actor_name', actor, { fr: 'ce sont des noms de personnes', en: 'these are names of people' });
    }
    draft.columns.set('actor', mail);
    draft.reasons.set('actor', {
      fr: 'une adresse e-mail désigne une seule personne',
      en: 'an e-mail address names one person only',
    });
  } else if (actor === undefined) {
    const name =
      draft.columns.get('actor_name') ??
      largest(
        free().filter((profile) => profile.worded > 0.8 && profile.distinct < profile.filled * 0.9),
        ({ worded }) => worded,
      );
    if (name !== undefined) {
      draft.columns.delete('actor_name');
      give(draft, 'actor', name, {
        fr: 'ce sont des noms de personnes, et rien d’autre ne dit qui',
        en: 'these are names of people, and nothing else says who',
      });
    }
  }
  const who = draft.columns.get('actor');
  if (who !== undefined && !draft.columns.has('target')) {
    const distinctive = free().filter(
      (profile) => profile.distinct > 2 && profile.dates < 0.5 && profile.numbers < 0.5 && profile.length < 80,
    );
    for (const profile of distinctive) {
      const share = await sharedValues(db, profile.column, who.column);
      if (share < 0.5) continue;
      const part = percent(share);
      give(draft, 'target', profile, {
        fr: `${part.fr} % de ses valeurs sont celles de la colonne ${quoted(who.name).fr}`,
        en: `${part.en}% of its values are those of the column ${quoted(who.name).en}`,
      });
      break;
    }
  }
  if (who !== undefined && isName(who)) {
    draft.questions.push({
      code: 'names_as_ids',
      column: who.name,
      words: {
        fr: `les personnes ne sont connues que par leur nom (${quoted(who.name).fr}) : deux homonymes n’en font qu’une`,
        en: `people are known by their names only (${quoted(who.name).en}): two of the same name are taken for one`,
      },
      blocking: false,
    });
  }
}

function personContent(draft: Draft, profiles: readonly ColumnProfile[]): void {
  if (!draft.columns.has('email')) {
    const best = largest(
      profiles.filter((profile) => profile.emails > 0.8 && !taken(draft, profile)),
      ({ emails }) => emails,
    );
    if (best !== undefined) give(draft, 'email', best, emailReason(best));
  }
  const mail = draft.columns.get('email');
  if (!draft.columns.has('person_id') && mail !== undefined) {
    draft.columns.set('person_id', mail);
    draft.reasons.set('person_id', {
      fr: 'une adresse e-mail désigne une seule personne',
      en: 'an e-mail address names one person only',
    });
  }
}

function proposeKinds(draft: Draft, table: TableKind, hint: string): NonNullable<Mapping['kinds']> {
  const column = draft.columns.get('kind');
  if (table === 'memberships') {
    if (column === undefined) return {};
    return {
      values: Object.fromEntries(column.values.map(({ value }) => [value, roleOfValue(value)])),
      otherwise: 'member',
    };
  }
  if (table !== 'events') return {};
  const answers = draft.columns.has('parent') || draft.columns.has('thread');
  if (column === undefined) {
    const hinted = kindOfValue(hint.replace(/\.[^.]*$/, ''));
    const always =
      hinted !== null && ['reaction', 'reply', 'view', 'share', 'mention', 'join', 'leave'].includes(hinted)
        ? hinted
        : answers
          ? 'post-or-reply'
          : draft.columns.has('target')
            ? 'message'
            : 'post';
    const kind = kindNames[always] ?? neutral(always);
    draft.questions.push({
      code: 'no_kind',
      column: null,
      words: {
        fr: `aucune colonne ne dit ce qu’est chaque ligne : toutes sont prises pour « ${kind.fr} »`,
        en: `no column tells what each row is: all are taken for “${kind.en}”`,
      },
      blocking: false,
    });
    return { always };
  }
  const values: Record<string, string> = {};
  const unknown: string[] = [];
  for (const { value } of column.values) {
    const kind = kindOfValue(value);
    if (kind === null) unknown.push(value);
    else values[value] = kind;
  }
  if (column.filled < column.rows) values[''] = answers ? 'post-or-reply' : 'post';
  if (unknown.length > 0) {
    const list = unknown.slice(0, 8).join(', ');
    draft.questions.push({
      code: 'kind_values',
      column: column.name,
      words: {
        fr: `ces valeurs de ${quoted(column.name).fr} n’ont pas de sens connu, et leurs lignes seront rejetées tant qu’elles n’en ont pas : ${list}`,
        en: `these values of ${quoted(column.name).en} have no known meaning, and their rows are rejected until they have one: ${list}`,
      },
      blocking: false,
    });
  }
  return { values };
}

/** What each kind is called when it is said rather than chosen. */
const kindNames: Readonly<Record<string, Words>> = {
  post: { fr: 'publication', en: 'post' },
  reply: { fr: 'réponse', en: 'reply' },
  'post-or-reply': {
    fr: 'publication, ou réponse si elle répond à une autre',
    en: 'post, or reply when it answers another',
  },
  reaction: { fr: 'réaction', en: 'reaction' },
  mention: neutral('mention'),
  message: neutral('message'),
  share: { fr: 'partage', en: 'share' },
  join: { fr: 'arrivée', en: 'join' },
  leave: { fr: 'départ', en: 'leave' },
  view: { fr: 'lecture', en: 'view' },
};

function proposeDates(draft: Draft, table: TableKind, timeZone: string): NonNullable<Mapping['dates']> {
  const columns = roles[table].filter(({ date }) => date === true).flatMap(({ name }) => draft.columns.get(name) ?? []);
  if (columns.length === 0 && table === 'events') {
    draft.questions.push({
      code: 'no_dates',
      column: null,
      words: {
        fr: 'aucune colonne ne donne de date : rien de ce qui se mesure dans le temps ne pourra l’être',
        en: 'no column gives a date: nothing can be measured over time',
      },
      blocking: false,
    });
  }
  const dates: { order?: 'day-first' | 'month-first'; zone?: string } = {};
  const decided = columns.find(({ dateOrder }) => dateOrder === 'day-first' || dateOrder === 'month-first')?.dateOrder;
  const unclear = columns.find(({ dateOrder }) => dateOrder === 'either' || dateOrder === 'both');
  if (decided === 'day-first' || decided === 'month-first') dates.order = decided;
  else if (unclear !== undefined) {
    const column = quoted(unclear.name);
    const example = unclear.dateExample ?? '02/03/2024';
    draft.questions.push({
      code: 'date_order',
      column: unclear.name,
      words: {
        fr: `dans ${column.fr}, une date comme ${example} peut mettre en premier le jour ou le mois, et aucune valeur ne permet de trancher`,
        en: `in ${column.en}, a date such as ${example} may put the day or the month first, and no value tells which`,
      },
      blocking: true,
    });
  }
  if (columns.some(({ localTimes }) => localTimes)) {
    dates.zone = timeZone;
    draft.questions.push({
      code: 'local_time',
      column: null,
      words: {
        fr: `les heures ne disent pas leur fuseau : elles sont lues à l’heure de ${timeZone}`,
        en: `the times do not name their zone: they are read as ${timeZone} time`,
      },
      blocking: false,
    });
  }
  return dates;
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

function emailReason(profile: ColumnProfile): Words {
  const share = percent(profile.emails);
  return {
    fr: `${share.fr} % des cellules sont des adresses e-mail`,
    en: `${share.en}% of the cells are e-mail addresses`,
  };
}

function isName(profile: ColumnProfile): boolean {
  return profile.worded > 0.6 && profile.emails < 0.2;
}

function give(draft: Draft, role: string, profile: ColumnProfile, reason: Words): void {
  draft.columns.set(role, profile);
  draft.reasons.set(role, reason);
}

function taken(draft: Draft, profile: ColumnProfile): boolean {
  return [...draft.columns.values()].includes(profile);
}

function largest<T>(items: readonly T[], by: (item: T) => number): T | undefined {
  return items.reduce<T | undefined>(
    (best, item) => (best === undefined || by(item) > by(best) ? item : best),
    undefined,
  );
}
