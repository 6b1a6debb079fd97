import { tieParametersOf } from '../backtest/half-life.ts';
import { reorderingWarning, variantsOf } from '../backtest/tie-variants.ts';
import type { Row } from '../contract/results.ts';
import type { Text } from '../contract/text.ts';
import type { Snapshot } from '../facts/open.ts';
import { orNull } from '../graph/graph.ts';
import { loadActivations } from '../metrics/activations.ts';
import type { Computed, Context } from '../metrics/define.ts';
import { activationEffect } from '../models/activation-effect.ts';
import {
  type AmbassadorEvidence,
  communitiesAnswered,
  facetIds,
  pairsOf,
  partnersOf,
  peopleRepliedTo,
} from '../models/ambassador-facets.ts';
import { tierOf } from '../models/bootstrap-tiers.ts';
import { logContribution } from '../models/composite.ts';
import { everyWeekOnce, strongestWriters, writersTo } from '../models/written-exchange.ts';
import { ambassadorKinds, loadAmbassadorEvidence } from './ambassador-evidence.ts';
import { loadGateFacts, statusOf } from './ambassador-gates.ts';
import { mostStable, notAllListed } from './ambassador-listing.ts';
import { ambassadorColumns, ambassadorParts } from './ambassador-parts.ts';
import { ambassadorAction, ambassadorReasons } from './ambassador-reasons.ts';
import { type AmbassadorScores, fewerResamples, scoreAmbassadors } from './ambassador-scoring.ts';
import { type Candidate, loadCandidates } from './candidates.ts';
import { loadCommunicators } from './communicators.ts';
import { byTierThenId, defineScore } from './define.ts';
import { type ScoreWindow, scoreWindow } from './score-window.ts';
import { AnswerCache } from '../state/answer-cache.ts';
import { readRefusals } from '../state/refusals.ts';
import { loadVisibleCounts } from './visible-counts.ts';
import { linesOf, loadWrittenLines, weightRows } from './written-lines.ts';

/** Days of presence before anyone can be told apart from a newcomer. */
const fewestDays = 28;
/** Nobody is named with a score below the median of every facet. */
const median = 0.5;

/** Ambassador candidates: people who answer, regularly, across departments, and whom others answer. */
export const ambassadors = defineScore({
  id: 'ambassadors',
  shape: 'score',
  unit: 'score',
  family: 'scores',
  subject: 'person',
  label: { fr: 'Ambassadeurs possibles', en: 'Ambassador candidates' },
  question: { fr: 'Qui inviter à devenir ambassadeur, et pourquoi ?', en: 'Whom to invite as an ambassador, and why?' },
  definition: {
    fr: 'Moyenne géométrique de six facettes (audience, réactivité, régularité, transversalité, dialogue, ouverture), chacune en rang parmi les personnes éligibles des 180 derniers jours. Seul compte ce qui est écrit : donner ou recevoir des réactions ne change rien. Groupe A : dans les 5 % de tête d’au moins 80 % des 200 rééchantillonnages des semaines (moins, mais 50 au moins, au-delà de 20 000 personnes) ; B : d’au moins la moitié ; C : sinon. Aucun rang, et aucun nom sous la médiane ; au-delà de 1 000 noms, le groupe C n’est pas listé en entier. Comme 180 jours comptent, une personne arrivée depuis moins de trois mois atteint rarement A ou B : n’en concluez rien sur elle.',
    en: 'Geometric mean of six facets (reach, responsiveness, consistency, crossing, dialogue, openness), each as a rank among the people eligible over the last 180 days. Only what is written counts: reactions given or received change nothing. Tier A: in the top 5 % of at least 80 % of 200 resamples of the weeks (fewer, but at least 50, beyond 20,000 people); B: of at least half; C: otherwise. No rank, and no name below the median; beyond 1,000 names, tier C is not listed whole. Since 180 days count, someone who arrived within three months seldom reaches A or B: conclude nothing about them from that.',
  },
  formula:
    'score = exp(Σ_f w_f · ln max(q_f, 0.01)), q_f = (rank_f − 0.5) ÷ n; Σ_f w_f ln(q_f ÷ 0.5) = ln(score ÷ 0.5)',
  range: { fr: '0,5 à 1', en: '0.5 to 1' },
  nullRule: {
    fr: 'Ne figurent ni les robots, ni les personnes externes ou parties, ni celles arrivées depuis moins de 28 jours, qui n’ont rien écrit ou ne souhaitent pas être proposées : le calcul se fait sans elles. Le score sans le partenaire principal est vide quand plus de trois personnes lui écrivent autant.',
    en: 'Bots, external people, people who left, arrived less than 28 days ago, wrote nothing or do not wish to be proposed are not listed: it is computed without them. The score without the strongest partner is empty when more than three people write as much to them.',
  },
  reference:
    'Hill 1973 (effective number); Burt 1992 (redundancy); Newman 2001; Cross, Rebele & Grant 2016 (overload). Weights are ours.',
  needs: ['times'],
  fades: true,
  version: 1,
  parts: ambassadorParts,
  columns: ambassadorColumns,
  reasons: ambassadorReasons,
  action: ambassadorAction,
  compute: (context) => {
    const { snapshot, filter } = context;
    const known = computed.get(snapshot) ?? new AnswerCache<Computed>(mostKept);
    computed.set(snapshot, known);
    const refused = readRefusals(snapshot.folder).map(({ person_id }) => person_id);
    const key = JSON.stringify([filter, refused]);
    let isOwn = false;
    const own = (): Promise<Computed> => {
      isOwn = true;
      return computeAmbassadors(context);
    };
    return known.get(key, own).catch((error: unknown) => {
      // The work is stopped when whoever began it has gone: others who waited for it begin anew.
      if (!isOwn && error instanceof Error && error.name === 'AbortError') return known.get(key, own);
      throw error;
    });
  },
});

/** The set and the page ask for the same people: they are computed once. */
const computed = new WeakMap<Snapshot, AnswerCache<Computed>>();
const mostKept = 4;

async function computeAmbassadors(context: Context): Promise<Computed> {
  const { snapshot, filter } = context;
  const window = scoreWindow(filter);
  if (window === null) return { rows: [] };
  const candidates = await loadCandidates(snapshot, window.filter, filter.department);
  const parameters = await tieParametersOf(snapshot);
  const evidence = await loadAmbassadorEvidence(snapshot, window, candidates, parameters);
  if (evidence.written.targets.length === 0) {
    return {
      rows: [],
      reason: {
        code: 'no_dialogue',
        sentence: {
          fr: 'Personne n’a répondu à quelqu’un ni mentionné quelqu’un pendant cette période.',
          en: 'Nobody replied to or mentioned anybody in this period.',
        },
      },
    };
  }
  const eligible = eligiblePeople(candidates, evidence, window);
  const lines = linesOf(await loadWrittenLines(snapshot, window, candidates.length, parameters), ambassadorKinds);
  const variants = variantsOf(parameters, ['reply_weight', 'mention_weight']).map((variant) => variant.parameters);
  const otherWeights = weightRows(lines, variants, ambassadorKinds);
  const scores = await scoreAmbassadors(evidence, eligible, otherWeights, (trials) =>
    context.kernel('ambassadors', trials),
  );
  const status = statusOf(
    await loadGateFacts(snapshot, window),
    (person) => strongestWriters(scores.exchange, person).share,
    eligible,
    await loadCommunicators(snapshot, window, candidates),
  );
  const activation = activationEffect(await loadActivations(snapshot, window.filter));
  const visible = await loadVisibleCounts(snapshot, window);
  const above = [...eligible.keys()].filter((position) => {
    const candidate = candidates[eligible[position] as number];
    return candidate?.inScope === true && (scores.value[position] as number) >= median;
  });
  const rows = mostStable(above, scores).flatMap((position): Row[] => {
    const person = eligible[position] as number;
    const candidate = candidates[person];
    if (candidate === undefined) return [];
    return [
      {
        ...scoreCells(scores, position),
        subject_id: candidate.id,
        status: status(person),
        contributions: visible[person] as number,
        days: window.end - Math.max(window.start, candidate.arrivedOn ?? window.start),
        department: candidate.shownDepartment,
        site: candidate.site,
        ...countCells(evidence, scores, person),
        activated: activation.activated[person] ?? 0,
        activated_expected: activation.expected[person] ?? 0,
      },
    ];
  });
  return {
    rows: rows.sort(byTierThenId),
    warnings: [
      ...fewerResamples(eligible.length),
      ...notAllListed(above.length, rows.length),
      ...warningsOf(candidates, evidence, eligible, scores),
      ...reorderingWarning(scores.value, scores.others),
    ],
  };
}

/** Humans of the organisation (or of unknown origin), still here, present for 28 days, who wrote in the window and did not refuse. */
export function eligiblePeople(
  candidates: readonly Candidate[],
  evidence: AmbassadorEvidence,
  window: ScoreWindow,
): Uint32Array {
  const { weeks } = evidence.written;
  return Uint32Array.from(
    candidates.flatMap(({ isExternal, hasLeft, hasRefused, arrivedOn }, person) => {
      const wrote = evidence.visible.subarray(person * weeks, (person + 1) * weeks).includes(1);
      const present = arrivedOn !== null && window.end - arrivedOn >= fewestDays;
      return wrote && present && !isExternal && !hasLeft && !hasRefused ? [person] : [];
    }),
  );
}

function scoreCells(scores: AmbassadorScores, position: number): Row {
  const cells: Row = {
    value: scores.value[position] as number,
    tier: tierOf(scores.stability[position] as number),
    stability: scores.stability[position] as number,
    without_reactions: scores.value[position] as number,
    without_strongest_partner: orNull(scores.withoutStrongest[position]),
  };
  for (const { id, weight } of ambassadorParts) {
    const percentile = scores.percentiles[id][position] as number;
    cells[id] = percentile;
    cells[`${id}_raw`] = scores.raw[id][position] as number;
    cells[`${id}_contribution`] = logContribution(percentile, weight);
  }
  return cells;
}

function countCells(evidence: AmbassadorEvidence, { exchange }: AmbassadorScores, person: number): Row {
  const { weeks } = evidence.written;
  const row = person * weeks;
  const { partners, departments } = partnersOf(evidence, exchange, person);
  return {
    people_who_wrote: writersTo(exchange, person),
    people_replied_to: peopleRepliedTo(exchange, person, -1),
    weeks_active: evidence.visible.subarray(row, row + weeks).reduce((sum, week) => sum + week, 0),
    weeks_present: evidence.present.subarray(row, row + weeks).filter((time) => time > 0).length,
    partners,
    pairs: pairsOf(exchange, person, -1).pairs,
    partner_departments: departments,
    communities_answered: communitiesAnswered(evidence, person, everyWeekOnce(weeks)),
  };
}

function warningsOf(
  candidates: readonly Candidate[],
  evidence: AmbassadorEvidence,
  eligible: Uint32Array,
  { agreement, raw }: AmbassadorScores,
): Text[] {
  const warnings: Text[] = [];
  const known = [...eligible].filter((person) => candidates[person]?.department !== null).length;
  if (known === 0) {
    warnings.push({
      fr: 'Aucun service n’est connu : la transversalité ne compte que les communautés.',
      en: 'No department is known: crossing counts communities only.',
    });
  } else if (known < 0.8 * eligible.length) {
    const share = Math.round((100 * known) / eligible.length);
    warnings.push({
      fr: `Le service n’est connu que pour ${share} % des personnes comparées.`,
      en: `The department is known for only ${share} % of the people compared.`,
    });
  }
  const mute = facetIds.filter((id) => raw[id].every((value) => value === raw[id][0]));
  if (eligible.length > 1 && mute.length > 0) {
    const labels = ambassadorParts.filter(({ id }) => mute.includes(id)).map(({ label }) => label);
    warnings.push({
      fr: `Ces données ne distinguent personne sur : ${labels.map(({ fr }) => fr).join(', ')}.`,
      en: `These data tell nobody apart on: ${labels.map(({ en }) => en).join(', ')}.`,
    });
  }
  const disagree =
    (agreement.concordance !== null && agreement.concordance < 0.3) ||
    (agreement.borda !== null && agreement.borda < 0.6);
  if (disagree) {
    warnings.push({
      fr: 'Les facettes classent les personnes très différemment : lire les facettes plutôt que le score.',
      en: 'The facets order people very differently: read the facets rather than the score.',
    });
  }
  return warnings;
}
