import { networkWarning } from '../backtest/network-values.ts';
import { strengths, transpose } from '../graph/graph.ts';
import { defineMetric } from './define.ts';
import { rankPeople } from './rank.ts';

/** Strength: the sum of the strengths of someone's ties (Barrat et al. 2004), with what comes in and goes out. */
export const strength = defineMetric({
  id: 'strength',
  shape: 'ranking',
  unit: 'index',
  family: 'network',
  subject: 'person',
  label: { fr: 'Force des liens', en: 'Strength of ties' },
  question: { fr: 'Qui a les liens les plus solides ?', en: 'Who has the strongest ties?' },
  definition: {
    fr: 'Somme de la force de tous les liens d’une personne. Une réponse pèse plus qu’une mention, une mention plus qu’une réaction ; un échange perd la moitié de son poids en 90 jours, ou en une durée choisie sur ces données, et la répétition compte de moins en moins.',
    en: 'Sum of the strength of all of someone’s ties. A reply weighs more than a mention, a mention more than a reaction; an exchange loses half of its weight in 90 days, or a span chosen on these data, and repeating it counts less and less.',
  },
  formula: 'strength(i) = Σ_j ln(1 + W_ij + W_ji + C_ij); in = Σ_j ln(1 + W_ji); out = Σ_j ln(1 + W_ij)',
  range: { fr: '0 et plus', en: '0 and above' },
  nullRule: { fr: 'Jamais nul : une personne sans lien vaut 0.', en: 'Never null: someone without ties is 0.' },
  reference:
    'Barrat, Barthélemy, Pastor-Satorras & Vespignani (2004), PNAS 101(11); shared threads: Newman (2001), Phys. Rev. E 64.',
  needs: [],
  ties: 'strength',
  columns: [
    { key: 'in', label: { fr: 'Reçue', en: 'Received' }, unit: 'index' },
    { key: 'out', label: { fr: 'Donnée', en: 'Given' }, unit: 'index' },
  ],
  version: 1,
  compute: async (context) => {
    const network = await context.network();
    const total = strengths(network.undirected);
    const received = strengths(transpose(network.directed));
    const given = strengths(network.directed);
    return {
      rows: rankPeople(network, (node) => ({
        value: total[node] ?? 0,
        columns: { in: received[node] ?? 0, out: given[node] ?? 0 },
      })),
      warnings: await networkWarning(context.snapshot, context.filter, 'strength'),
    };
  },
});
