import type { ResolvedFilter } from '../contract/filters.ts';
import type { Row } from '../contract/results.ts';
import { departmentGroups, loadNetwork } from '../facts/network.ts';
import { loadTieLog, type TieLog } from '../facts/tie-log.ts';
import { endsInWindow, logOfWindows, windowGroups } from '../facts/tie-windows.ts';
import { withDatedGroups } from '../facts/with-dated-groups.ts';
import type { Snapshot } from '../facts/open.ts';
import { groupedEnds } from '../graph/ei-ends.ts';
import { dayNumber, dayText } from '../models/day-number.ts';
import { departmentsLeftOut, inEveryWindow, restricted, sinceReorganisation } from './comparable-windows.ts';
import { defineMetric } from './define.ts';
import { coverage } from './department-coverage.ts';
import { type GroupedTies, opennessOf, opennessOfGroup } from './window-openness.ts';

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
    fr: 'Indice E-I du réseau sur 90 jours glissants, tous les 28 jours, avec la bande que donnerait le hasard. Sous la bande : les échanges restent dans les services. La valeur recalée vaut 0 au hasard. Chaque lien compte pour les services de son jour, et toutes les fenêtres comparent les mêmes services ; une réorganisation fait repartir la série.',
    en: 'E-I index of the network over rolling windows of 90 days, every 28 days, with the band that chance would give. Below the band, exchanges stay within departments. The rescaled value is 0 for chance. Each tie counts for the departments of its day, and all windows compare the same departments; a reorganisation starts the series anew.',
  },
  formula:
    'EI = (E - I)/(E + I) over [t - 90, t); expected and band: exact mean ± 1.96 standard deviations under shuffled departments; interval of EI: 1.96 standard errors of a jackknife over people',
  range: { fr: '-1 à 1', en: '-1 to 1' },
  nullRule: {
    fr: 'Nulle si aucun lien n’existe dans la fenêtre. La bande n’est donnée que pour l’ensemble du réseau.',
    en: 'Null when there is no tie in the window. The band is given for the whole network only.',
  },
  reference:
    'Krackhardt & Stern (1988); moments under permutation: Cliff & Ord (1973), join counts; Snijders & Borgatti (1999), Connections 22(2).',
  needs: ['times', 'departments'],
  ties: 'raw',
  columns: [
    { key: 'expected', label: { fr: 'Attendu au hasard', en: 'Expected by chance' }, unit: 'index' },
    { key: 'lower', label: { fr: 'Bas de la bande', en: 'Lower end of the band' }, unit: 'index' },
    { key: 'upper', label: { fr: 'Haut de la bande', en: 'Upper end of the band' }, unit: 'index' },
    { key: 'rescaled', label: { fr: 'Recalé', en: 'Rescaled' }, unit: 'index' },
    { key: 'value_lower', label: { fr: 'Indice, borne basse (95 %)', en: 'Index, lower bound (95%)' }, unit: 'index' },
    { key: 'value_upper', label: { fr: 'Indice, borne haute (95 %)', en: 'Index, upper bound (95%)' }, unit: 'index' },
    { key: 'events_value', label: { fr: 'Indice par échanges', en: 'Index by exchanges' }, unit: 'index' },
    { key: 'events_rescaled', label: { fr: 'Recalé, par échanges', en: 'Rescaled, by exchanges' }, unit: 'index' },
  ],
  version: 3,
  compute: async ({ snapshot, filter }) => {
    const all = windowEnds(filter.from, filter.to, snapshot.first_day);
    const [first] = all;
    if (first === undefined) return { rows: [], reason: tooShort };
    const log = await loadTieLog(snapshot.db, { ...filter, from: earlier(filter.from, addDays(first, -windowDays)) });
    const { ends, warnings } = sinceReorganisation(log, all, windowDays);
    const spans = ends.map((end) => ({ begin: dayNumber(end) - windowDays, end: dayNumber(end) }));
    const logOf = logOfWindows(log, spans);
    const windows = spans.map(({ begin, end }, at) => ({
      begin,
      end,
      ...windowGroups(log, begin, end, () => logOf(at)),
    }));
    const latest = coverage(windows.at(-1)?.known ?? 0, 'department');
    if (latest.reason !== null) return { rows: [], reason: latest.reason };
    const kept = inEveryWindow(windows.map(({ groups }) => groups));
    const only = filter.department === null ? null : log.departments.indexOf(filter.department);
    const rows: Row[] = [];
    for (const [at, { begin, end, groups }] of windows.entries()) {
      const compared = only === null ? restricted(groups, kept) : groups;
      const { ties: counted, byGroup } = endsInWindow(logOf(at), begin, end, compared, filter.ties !== 'counts');
      const events = { byGroup, groups: compared };
      const ties =
        filter.ties === 'strength'
          ? await strengthOf(snapshot, filter, dayText(end), log, only === null ? kept : null)
          : { ends: counted, groups: compared };
      const figures = only === null ? opennessOf(ties, events) : opennessOfGroup(ties, events, only);
      rows.push({ date: dayText(end - 1), group: filter.department, ...figures });
    }
    const changed =
      only === null
        ? departmentsLeftOut(
            windows.map(({ groups }) => groups),
            kept,
          )
        : [];
    return { rows, warnings: [...warnings, ...changed, ...latest.warnings] };
  },
});

const tooShort = {
  code: 'too_short',
  sentence: {
    fr: `Il faut au moins ${windowDays} jours de données avant la fin de la période.`,
    en: `At least ${windowDays} days of data are needed before the end of the period.`,
  },
};

/** Ties that fade with time, of one window: strength is not a sum over events, and is read for each. */
async function strengthOf(
  { db, time_zone }: Snapshot,
  filter: ResolvedFilter,
  end: string,
  log: TieLog,
  kept: Uint8Array | null,
): Promise<GroupedTies> {
  const window = { ...filter, from: addDays(end, -windowDays), to: end };
  const whole = await loadNetwork(db, time_zone, window, 'strength');
  const network = await withDatedGroups(db, time_zone, whole, window);
  const { of } = departmentGroups(network);
  const groups = {
    of: of.map((group) => log.departments.indexOf(network.departments[group] ?? '')),
    count: log.departments.length,
  };
  const compared = kept === null ? groups : restricted(groups, kept);
  return { ends: groupedEnds(network.undirected, compared), groups: compared };
}

/** The ends (excluded) of the windows whose last day lies in the period and that the data cover wholly, in order. */
function windowEnds(from: string | null, to: string | null, firstDay: string | null): string[] {
  const ends: string[] = [];
  if (from === null || to === null || firstDay === null) return ends;
  for (let end = to; end > from && addDays(end, -windowDays) >= firstDay; end = addDays(end, -stepDays))
    ends.unshift(end);
  return ends;
}

/** The earlier of two days; of one filter with another measure's, what is read already may serve. */
const earlier = (one: string | null, other: string): string => (one !== null && one < other ? one : other);

/** A day some days later, `YYYY-MM-DD`. */
const addDays = (day: string, days: number): string => dayText(dayNumber(day) + days);
