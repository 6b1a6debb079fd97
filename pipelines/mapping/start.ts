import type { Words } from '../words.ts';
import type { Mapping } from './document.ts';
import type { Question } from './draft.ts';
import { columnsPresent } from './presets.ts';
import type { Proposal } from './propose.ts';
import { roles } from './roles.ts';
import { fitOf } from './saved.ts';

/** The mapping that a proposal starts from. */
interface Start {
  readonly mapping: Mapping;
  /** Columns that it reads and the file no longer has. */
  readonly gone: readonly string[];
}

/** The kept mapping made for these columns, or for nearly these. */
export function keptStart(kept: readonly Mapping[], names: readonly string[]): Start | null {
  const fits = kept.map((mapping) => ({ mapping, fit: fitOf(mapping, names) }));
  const best =
    fits.find(({ fit }) => fit.state === 'same') ??
    fits.find(({ fit }) => fit.state === 'changed') ??
    fits.find(({ fit }) => fit.state === 'broken');
  return best === undefined ? null : { mapping: best.mapping, gone: best.fit.missing };
}

/** What was once decided wins over what the file suggests; the rest of the proposal fills what is left open. */
export function mergeStart(
  proposal: Proposal,
  start: Mapping | null,
  names: readonly string[],
  isPreset: boolean,
): Pick<Proposal, 'columns' | 'kinds' | 'dates' | 'reasons' | 'questions'> {
  if (start === null || start.table !== proposal.table) return proposal;
  const decided = columnsPresent(start, names);
  const used = new Set(Object.values(decided));
  const required = new Set(roles[proposal.table].flatMap(({ name, required: must }) => (must === true ? [name] : [])));
  const open = Object.entries(proposal.columns).filter(
    ([role, column]) => decided[role] === undefined && !used.has(column) && (isPreset || required.has(role)),
  );
  const columns = { ...decided, ...Object.fromEntries(open) };
  const reason: Words = isPreset
    ? { fr: `préréglage « ${start.name} », non vérifié`, en: `preset “${start.name}”, unverified` }
    : { fr: `décidé dans l’association « ${start.name} »`, en: `decided in the mapping “${start.name}”` };
  const reasons = Object.fromEntries(
    Object.keys(columns).map((role) => [
      role,
      decided[role] === undefined ? (proposal.reasons[role] ?? reason) : reason,
    ]),
  );
  const dates = { ...proposal.dates, ...start.dates };
  const kinds =
    columns['kind'] === undefined
      ? { always: start.kinds?.always ?? proposal.kinds.always ?? 'post' }
      : { ...proposal.kinds, ...start.kinds, values: { ...proposal.kinds.values, ...start.kinds?.values } };
  const questions = proposal.questions.filter(
    ({ code }) =>
      isPreset ||
      (code === 'date_order' && dates.order === undefined && dates.format === undefined) ||
      code === 'missing',
  );
  return {
    columns,
    kinds: proposal.table === 'events' || proposal.table === 'memberships' ? kinds : {},
    dates,
    reasons,
    questions,
  };
}

/** The columns that a kept mapping misses, as a question that stops nothing. */
export function lostColumns(start: Start | null): Question[] {
  if (start === null || start.gone.length === 0 || start.mapping.status === 'unverified') return [];
  const list = start.gone.join(', ');
  return [
    {
      code: 'lost_columns',
      column: null,
      words: {
        fr: `l’association « ${start.mapping.name} » lisait des colonnes que ce fichier n’a plus : ${list}`,
        en: `the mapping “${start.mapping.name}” read columns that this file no longer has: ${list}`,
      },
      blocking: false,
    },
  ];
}
