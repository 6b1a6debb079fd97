import type { Column } from '../contract/results.ts';
import type { Text } from '../contract/text.ts';
import type { Part } from '../metrics/define.ts';
import type { FacetId } from '../models/ambassador-facets.ts';

/** The facets in the order of the handbook, with their public weights (they add up to 1). */
export const ambassadorParts: readonly (Part & { readonly id: FacetId })[] = [
  {
    id: 'reach',
    label: { fr: 'Audience', en: 'Reach' },
    weight: 0.2,
    formula: 'N_eff = exp(−Σ p ln p), p_j ∝ ln(1 + W_ji) over the people j who replied to or mentioned i',
  },
  {
    id: 'responsiveness',
    label: { fr: 'Réactivité', en: 'Responsiveness' },
    weight: 0.2,
    formula:
      '(answers + 20 p0) ÷ (opportunities + 20) · ln(1 + answers); without questions: number of people replied to',
  },
  {
    id: 'consistency',
    label: { fr: 'Régularité', en: 'Consistency' },
    weight: 0.15,
    formula: 'operational weeks with a post or reply ÷ operational weeks of presence',
  },
  {
    id: 'cross',
    label: { fr: 'Transversalité', en: 'Crossing' },
    weight: 0.2,
    formula: 'N_eff(departments of two-way partners) · ln(1 + communities with ≥ 2 replies given) · t ÷ (t + 5)',
  },
  {
    id: 'dialogue',
    label: { fr: 'Dialogue', en: 'Dialogue' },
    weight: 0.1,
    formula: '(two-way pairs + 1) ÷ (pairs + 4)',
  },
  {
    id: 'openness',
    label: { fr: 'Ouverture', en: 'Openness' },
    weight: 0.15,
    formula: '(1 − redundancy of two-way partners) · t ÷ (t + 5)',
  },
];

const suffixed = (label: Text, fr: string, en: string): Text => ({
  fr: `${label.fr} : ${fr}`,
  en: `${label.en}: ${en}`,
});

const rawUnit: Readonly<Record<FacetId, Column['unit']>> = {
  reach: 'index',
  responsiveness: 'index',
  consistency: 'share',
  cross: 'index',
  dialogue: 'share',
  openness: 'share',
};

const count = (key: string, fr: string, en: string, unit: Column['unit'] = 'count'): Column => ({
  key,
  label: { fr, en },
  unit,
});

/** Columns after `subject_id, value, tier`. */
export const ambassadorColumns: readonly Column[] = [
  ...ambassadorParts.map(({ id, label }): Column => ({ key: id, label, unit: 'score' })),
  ...ambassadorParts.map(
    ({ id, label }): Column => ({
      key: `${id}_raw`,
      label: suffixed(label, 'valeur brute', 'raw value'),
      unit: rawUnit[id],
    }),
  ),
  ...ambassadorParts.map(
    ({ id, label }): Column => ({
      key: `${id}_contribution`,
      label: suffixed(label, 'apport (log)', 'contribution (log)'),
      unit: 'index',
    }),
  ),
  count('status', 'Statut', 'Status', 'text'),
  count('stability', 'Part des tirages en tête', 'Share of resamples in the top', 'share'),
  count('contributions', 'Publications et réponses', 'Posts and replies'),
  count('days', 'Jours observés', 'Days observed', 'days'),
  count('department', 'Service', 'Department', 'text'),
  count('site', 'Site', 'Site', 'text'),
  count('without_reactions', 'Score sans les réactions', 'Score without reactions', 'score'),
  count(
    'without_strongest_partner',
    'Score sans le partenaire principal',
    'Score without the strongest partner',
    'score',
  ),
  count('people_who_wrote', 'Personnes qui lui ont écrit', 'People who wrote to them', 'people'),
  count('people_replied_to', 'Personnes à qui il ou elle a répondu', 'People replied to', 'people'),
  count('weeks_active', 'Semaines actives', 'Active weeks'),
  count('weeks_present', 'Semaines de présence', 'Weeks of presence'),
  count('partners', 'Échanges dans les deux sens', 'Two-way partners', 'people'),
  count('pairs', 'Échanges', 'Exchanges', 'people'),
  count('partner_departments', 'Services des partenaires', 'Departments of the partners'),
  count('activated', 'Nouveaux entraînés', 'Newcomers activated', 'people'),
  count('activated_expected', 'Nouveaux attendus', 'Newcomers expected', 'index'),
  count('communities_answered', 'Communautés où il ou elle répond', 'Communities answered in'),
];
