import type { Row } from '../contract/results.ts';
import type { Text } from '../contract/text.ts';
import { departmentGroups } from '../facts/network.ts';
import { edgeCount } from '../graph/graph.ts';
import { type Groups, groupSizes } from '../graph/groups.ts';
import { effortFor, type RepeatedCommunities, runLimits } from '../graph/leiden-runs.ts';
import { partitionAgreement } from '../graph/partition-agreement.ts';
import { defineMetric } from './define.ts';
import { departmentCoverage } from './department-coverage.ts';
import { wholeNetworkOnly } from './whole-network-only.ts';

/** From coarse to fine: the resolution of modularity. */
const resolutions = [1, 2, 4] as const;

/** Mean agreement between runs from which borders between groups may be drawn. */
const firmFrom = 0.8;

const say = (count: number, language: string): string => count.toLocaleString(language);

/** Groups of people who exchange together, found in the ties alone, against the organisation chart (Traag et al. 2019). */
export const exchangeGroups = defineMetric({
  id: 'exchange-groups',
  shape: 'table',
  unit: 'index',
  family: 'departments',
  label: { fr: 'Groupes d’échange et organigramme', en: 'Exchange groups and the organisation chart' },
  question: {
    fr: 'Qui échange avec qui, en dehors de tout organigramme ?',
    en: 'Who exchanges with whom, whatever the organisation chart says?',
  },
  definition: {
    fr: `Groupes de personnes qui échangent plus entre elles qu’avec les autres, trouvés dans les liens sans regarder les services, à trois finesses. Stabilité : accord moyen entre ${runLimits.most} recherches ; sous 0,8, les frontières sont floues. Au-delà de ${say(runLimits.ties, 'fr')} liens, moins de recherches, et écourtées au-delà de ${say(runLimits.short, 'fr')} ; au-delà de ${say(runLimits.huge, 'fr')}, elles partent des ${runLimits.strongest} liens les plus forts de chacun, puis ajustent les groupes sur tous les liens. Accord avec les services : 1, les groupes sont les services ; 0, ils n’ont rien à voir.`,
    en: `Groups of people who exchange more among themselves than with others, found in the ties without looking at departments, at three levels of detail. Stability: mean agreement between ${runLimits.most} searches; under 0.8, borders are blurred. Beyond ${say(runLimits.ties, 'en')} ties, fewer searches, and shortened ones beyond ${say(runLimits.short, 'en')}; beyond ${say(runLimits.huge, 'en')}, they start from the ${runLimits.strongest} strongest ties of each person, then adjust the groups on all ties. Agreement with departments: 1, the groups are the departments; 0, they have nothing to do with each other.`,
  },
  formula:
    'groups: largest Q_γ = Σ_c [W_cc/2W − γ (S_c/2W)²] of 20 Leiden runs (down to 2 on large networks); stability: mean AMI of each two runs; agreement: AMI(departments, groups) = (I − E[I]) / (mean of the two entropies − E[I])',
  range: {
    fr: 'Modularité et accords jusqu’à 1 ; 0 ou un peu moins au hasard',
    en: 'Modularity and agreements up to 1; 0 or slightly less by chance',
  },
  nullRule: {
    fr: 'Modularité et stabilité nulles sans lien ; accord nul si moins de la moitié des services sont connus. Les personnes sans lien ne sont dans aucun groupe.',
    en: 'Modularity and stability are null without ties; agreement is null when fewer than half of the departments are known. People without a tie are in no group.',
  },
  reference:
    'Traag, Waltman & van Eck (2019), From Louvain to Leiden, Scientific Reports 9; Reichardt & Bornholdt (2006), Phys. Rev. E 74 (resolution); Vinh, Epps & Bailey (2010), JMLR 11 (adjusted mutual information).',
  needs: [],
  ties: 'strength',
  columns: [
    { key: 'resolution', label: { fr: 'Finesse', en: 'Detail' }, unit: 'count' },
    { key: 'groups', label: { fr: 'Groupes', en: 'Groups' }, unit: 'count' },
    { key: 'people', label: { fr: 'Personnes ayant un lien', en: 'People with a tie' }, unit: 'people' },
    { key: 'largest', label: { fr: 'Plus grand groupe', en: 'Largest group' }, unit: 'people' },
    { key: 'modularity', label: { fr: 'Modularité', en: 'Modularity' }, unit: 'index' },
    { key: 'stability', label: { fr: 'Stabilité', en: 'Stability' }, unit: 'index' },
    { key: 'agreement', label: { fr: 'Accord avec les services', en: 'Agreement with departments' }, unit: 'index' },
    { key: 'compared', label: { fr: 'Personnes comparées', en: 'People compared' }, unit: 'people' },
    { key: 'runs', label: { fr: 'Recherches', en: 'Searches' }, unit: 'count' },
  ],
  privacy: { people: ['people', 'compared'], keep: ['resolution'] },
  version: 3,
  compute: async (context) => {
    if (context.filter.department !== null) return { rows: [], reason: wholeNetworkOnly };
    const network = await context.departmentNetwork();
    const graph = network.undirected;
    const knowsDepartments = context.snapshot.capabilities.includes('departments');
    const coverage = departmentCoverage(network);
    const departments = knowsDepartments && coverage.reason === null ? departmentGroups(network) : null;
    const ties = edgeCount(graph);
    const { runs: count } = effortFor(ties);
    const found = await context.kernel('leidenRuns', {
      graph,
      resolutions: Float64Array.from(resolutions),
      runs: count,
    });
    return {
      rows: found.map((repeated) => rowOf(repeated, departments, count)),
      warnings: [
        ...found.flatMap(blurred),
        ...(count < runLimits.most ? [fewerRuns(count)] : []),
        ...(ties > runLimits.huge ? [onStrongest] : ties > runLimits.short ? [shortened] : []),
        ...(knowsDepartments && coverage.reason !== null ? [coverage.reason.sentence] : coverage.warnings),
      ],
    };
  },
});

function rowOf(
  { resolution, best, modularity, stability }: RepeatedCommunities,
  departments: Groups | null,
  count: number,
): Row {
  const sizes = groupSizes(best);
  const compared = departments === null || modularity === null ? null : partitionAgreement(departments, best);
  return {
    resolution,
    groups: sizes.filter((size) => size > 1).length,
    people: sizes.reduce((sum, size) => sum + size, 0),
    largest: sizes[0] ?? null,
    modularity,
    stability,
    agreement: compared?.ami ?? null,
    compared: compared?.people ?? null,
    runs: count,
  };
}

function blurred({ resolution, stability }: RepeatedCommunities): Text[] {
  if (stability === null || stability >= firmFrom) return [];
  return [
    {
      fr: `Finesse ${resolution} : d’une recherche à l’autre, les groupes changent (accord ${decimal(stability, 'fr')}). Ne tracez pas de frontières nettes entre eux.`,
      en: `Detail ${resolution}: the groups change from one search to the next (agreement ${decimal(stability, 'en')}). Draw no sharp borders between them.`,
    },
  ];
}

const fewerRuns = (count: number): Text => ({
  fr: `Réseau de plus de ${say(runLimits.ties, 'fr')} liens : ${count} recherches par finesse au lieu de ${runLimits.most}.`,
  en: `Network of more than ${say(runLimits.ties, 'en')} ties: ${count} searches at each level of detail rather than ${runLimits.most}.`,
});

const shortened: Text = {
  fr: `Réseau de plus de ${say(runLimits.short, 'fr')} liens : chaque recherche est écourtée. Là où les groupes sont nets, elle trouve les mêmes ; là où rien ne les sépare, une recherche plus longue ferait un peu mieux.`,
  en: `Network of more than ${say(runLimits.short, 'en')} ties: each search is shortened. Where groups are clear it finds the same ones; where nothing separates them, a longer search would do slightly better.`,
};

const onStrongest: Text = {
  fr: `Réseau de plus de ${say(runLimits.huge, 'fr')} liens : les groupes sont cherchés dans les ${runLimits.strongest} liens les plus forts de chaque personne, puis chacun est replacé au vu de tous ses liens ; modularité calculée sur tous les liens. Là où les groupes sont nets, ce sont les mêmes ; là où presque rien ne les sépare, une recherche complète pourrait en trouver de meilleurs.`,
  en: `Network of more than ${say(runLimits.huge, 'en')} ties: groups are sought in the ${runLimits.strongest} strongest ties of each person, then everyone is placed again by all of their ties; modularity is that of all ties. Where groups are clear they are the same ones; where almost nothing separates them, a full search might find better ones.`,
};

const decimal = (value: number, language: string): string =>
  value.toLocaleString(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
