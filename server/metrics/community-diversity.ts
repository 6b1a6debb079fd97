import type { Text } from '../contract/text.ts';
import { matchedDifference, type Sized } from '../models/matched-difference.ts';
import { divergence, mixOf } from '../models/mix.ts';
import { communityContributions } from './community-contributions.ts';
import { defineMetric } from './define.ts';
import { rank } from './rank.ts';
import { wholeNetworkOnly } from './whole-network-only.ts';

/** Fewer contributors of known department say nothing of a mix. */
const smallestMix = 5;

const professional = new Set(['practice', 'expertise', 'sector', 'project']);

/** How many departments meet in each community. */
export const communityDiversity = defineMetric({
  id: 'community-diversity',
  shape: 'ranking',
  unit: 'index',
  family: 'departments',
  subject: 'community',
  label: { fr: 'Mélange des services par communauté', en: 'Mix of departments by community' },
  question: {
    fr: 'Quelles communautés mêlent les services, lesquelles reproduisent l’organigramme ?',
    en: 'Which communities mix departments, which mirror the organisation chart?',
  },
  definition: {
    fr: 'Nombre de services qui, à parts égales, donneraient le même mélange de contributeurs. À côté : la chance que deux contributeurs soient de services différents, ici et dans toute l’organisation, la régularité du partage, et l’écart à la répartition de l’organisation (0 : la communauté la reflète). Chacun compte pour le service de sa dernière contribution.',
    en: 'Number of departments that in equal parts would make the same mix of contributors. Beside it: the chance that two contributors are of different departments, here and in the whole organisation, how even the shares are, and the distance from the mix of the organisation (0: the community mirrors it). Everybody counts for the department of their last contribution.',
  },
  formula:
    'value = exp(-Σ p ln p); Blau = 1 - Σ n_g(n_g - 1) / N(N - 1); evenness = -Σ p ln p / ln G; divergence = Σ p ln(p / P), P = share of each department in the organisation',
  range: { fr: '1 au nombre de services', en: '1 to the number of departments' },
  nullRule: {
    fr: `Nul sous ${smallestMix} contributeurs de service connu ; la communauté n’a alors pas de rang.`,
    en: `Null under ${smallestMix} contributors of known department; the community then has no rank.`,
  },
  reference:
    'Hill (1973), Ecology 54; Blau (1977), Inequality and Heterogeneity; Pielou (1966); Kullback & Leibler (1951).',
  needs: ['communities', 'departments'],
  columns: [
    { key: 'type', label: { fr: 'Type', en: 'Type' }, unit: 'text' },
    { key: 'departments', label: { fr: 'Services présents', en: 'Departments present' }, unit: 'count' },
    { key: 'blau', label: { fr: 'Deux au hasard diffèrent', en: 'Two at random differ' }, unit: 'share' },
    {
      key: 'blau_organisation',
      label: { fr: 'Deux au hasard diffèrent, dans l’organisation', en: 'Two at random differ, in the organisation' },
      unit: 'share',
    },
    { key: 'evenness', label: { fr: 'Régularité', en: 'Evenness' }, unit: 'share' },
    { key: 'divergence', label: { fr: 'Écart à l’organisation', en: 'Distance from the organisation' }, unit: 'index' },
    {
      key: 'contributors',
      label: { fr: 'Contributeurs de service connu', en: 'Contributors of known department' },
      unit: 'people',
    },
    { key: 'known', label: { fr: 'Part de service connu', en: 'Share of known department' }, unit: 'share' },
  ],
  privacy: { people: ['contributors'], keep: ['type'] },
  version: 1,
  compute: async ({ snapshot, filter }) => {
    if (filter.department !== null) return { rows: [], reason: wholeNetworkOnly };
    const { communities, departmentSizes } = await communityContributions(snapshot, filter);
    const whole = mixOf(departmentSizes);
    const measured = communities.map(({ community_id, name, type, departments: { counts, people } }) => {
      const mix = mixOf(counts);
      const isShown = mix !== null && mix.people >= smallestMix;
      return {
        type,
        size: mix?.people ?? 0,
        subject_id: community_id,
        name,
        value: isShown ? mix.effective : null,
        columns: {
          type,
          departments: isShown ? mix.groups : null,
          blau: isShown ? mix.blau : null,
          blau_organisation: isShown ? (whole?.blau ?? null) : null,
          evenness: isShown ? mix.evenness : null,
          divergence: isShown ? divergence(counts, departmentSizes) : null,
          contributors: mix?.people ?? 0,
          known: people === 0 ? null : (mix?.people ?? 0) / people,
        },
      };
    });
    const sized = (wanted: (type: string) => boolean): Sized[] =>
      measured.flatMap(({ type, size, value }) =>
        type !== null && value !== null && wanted(type) ? [{ size, value }] : [],
      );
    return {
      rows: rank(measured),
      warnings: comparison(
        sized((type) => type === 'interest'),
        sized((type) => professional.has(type)),
      ),
    };
  },
});

/** Whether communities of interest mix more departments than professional ones of the same size. */
function comparison(interest: readonly Sized[], work: readonly Sized[]): Text[] {
  const found = matchedDifference(interest, work, 1973);
  if (found === null) return [];
  const { matched, difference, lower, upper } = found;
  const number = (value: number, language: string) => value.toLocaleString(language, { maximumFractionDigits: 1 });
  const more = difference >= 0;
  const [least, most] = more ? [lower, upper] : [-upper, -lower];
  const gap = Math.abs(difference);
  return [
    {
      fr: `À nombre de contributeurs comparable, les communautés extra-professionnelles mêlent ${number(gap, 'fr')} services de ${more ? 'plus' : 'moins'} que les professionnelles (entre ${number(least, 'fr')} et ${number(most, 'fr')} ; ${matched} communautés comparées).`,
      en: `For a like number of contributors, communities of interest mix ${number(gap, 'en')} ${more ? 'more' : 'fewer'} departments than professional ones (between ${number(least, 'en')} and ${number(most, 'en')}; ${matched} communities compared).`,
    },
  ];
}
