import { type CommunitySilence, communitySilence } from '../backtest/silence-runs.ts';
import type { Row } from '../contract/results.ts';
import type { Text } from '../contract/text.ts';
import type { Snapshot } from '../facts/open.ts';
import { loadWrittenDays } from '../facts/written-days.ts';
import type { Computed, Context, Part } from '../metrics/define.ts';
import {
  type CommunityFacts,
  type CommunityState,
  communityState,
  communityStates,
  dormancyRules,
} from '../models/community-state.ts';
import { dayNumber, dayText } from '../models/day-number.ts';
import { type LifeStage, type Stage, stageRules } from '../models/life-stage.ts';
import { communityPrior } from '../models/own-rhythm.ts';
import { type CommunityLife, loadCommunityLives } from './community-lives.ts';
import { defineScore } from './define.ts';
import { dormancyAction } from './dormancy-actions.ts';
import { countsOfPeople, dormancyColumns, keptColumns } from './dormancy-columns.ts';
import { animationOf, communityStage, pulseReader } from './dormancy-facts.ts';
import { forecastShown, outlookOf, stageForeseen } from './dormancy-outlook.ts';
import { dormancyReasons } from './dormancy-reasons.ts';
import { knownLives } from './known-lives.ts';

const parts: readonly Part[] = [
  {
    id: 'operational_silence',
    label: { fr: 'Silence en jours ordinaires', en: 'Silence in ordinary days' },
    weight: 0.5,
    formula: `op(d) = Σ rate, rate = calendar × 7-day active communities per community alive ÷ what the calendar expects, over its median; dormant from ${dormancyRules.dormantAfter}`,
  },
  {
    id: 'own_rhythm',
    label: { fr: 'Rythme propre', en: 'Own rhythm' },
    weight: 0.5,
    formula: `P = ((α + T) ÷ (α + T + s))^(r + x) < ${dormancyRules.improbable}, r = ${communityPrior.r}, α = ${communityPrior.alpha}`,
  },
];

const stateWords = communityStates.join(', ');

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
    fr: 'Ce que les personnes écrivent, robots exclus et sans compter les réactions, jusqu’à la fin de la période. En sommeil : 60 jours ordinaires sans message, un silence que son propre rythme rend improbable (moins de 1 %). Alerte : silence plus court mais improbable, et plus long que tous ceux des trois mois d’avant. Un jour férié ou de congé général compte peu. Une communauté calme par nature ou hors saison n’est pas en sommeil ; quand toute sa source se tait, on dit « pas de données ». L’étape de vie est revue chaque lundi et change quand deux lundis s’accordent : lancement, 90 jours puis jusqu’à trois semaines de suite à cinq personnes dont trois qui n’animent pas ; croissance ou déclin quand la pente de 12 semaines ordinaires est sûre à 95 % (déclin : et moins de 0,6 fois le meilleur de l’année) ; maturité sinon ; petit groupe quand elle n’a pas pris en un an. Le risque de silence dans les 60 jours est appris sur le passé de toutes les communautés ; à partir d’une chance sur deux, la communauté est à surveiller, et elle appelle une action là où de telles prévisions se sont vérifiées sept fois sur dix.',
    en: 'What people write, bots left out and reactions not counted, up to the end of the period. Dormant: 60 ordinary days without a message, a silence improbable (below 1 %) at its own rhythm. Alarm: a shorter silence, but improbable and longer than any of the three months before. A public holiday or a day of general leave counts little. A community that is quiet by nature or off season is not dormant; when its whole source is silent, the state is "no data". The stage of life is looked at every Monday and changes when two Mondays agree: launch, 90 days and then until three weeks in a row with five people, three of whom do not animate it; growth or decline when the slope of 12 ordinary weeks is sure at 95 % (decline: and below 0.6 times the best of the year); maturity otherwise; small group when it did not take off in a year. The risk of silence in the next 60 days is learnt from the past of all communities; from even odds on, the community is to be watched, and it calls for action where such forecasts came true seven times in ten.',
  },
  formula:
    'dormant_k = newest event − last human day > k days; P(silence ≥ s) = ((α + T) ÷ (α + T + s))^(r + x); surprise = 1 − P; weekly change = e^slope − 1, quasi-Poisson over 12 operational weeks',
  range: {
    fr: stateWords,
    en: stateWords,
  },
  nullRule: {
    fr: 'Le dernier jour et le rythme sont nuls quand personne n’a jamais écrit ; la règle des jours dit alors « en sommeil ». L’étape est nulle pour une communauté terminée, hors saison, jamais lancée ou sans données ; la pente, avant six semaines ordinaires.',
    en: 'The last day and the rhythm are null when nobody ever wrote; the rules of days then say "dormant". The stage is null for a community that is finished, off season, never started or without data; the slope, before six ordinary weeks.',
  },
  reference:
    'Gamma–Poisson silence (Fader, Hardie & Lee 2005, without death); time rescaling (Brown et al. 2002); stages after Iriberri & Leroy 2009; thresholds are ours.',
  needs: ['times', 'communities'],
  version: 2,
  parts,
  columns: dormancyColumns,
  privacy: { people: [...countsOfPeople], keep: keptColumns },
  reasons: dormancyReasons,
  action: dormancyAction,
  compute: computeDormancy,
});

async function computeDormancy({ snapshot, filter }: Context): Promise<Computed> {
  if (filter.to === null || snapshot.last_day === null) return { rows: [] };
  // Nothing is known after the newest event, whatever the period asked for.
  const asOf = Math.min(dayNumber(filter.to), dayNumber(snapshot.last_day) + 1);
  const loading = loadWrittenDays(snapshot.db, dayText(asOf));
  const loadingLives = loading.then((written) => loadCommunityLives(snapshot, asOf, dayText(asOf), written));
  const [written, lives, known] = await Promise.all([
    loading,
    loadingLives,
    knownLives(snapshot, asOf, () => loadingLives),
  ]);
  const facts = new Map(known.map((each) => [each.id, each.facts]));
  const asked = lives.filter(({ id }) => filter.community === null || id === filter.community);
  const silence = await communitySilence(snapshot, asOf, written);
  const pulse = pulseReader(asOf);
  return {
    rows: asked.flatMap((life): Row[] => {
      const own = facts.get(life.id);
      return own === undefined ? [] : [{ ...rowOf(life, own, asOf, silence), pulse: pulse(life.writings) }];
    }),
    warnings: silentSources(lives, asOf, snapshot),
  };
}

function rowOf(life: CommunityLife, facts: CommunityFacts, asOf: number, silence: CommunitySilence): Row {
  const { rhythm } = facts;
  const state = communityState(facts);
  const observed = communityStage(life);
  const forecast = forecastShown(state, silence.forecasts.get(life.id));
  const { createdOn, source } = life;
  const silentFor = (days: number) => rhythm === null || rhythm.silentDays > days;
  const change = (slope: number | undefined): number | null => (slope === undefined ? null : Math.expm1(slope));
  return {
    subject_id: life.id,
    name: life.name,
    state,
    stage: stageForeseen(stageShown(state, observed, createdOn === null ? null : asOf - createdOn), forecast),
    judged_on: dayText(source.knownUntil - 1),
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
    stage_decided_on: observed === null ? null : dayText(observed.decidedOn - 1),
    contributors_28: observed?.people ?? 0,
    most_contributors_28: observed?.mostPeople ?? 0,
    weekly_change: change(observed?.trend?.slope),
    weekly_change_low: change(observed?.trend?.low),
    weekly_change_high: change(observed?.trend?.high),
    took_off_on: observed?.tookOffOn == null ? null : dayText(observed.tookOffOn),
    silence_60: forecast?.probability ?? null,
    silence_60_low: forecast?.low ?? null,
    silence_60_high: forecast?.high ?? null,
    forecast_learning: forecast?.learning ?? null,
    outlook: outlookOf(forecast, silence.thresholds),
    animators: life.animators,
    animation: animationOf(life),
  };
}

/** States in which a community is at no stage of its life: it is over, it rests, or nothing is known of it. */
const withoutStage: ReadonlySet<CommunityState> = new Set(['finished', 'seasonal', 'no_data']);

/** The stage beside a state, so that the two never contradict each other; null when there is none to tell. */
function stageShown(state: CommunityState, observed: Stage | null, age: number | null): LifeStage | null {
  if (withoutStage.has(state)) return null;
  if (state === 'dormant') return 'dormant';
  if (observed !== null) return state === 'never_started' ? null : observed.stage;
  return age !== null && age < stageRules.launchDays ? 'preparation' : null;
}

/** One warning per source whose communities are all silent at the end: their silence says nothing of each of them. */
function silentSources(lives: readonly CommunityLife[], asOf: number, snapshot: Snapshot): Text[] {
  const sources = new Map(lives.map(({ source }) => [source.name, source]));
  return [...sources.values()].flatMap(({ name, silentSince }): Text[] => {
    if (silentSince === null) return [];
    const [days, since, to] = [asOf - 1 - silentSince, dayText(silentSince), snapshot.last_day ?? ''];
    return [
      {
        fr: `Aucun message dans aucune communauté de « ${name} » depuis ${days} jours (${since}), alors que les données vont jusqu’au ${to} : il manque peut-être un export. Ses communautés sont jugées à cette date ; de celles qui vivaient alors, rien n’est dit depuis.`,
        en: `No message in any community of "${name}" for ${days} days (${since}), though the data reach ${to}: an export may be missing. Its communities are judged as of that day; of those that lived then, nothing is said since.`,
      },
    ];
  });
}
