import type { Row } from '../contract/results.ts';
import type { Text } from '../contract/text.ts';
import { withDatedDepartments } from '../facts/with-dated-departments.ts';
import { departmentGroups, loadNetwork, type Network } from '../facts/network.ts';
import { eiChance } from '../graph/ei-chance.ts';
import { eiIndex, rescaledEi } from '../graph/ei-index.ts';
import { defineMetric } from './define.ts';
import { departmentCoverage } from './department-coverage.ts';

/** Days of each window, and days from one to the next: four weeks keep the same weekdays in each. */
const windowDays = 90;
const stepDays = 28;

/** The E-I index over rolling windows, with the band that chance would give. */
export const siloTrend = defineMetric({
  id: 'silo-trend',
  shape: 'series',
  unit: 'index',
  family: 'departments',
  label: { fr: 'Évolution des silos', en: 'Trend of silos' },
  question: { fr: 'Les services s’ouvrent-ils avec le temps ?', en: 'Are departments opening up over time?' },
  definition: {
    fr: 'Indice E-I du réseau sur 90 jours glissants, tous les 28 jours, avec la bande que donnerait le hasard. Sous la bande : les échanges restent dans les services. La valeur recalée vaut 0 au hasard. Chaque lien compte pour les services de son jour.',
    en: 'E-I index of the network over rolling windows of 90 days, every 28 days, with the band that chance would give. Below the band, exchanges stay within departments. The rescaled value is 0 for chance. Each tie counts for the departments of its day.',
  },
  formula:
    'EI = (E - I)/(E + I) over [t - 90, t); expected and band: exact mean ± 1.96 standard deviations under shuffled departments',
  range: { fr: '-1 à 1', en: '-1 to 1' },
  nullRule: {
    fr: 'Nulle si aucun lien n’existe dans la fenêtre. La bande n’est donnée que pour l’ensemble du réseau.',
    en: 'Null when there is no tie in the window. The band is given for the whole network only.',
  },
  reference: 'Krackhardt & Stern (1988); moments under permutation: Cliff & Ord (1973), join counts.',
  needs: ['times', 'departments'],
  ties: 'raw',
  columns: [
    { key: 'expected', label: { fr: 'Attendu au hasard', en: 'Expected by chance' }, unit: 'index' },
    { key: 'lower', label: { fr: 'Bas de la bande', en: 'Lower end of the band' }, unit: 'index' },
    { key: 'upper', label: { fr: 'Haut de la bande', en: 'Upper end of the band' }, unit: 'index' },
    { key: 'rescaled', label: { fr: 'Recalé', en: 'Rescaled' }, unit: 'index' },
  ],
  version: 2,
  compute: async ({ snapshot, filter }) => {
    const rows: Row[] = [];
    let warnings: readonly Text[] = [];
    for (const end of windowEnds(filter.from, filter.to, snapshot.first_day)) {
      const window = { ...filter, from: addDays(end, -windowDays), to: end };
      const whole = await loadNetwork(snapshot.db, snapshot.time_zone, window, filter.ties ?? 'raw');
      const network = await withDatedDepartments(snapshot.db, whole, window);
      const coverage = departmentCoverage(network);
      if (coverage.reason !== null) return { rows: [], reason: coverage.reason };
      warnings = coverage.warnings; // those of the latest window
      rows.push({
        date: addDays(end, -1),
        group: filter.department,
        ...(filter.department === null ? ofNetwork(network) : ofDepartment(network, filter.department)),
      });
    }
    if (rows.length > 0) return { rows, warnings };
    return {
      rows,
      reason: {
        code: 'too_short',
        sentence: {
          fr: `Il faut au moins ${windowDays} jours de données avant la fin de la période.`,
          en: `At least ${windowDays} days of data are needed before the end of the period.`,
        },
      },
    };
  },
});

function ofNetwork(network: Network): Row {
  const groups = departmentGroups(network);
  const { index, external, internal, expected, rescaled } = eiIndex(network.undirected, groups);
  const sd = eiChance(network.undirected, groups)?.sd ?? null;
  const band = expected === null || sd === null ? null : 1.959963984540054 * sd;
  return {
    value: index,
    numerator: external - internal,
    denominator: external + internal,
    expected,
    lower: band === null || expected === null ? null : Math.max(-1, expected - band),
    upper: band === null || expected === null ? null : Math.min(1, expected + band),
    rescaled,
  };
}

function ofDepartment(network: Network, department: string): Row {
  const { perGroup } = eiIndex(network.undirected, departmentGroups(network));
  const group = perGroup[network.departments.indexOf(department)];
  const everyone = perGroup.reduce((sum, { people }) => sum + people, 0);
  const expected = group === undefined || everyone < 2 ? null : 1 - (2 * (group.people - 1)) / (everyone - 1);
  const index = group?.index ?? null;
  return {
    value: index,
    numerator: (group?.external ?? 0) - (group?.internalEnds ?? 0),
    denominator: (group?.external ?? 0) + (group?.internalEnds ?? 0),
    expected,
    lower: null,
    upper: null,
    rescaled: rescaledEi(index, expected),
  };
}

/** The ends (excluded) of the windows whose last day lies in the period and that the data cover wholly, in order. */
function windowEnds(from: string | null, to: string | null, firstDay: string | null): string[] {
  const ends: string[] = [];
  if (from === null || to === null || firstDay === null) return ends;
  for (let end = to; end > from && addDays(end, -windowDays) >= firstDay; end = addDays(end, -stepDays))
    ends.unshift(end);
  return ends;
}

/** A day some days later, `YYYY-MM-DD`. */
function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
