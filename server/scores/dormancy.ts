import type { Column, Row } from '../contract/results.ts';
import type { Text } from '../contract/text.ts';
import type { Snapshot } from '../facts/open.ts';
import type { Computed, Context, Part } from '../metrics/define.ts';
import { communityState, dormancyRules } from '../models/community-state.ts';
import { dayNumber, dayText } from '../models/day-number.ts';
import { communityPrior } from '../models/own-rhythm.ts';
import { type CommunityLife, loadCommunityLives } from './community-lives.ts';
import { defineScore } from './define.ts';
import { communityFacts, pulseOf } from './dormancy-facts.ts';
import { dormancyAction, dormancyReasons } from './dormancy-reasons.ts';

const columns: readonly Column[] = [
  { key: 'subject_id', label: { fr: 'Identifiant', en: 'Identifier' }, unit: 'text' },
  { key: 'name', label: { fr: 'Communauté', en: 'Community' }, unit: 'text' },
  { key: 'state', label: { fr: 'État', en: 'State' }, unit: 'text' },
  {
    key: 'last_human_day',
    label: { fr: 'Dernier jour de parole humaine', en: 'Last day a person wrote' },
    unit: 'date',
  },
  { key: 'silent_days', label: { fr: 'Jours de silence', en: 'Days of silence' }, unit: 'days' },
  { key: 'dormant_30', label: { fr: 'Silencieuse depuis 30 jours', en: 'Silent for 30 days' }, unit: 'flag' },
  { key: 'dormant_60', label: { fr: 'Silencieuse depuis 60 jours', en: 'Silent for 60 days' }, unit: 'flag' },
  { key: 'dormant_90', label: { fr: 'Silencieuse depuis 90 jours', en: 'Silent for 90 days' }, unit: 'flag' },
  {
    key: 'surprise',
    label: { fr: 'Surprise de ce silence', en: 'Surprise of this silence' },
    unit: 'share',
  },
  {
    key: 'silence_probability',
    label: { fr: 'Probabilité d’un silence aussi long', en: 'Probability of a silence this long' },
    unit: 'share',
  },
  { key: 'usual_gap_days', label: { fr: 'Écart habituel', en: 'Usual gap' }, unit: 'days' },
  {
    key: 'operational_silent_days',
    label: { fr: 'Silence en jours ordinaires', en: 'Silence in ordinary days' },
    unit: 'days',
  },
  {
    key: 'contributors_60',
    label: { fr: 'Personnes en 60 jours ordinaires', en: 'People in 60 ordinary days' },
    unit: 'people',
  },
  { key: 'pulse', label: { fr: 'Messages par mois, 12 mois', en: 'Messages a month, 12 months' }, unit: 'text' },
];

const parts: readonly Part[] = [
  {
    id: 'operational_silence',
    label: { fr: 'Silence en jours ordinaires', en: 'Silence in ordinary days' },
    weight: 0.5,
    formula: `op(d) = Σ rate, rate = 7-day active communities per community alive ÷ its median; dormant from ${dormancyRules.dormantAfter}`,
  },
  {
    id: 'own_rhythm',
    label: { fr: 'Rythme propre', en: 'Own rhythm' },
    weight: 0.5,
    formula: `P = ((α + T) ÷ (α + T + s))^(r + x) < ${dormancyRules.improbable}, r = ${communityPrior.r}, α = ${communityPrior.alpha}`,
  },
];

/** Which communities still live: each judged by its own rhythm, beside the rules of 30, 60 and 90 days. */
export const dormancy = defineScore({
  id: 'dormancy',
  shape: 'table',
  unit: 'text',
  family: 'scores',
  subject: 'community',
  label: { fr: 'Communautés en sommeil', en: 'Dormant communities' },
  question: {
    fr: 'Quelles communautés s’éteignent, et lesquelles se taisent pour une bonne raison ?',
    en: 'Which communities are dying, and which are silent for a good reason?',
  },
  definition: {
    fr: 'Ce que les personnes écrivent, robots exclus et sans compter les réactions, jusqu’à la fin de la période. En sommeil : 60 jours ordinaires sans message, un silence que son propre rythme rend improbable (moins de 1 %). Alerte : silence plus court mais improbable, et plus long que tous ceux dont elle est revenue. Un jour de congé général compte peu. Une communauté calme par nature ou hors saison n’est pas en sommeil.',
    en: 'What people write, bots left out and reactions not counted, up to the end of the period. Dormant: 60 ordinary days without a message, a silence improbable (below 1 %) at its own rhythm. Alarm: a shorter silence, but improbable and longer than any it came back from. A day of general holiday counts little. A community that is quiet by nature or off season is not dormant.',
  },
  formula:
    'dormant_k = newest event − last human day > k days; P(silence ≥ s) = ((α + T) ÷ (α + T + s))^(r + x); surprise = 1 − P',
  range: {
    fr: 'active, alarm, dormant, monologue, never_started, seasonal, finished, broadcast_only',
    en: 'active, alarm, dormant, monologue, never_started, seasonal, finished, broadcast_only',
  },
  nullRule: {
    fr: 'Le dernier jour et le rythme sont nuls quand personne n’a jamais écrit ; la règle des jours dit alors « en sommeil ».',
    en: 'The last day and the rhythm are null when nobody ever wrote; the rules of days then say "dormant".',
  },
  reference:
    'Gamma–Poisson silence (Fader, Hardie & Lee 2005, without death); time rescaling (Brown et al. 2002); thresholds are ours.',
  needs: ['times', 'communities'],
  version: 1,
  parts,
  columns,
  privacy: { people: ['contributors_60'], keep: columns.flatMap(({ key }) => (key === 'contributors_60' ? [] : key)) },
  reasons: dormancyReasons,
  action: dormancyAction,
  compute: computeDormancy,
});

async function computeDormancy({ snapshot, filter }: Context): Promise<Computed> {
  if (filter.to === null || snapshot.last_day === null) return { rows: [] };
  // Nothing is known after the newest event, whatever the period asked for.
  const asOf = Math.min(dayNumber(filter.to), dayNumber(snapshot.last_day) + 1);
  const lives = await loadCommunityLives(snapshot, asOf, dayText(asOf));
  const hasThreads = snapshot.capabilities.includes('threads');
  const asked = lives.filter(({ id }) => filter.community === null || id === filter.community);
  return { rows: asked.map((life) => rowOf(life, asOf, hasThreads)), warnings: holes(lives, asOf, snapshot) };
}

function rowOf(life: CommunityLife, asOf: number, hasThreads: boolean): Row {
  const facts = communityFacts(life, asOf, hasThreads);
  const { rhythm } = facts;
  const silentFor = (days: number) => rhythm === null || rhythm.silentDays > days;
  return {
    subject_id: life.id,
    name: life.name,
    state: communityState(facts),
    last_human_day: rhythm === null ? null : dayText(rhythm.lastDay),
    silent_days: rhythm?.silentDays ?? null,
    dormant_30: silentFor(30),
    dormant_60: silentFor(60),
    dormant_90: silentFor(90),
    surprise: rhythm === null ? null : 1 - rhythm.silenceProbability,
    silence_probability: rhythm?.silenceProbability ?? null,
    usual_gap_days: rhythm?.usualGapDays ?? null,
    operational_silent_days: rhythm?.operationalSilentDays ?? null,
    contributors_60: facts.recentPeople,
    pulse: pulseOf(life.writings, asOf),
  };
}

/** Days without a word in all communities of a source that look like missing data rather than like silence. */
const holeDays = 14;

/** One warning per source whose communities are all silent at the end: their silence says nothing of each of them. */
function holes(lives: readonly CommunityLife[], asOf: number, snapshot: Snapshot): Text[] {
  const lastDays = new Map<string, number>();
  for (const { source, writings } of lives) {
    const last = writings.at(-1)?.day;
    if (last !== undefined) lastDays.set(source, Math.max(lastDays.get(source) ?? last, last));
  }
  return [...lastDays].flatMap(([source, last]): Text[] => {
    const days = asOf - 1 - last;
    if (days < holeDays) return [];
    return [
      {
        fr: `Aucun message dans aucune communauté de « ${source} » depuis ${days} jours (${dayText(last)}), alors que les données vont jusqu’au ${snapshot.last_day ?? ''} : il manque peut-être un export. Ce silence commun ne compte presque pas contre chacune.`,
        en: `No message in any community of "${source}" for ${days} days (${dayText(last)}), though the data reach ${snapshot.last_day ?? ''}: an export may be missing. This common silence hardly counts against each of them.`,
      },
    ];
  });
}
