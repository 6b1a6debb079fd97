import { neutral, type Words } from '../words.ts';
import type { Mapping } from './document.ts';
import { type Draft, quoted } from './draft.ts';
import type { TableKind } from './roles.ts';
import { isPlainMessage, kindOfValue, roleOfValue } from './vocabulary.ts';

/** What the values of the column of kinds mean, or what all rows are when there is no such column. */
export function proposeKinds(draft: Draft, table: TableKind, hint: string): NonNullable<Mapping['kinds']> {
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
  // Where no value is that of answers, a plain message is one as soon as it names what it answers.
  if (draft.columns.has('parent') && !Object.values(values).includes('reply')) {
    for (const value of Object.keys(values)) if (isPlainMessage(value)) values[value] = 'post-or-reply';
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
