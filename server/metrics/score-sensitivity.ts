import { ambassadorsAt } from '../backtest/ambassadors-at.ts';
import { tieParametersOf } from '../backtest/half-life.ts';
import { countEvents, isLarge } from '../backtest/large-past.ts';
import { networkValues } from '../backtest/network-values.ts';
import { leastTau, type ListValues, sensitivity, variantsOf } from '../backtest/tie-variants.ts';
import { writtenValues } from '../backtest/written-values.ts';
import type { Row } from '../contract/results.ts';
import type { Text } from '../contract/text.ts';
import { type TieParameterId, type TieParameters, tieParameters } from '../contract/tie-parameters.ts';
import { bridgingValues, loadBridging } from '../scores/bridging.ts';
import { ambassadorValues } from '../scores/ambassador-scoring.ts';
import { type Context, defineMetric } from './define.ts';

/** How much the top of each list changes when the parameters of tie strength move. */
export const scoreSensitivity = defineMetric({
  id: 'score-sensitivity',
  shape: 'table',
  unit: 'index',
  family: 'backtest',
  label: { fr: 'Effet des paramètres sur les listes', en: 'Effect of the parameters on the lists' },
  question: {
    fr: 'Les premiers d’une liste le seraient-ils encore avec d’autres poids ?',
    en: 'Would those at the top of a list still be there with other weights?',
  },
  definition: {
    fr: 'Chaque paramètre de la force d’un lien est divisé par deux, puis augmenté de moitié, les autres inchangés. Le tau de Kendall compare l’ordre des 50 premiers (la moitié d’une liste plus courte) avant et après : 1, le même ordre. Sous 0,8 pour un poids, la liste dit que son ordre dépend des poids.',
    en: 'Each parameter of tie strength is halved, then increased by half, the others unchanged. Kendall’s tau compares the order of the first 50 (half of a shorter list) before and after: 1 is the same order. Below 0.8 for a weight, the list says that its order depends on the weights.',
  },
  formula: 'tau-b(top before, the same people after); changed = |top before ∖ top after|',
  range: { fr: 'tau de -1 à 1', en: 'tau from -1 to 1' },
  nullRule: {
    fr: 'Tau nul : personne n’est départagé en tête. Un paramètre dont ces données n’ont aucun échange ne change rien.',
    en: 'Null tau: nobody is told apart at the top. A parameter of which these data have no exchange changes nothing.',
  },
  reference: 'Kendall (1945), tau-b. One parameter at a time: Saltelli et al. (2008), Global Sensitivity Analysis.',
  needs: [],
  columns: [
    { key: 'list', label: { fr: 'Liste', en: 'List' }, unit: 'text' },
    { key: 'parameter', label: { fr: 'Paramètre', en: 'Parameter' }, unit: 'text' },
    { key: 'in_use', label: { fr: 'En usage', en: 'In use' }, unit: 'index' },
    { key: 'moved_to', label: { fr: 'Essayé', en: 'Tried' }, unit: 'index' },
    { key: 'top', label: { fr: 'Premiers comparés', en: 'Top compared' }, unit: 'people' },
    { key: 'tau', label: { fr: 'Tau de Kendall', en: 'Kendall’s tau' }, unit: 'index' },
    { key: 'changed', label: { fr: 'Sortis de la tête', en: 'No longer at the top' }, unit: 'people' },
    { key: 'depends', label: { fr: 'L’ordre en dépend', en: 'Order depends on it' }, unit: 'flag' },
  ],
  version: 1,
  compute: async (context) => {
    const { snapshot, filter } = context;
    const dated = filter.to !== null;
    const parameters = dated ? await tieParametersOf(snapshot) : tieParameters;
    const events = await countEvents(snapshot);
    const rows: Row[] = [];
    for (const { list, values, ids } of await listsOf(context, parameters)) {
      const variants = variantsOf(parameters, triedIds(ids, events)).filter(
        ({ id }) => dated || id !== 'half_life_days',
      );
      for (const { variant, agreement } of await sensitivity(values, parameters, variants)) {
        if (agreement.top === 0) continue;
        rows.push({
          list,
          parameter: variant.id,
          in_use: parameters[variant.id],
          moved_to: variant.value,
          ...agreement,
          depends: agreement.tau !== null && agreement.tau < leastTau,
        });
      }
    }
    return rows.length > 0 ? { rows, warnings: isLarge(events) ? [capsNotTried] : [] } : { rows, reason: noTies };
  },
});

const capsNotTried: Text = {
  fr: 'Plus de deux millions d’événements : les plafonds ne sont pas essayés, seulement les poids et la demi-vie.',
  en: 'More than two million events: caps are not tried, only the weights and the half-life.',
};

/** The parameters tried on so many events: each cap asks the whole past once more, which a large one cannot afford. */
export const triedIds = (ids: readonly TieParameterId[], events: number): readonly TieParameterId[] =>
  isLarge(events) ? ids.filter((id) => id.endsWith('_weight') || id === 'half_life_days') : ids;

const noTies = {
  code: 'no_ties',
  sentence: {
    fr: 'Aucun lien entre deux personnes sur cette période.',
    en: 'No tie between two people in this period.',
  },
};

const written = ['reply_weight', 'mention_weight', 'half_life_days', 'replies_per_thread'] as const;
const responses = [
  'reply_weight',
  'mention_weight',
  'reaction_weight',
  'message_weight',
  'half_life_days',
  'replies_per_thread',
  'reactions_per_week',
] as const;

interface List {
  readonly list: string;
  readonly values: ListValues;
  readonly ids: readonly TieParameterId[];
}

/** The lists that rest on tie strength, each with the parameters that it uses. */
async function listsOf({ snapshot, filter }: Context, parameters: TieParameters): Promise<List[]> {
  const ofNetwork = await networkValues(snapshot, filter);
  const ambassadors = await ambassadorsAt(snapshot, filter, parameters);
  const bridges = await loadBridging(snapshot, filter, parameters);
  const { window } = bridges;
  return [
    {
      list: 'strength',
      values: ofNetwork.strength,
      ids: [...responses, 'shared_thread_weight', 'shared_thread_people'],
    },
    { list: 'pagerank', values: ofNetwork.pagerank, ids: responses },
    ...(ambassadors === null
      ? []
      : [
          {
            list: 'ambassadors',
            ids: written,
            values: writtenValues(snapshot, ambassadors.window, ambassadors.people, ['reply', 'mention'], (evidence) =>
              ambassadorValues({ ...ambassadors.evidence, written: evidence }, ambassadors.eligible),
            ),
          },
        ]),
    ...(window === null
      ? []
      : [
          {
            list: 'bridging',
            ids: [...written, 'message_weight'] as const,
            values: writtenValues(
              snapshot,
              window,
              bridges.candidates.length,
              ['reply', 'mention', 'message'],
              (evidence) => bridgingValues(evidence, bridges.departments.of, bridges.people),
            ),
          },
        ]),
  ];
}
