import { tieParametersOf } from '../backtest/half-life.ts';
import type { Column, Reason, Row } from '../contract/results.ts';
import { midrankPercentiles } from '../graph/statistics.ts';
import type { Computed, Context, Part } from '../metrics/define.ts';
import { peopleRepliedTo } from '../models/ambassador-facets.ts';
import { shareInTop, tierOf, type WeekCounts } from '../models/bootstrap-tiers.ts';
import { communitySuits } from '../models/community-suits.ts';
import { geometricComposite, logContribution } from '../models/composite.ts';
import { everyWeekOnce, type Exchange, exchangeOn, writersTo } from '../models/written-exchange.ts';
import { fewerResamples, resamplingOf } from './ambassador-scoring.ts';
import { type Candidate, loadCandidates } from './candidates.ts';
import { byTierThenId, defineScore } from './define.ts';
import { communityKinds, loadNonWorkEvidence, loadSurroundings, type NonWorkEvidence } from './non-work-evidence.ts';
import { nonWorkAction, nonWorkReasons } from './non-work-reasons.ts';
import { scoreWindow } from './score-window.ts';

/** Days of presence before anyone can be told apart from a newcomer. */
const fewestDays = 28;
/** This many posts and replies at work, or this share of all, are still little. */
const fewAtWork = 2;
const smallShare = 0.1;
const mostSuits = 3;

type PartId = 'answered' | 'attention' | 'regularity';

const parts: readonly (Part & { readonly id: PartId })[] = [
  {
    id: 'answered',
    label: { fr: 'Réponses données', en: 'Answers given' },
    weight: 0.4,
    formula: 'people replied to in communities of interest',
  },
  {
    id: 'attention',
    label: { fr: 'Attention reçue', en: 'Attention received' },
    weight: 0.3,
    formula: 'people who replied to or mentioned them there',
  },
  {
    id: 'regularity',
    label: { fr: 'Assiduité', en: 'Regularity' },
    weight: 0.3,
    formula: 'weeks with a post or reply there',
  },
];

const count = (key: string, fr: string, en: string, unit: Column['unit'] = 'count'): Column => ({
  key,
  label: { fr, en },
  unit,
});

const columns: readonly Column[] = [
  ...parts.map(({ id, label }): Column => ({ key: id, label, unit: 'score' })),
  ...parts.map(
    ({ id, label }): Column =>
      count(`${id}_contribution`, `${label.fr} : apport (log)`, `${label.en}: contribution (log)`, 'index'),
  ),
  count('people_answered', 'Personnes à qui il ou elle a répondu', 'People replied to', 'people'),
  count('people_who_wrote', 'Personnes qui lui ont écrit', 'People who wrote to them', 'people'),
  count('weeks_active', 'Semaines actives', 'Active weeks'),
  count('interest_contributions', 'Contributions hors travail', 'Contributions outside work'),
  count('work_contributions', 'Contributions professionnelles', 'Contributions at work'),
  count('place', 'Communauté principale', 'Main community', 'text'),
  ...[1, 2, 3].flatMap((place) => [
    count(`suits_${place}`, `Communauté conseillée ${place}`, `Suggested community ${place}`, 'text'),
    count(
      `suits_${place}_contacts`,
      `Contacts dans la communauté ${place}`,
      `Contacts in community ${place}`,
      'people',
    ),
    count(
      `suits_${place}_colleagues`,
      `Collègues dans la communauté ${place}`,
      `Colleagues in community ${place}`,
      'flag',
    ),
  ]),
  count('department', 'Service', 'Department', 'text'),
  count('site', 'Site', 'Site', 'text'),
];

/** People who carry communities of interest and do not write at work yet, with where they would find people they know. */
export const nonWorkStars = defineScore({
  id: 'non-work-stars',
  shape: 'score',
  unit: 'score',
  family: 'scores',
  subject: 'person',
  label: { fr: 'Piliers des communautés extra-professionnelles', en: 'Pillars of non-work communities' },
  question: {
    fr: 'Qui, assidu hors travail, pourrait contribuer dans une communauté professionnelle, et laquelle ?',
    en: 'Who, assiduous outside work, could contribute to a professional community, and to which?',
  },
  definition: {
    fr: 'Parmi les personnes qui écrivent dans les communautés d’intérêt (publiques) depuis 180 jours, celles au-dessus de la médiane, dont les publications et réponses professionnelles sont au plus deux ou un dixième du total. Score : moyenne géométrique de trois rangs. Groupes A, B, C comme pour les ambassadeurs. Les communautés conseillées sont vivantes, publiques, d’au moins cinq personnes ; les plus proches par les contacts et les collègues d’abord.',
    en: 'Among the people who wrote in (public) communities of interest over 180 days, those above the median whose professional posts and replies are two at most or a tenth of all. Score: geometric mean of three ranks. Tiers A, B, C as for ambassadors. Suggested communities are alive, public, of five people or more; the nearest by contacts and colleagues first.',
  },
  formula:
    'score = exp(Σ w ln max(q, 0.01)), q = (rank − 0.5) ÷ n; nearness = |contacts ∩ C| ÷ √(|contacts| |C|) + |department ∩ C| ÷ √(|department| |C|)',
  range: { fr: '0,5 à 1', en: '0.5 to 1' },
  nullRule: {
    fr: 'Vide quand le type des communautés n’est pas connu. Une communauté conseillée est nulle quand la personne n’y connaît personne.',
    en: 'Empty when the types of communities are not known. A suggested community is null when the person knows nobody there.',
  },
  reference: 'A definition of Vigie’s own; overlap: Salton & McGill (1983), cosine. Weights and thresholds are ours.',
  needs: ['times', 'communities', 'threads'],
  version: 1,
  parts,
  columns,
  reasons: nonWorkReasons,
  action: nonWorkAction,
  compute: computeStars,
});

const noTypes: Reason = {
  code: 'no_community_types',
  sentence: {
    fr: 'On ne sait pas quelles communautés sont professionnelles et lesquelles ne le sont pas : importez un fichier communities.csv avec leur type (practice, expertise, sector, project, organisation, interest).',
    en: 'Nothing tells which communities are professional and which are not: import a communities.csv file with their type (practice, expertise, sector, project, organisation, interest).',
  },
};

const noInterest: Reason = {
  code: 'no_interest_community',
  sentence: {
    fr: 'Aucune communauté n’est de type « intérêt » (extra-professionnelle).',
    en: 'No community is of the type "interest" (outside work).',
  },
};

async function computeStars({ snapshot, filter }: Context): Promise<Computed> {
  // People are told apart by all they do: a community narrows what they do outside work, not what they do at work.
  const window = scoreWindow({ ...filter, community: null });
  if (window === null) return { rows: [] };
  const kinds = await communityKinds(snapshot);
  if (kinds.interest === 0) return { rows: [], reason: kinds.typed === 0 ? noTypes : noInterest };
  const candidates = await loadCandidates(snapshot, window.filter, filter.department);
  const evidence = await loadNonWorkEvidence(snapshot, window, candidates.length, filter.community);
  const people = comparedPeople(candidates, evidence, window.end);
  const once = everyWeekOnce(window.weeks);
  const exchange = exchangeOn(evidence.written, once);
  const raw = rawParts(evidence, exchange, people, once);
  const percentiles = raw.map((part) => midrankPercentiles(part));
  const value = compositeOf(percentiles);
  const stability = shareInTop(people.length, window.weeks, resamplingOf(people.length), (counts) => {
    const drawn = rawParts(evidence, exchangeOn(evidence.written, counts), people, counts);
    return compositeOf(drawn.map((part) => midrankPercentiles(part)));
  });
  const surroundings = await loadSurroundings(snapshot, window, candidates, await tieParametersOf(snapshot));
  const suitsOf = communitySuits(surroundings, mostSuits);
  const rows = [...people].flatMap((person, k): Row[] => {
    const candidate = candidates[person];
    const atWork = evidence.atWork[person] ?? 0;
    const outside = contributions(evidence, person);
    const isLittle = atWork <= Math.max(fewAtWork, smallShare * (atWork + outside));
    if (candidate === undefined || !candidate.inScope || (value[k] ?? 0) < 0.5 || !isLittle) return [];
    const cells: Row = { subject_id: candidate.id, value: value[k] ?? 0, tier: tierOf(stability[k] ?? 0) };
    parts.forEach(({ id, weight }, p) => {
      const percentile = percentiles[p]?.[k] ?? 0;
      cells[id] = percentile;
      cells[`${id}_contribution`] = logContribution(percentile, weight);
    });
    const suits = suitsOf(person);
    for (const place of [1, 2, 3]) {
      const suit = suits[place - 1];
      cells[`suits_${place}`] = suit === undefined ? null : (surroundings.names[suit.community] ?? null);
      cells[`suits_${place}_contacts`] = suit?.contacts ?? null;
      // Of a department that is not shown nothing is said.
      cells[`suits_${place}_colleagues`] =
        suit === undefined || candidate.shownDepartment === null ? null : suit.colleagues > 0;
    }
    return [
      {
        ...cells,
        people_answered: raw[0]?.[k] ?? 0,
        people_who_wrote: raw[1]?.[k] ?? 0,
        weeks_active: raw[2]?.[k] ?? 0,
        interest_contributions: outside,
        work_contributions: atWork,
        place: evidence.place[person] ?? null,
        department: candidate.shownDepartment,
        site: candidate.site,
      },
    ];
  });
  return {
    rows: rows.sort(byTierThenId),
    warnings: [...fewerResamples(people.length), ...(kinds.work === 0 ? [noWork] : [])],
  };
}

const noWork = {
  fr: 'Aucune communauté n’est de type professionnel : rien ne peut être conseillé.',
  en: 'No community is of a professional type: none can be suggested.',
};

/** People of the organisation who wrote in communities of interest, present for 28 days, still here, who did not refuse. */
function comparedPeople(candidates: readonly Candidate[], evidence: NonWorkEvidence, end: number): Uint32Array {
  return Uint32Array.from(
    candidates.flatMap(({ isExternal, hasLeft, hasRefused, arrivedOn }, person) => {
      const isPresent = arrivedOn !== null && end - arrivedOn >= fewestDays;
      return isPresent && !isExternal && !hasLeft && !hasRefused && contributions(evidence, person) > 0 ? [person] : [];
    }),
  );
}

function contributions({ visible, written }: NonWorkEvidence, person: number): number {
  return visible.subarray(person * written.weeks, (person + 1) * written.weeks).reduce((sum, week) => sum + week, 0);
}

/** People replied to, people who wrote to them, and weeks in which they wrote, in the order of `parts`. */
function rawParts(
  { visible }: NonWorkEvidence,
  exchange: Exchange,
  people: Uint32Array,
  counts: WeekCounts,
): readonly Float64Array[] {
  const weeks = counts.length;
  return [
    Float64Array.from(people, (person) => peopleRepliedTo(exchange, person, -1)),
    Float64Array.from(people, (person) => writersTo(exchange, person)),
    Float64Array.from(people, (person) => {
      let active = 0;
      for (let w = 0; w < weeks; w++) if ((visible[person * weeks + w] ?? 0) > 0) active += counts[w] ?? 0;
      return active;
    }),
  ];
}

const compositeOf = (percentiles: readonly Float64Array[]): Float64Array =>
  geometricComposite(
    percentiles,
    parts.map(({ weight }) => weight),
  );
