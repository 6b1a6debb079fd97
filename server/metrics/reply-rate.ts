import type { Row } from '../contract/results.ts';
import { wilson } from '../graph/statistics.ts';
import { defineMetric } from './define.ts';
import { knownPeriod, nothingKnown } from './known-period.ts';
import { postWaits } from './post-waits.ts';

const hoursToAnswer = 7 * 24;

/** Share of posts that somebody else answered within 7 days. */
export const replyRate = defineMetric({
  id: 'reply-rate',
  shape: 'series',
  unit: 'share',
  family: 'dialogue',
  label: { fr: 'Taux de réponse', en: 'Reply rate' },
  question: {
    fr: 'Quand quelqu’un publie, lui répond-on ?',
    en: 'When someone posts, does anybody answer?',
  },
  definition: {
    fr: 'Parmi les publications d’un mois âgées d’au moins 7 jours, part de celles qui ont reçu dans les 7 jours une réponse d’une autre personne. Se répondre à soi-même ne compte pas, la réponse d’un robot non plus. La ligne « period » porte sur toute la période.',
    en: 'Among the posts of a month that are at least 7 days old, share of those answered by another person within 7 days. Answering oneself does not count, nor does a bot’s reply. The row "period" covers the whole period.',
  },
  formula: '|posts with a reply by q ≠ author, t(reply) − t(post) ≤ 7 d| ÷ |posts with age ≥ 7 d|',
  range: { fr: '0 à 1', en: '0 to 1' },
  nullRule: {
    fr: 'Nul quand aucune publication du mois n’a encore 7 jours.',
    en: 'Null when no post of the month is 7 days old yet.',
  },
  reference: 'Reply rate (SWOOP, Discourse), for posts old enough to have had their chance. Interval: Wilson 1927.',
  needs: ['times', 'threads'],
  columns: [
    { key: 'lower', label: { fr: 'Borne basse (95 %)', en: 'Lower bound (95%)' }, unit: 'share' },
    { key: 'upper', label: { fr: 'Borne haute (95 %)', en: 'Upper bound (95%)' }, unit: 'share' },
  ],
  version: 1,
  compute: async (context) => {
    const period = knownPeriod(context);
    if (period === null) return nothingKnown;
    const { months, month, hours, age } = await postWaits(context.snapshot, context.filter, period);
    const posts = new Float64Array(months.length);
    const answered = new Float64Array(months.length);
    for (let k = 0; k < month.length; k++) {
      if ((age[k] as number) < hoursToAnswer) continue;
      const own = month[k] as number;
      posts[own] = (posts[own] as number) + 1;
      if ((hours[k] as number) <= hoursToAnswer) answered[own] = (answered[own] as number) + 1;
    }
    const sum = (counts: Float64Array) => counts.reduce((total, count) => total + count, 0);
    return {
      rows: [
        ...months.map((date, own) => point(date, null, answered[own] as number, posts[own] as number)),
        point(period.from, 'period', sum(answered), sum(posts)),
      ],
    };
  },
});

function point(date: string, group: string | null, answered: number, posts: number): Row {
  const interval = wilson(answered, posts);
  return {
    date,
    group,
    value: posts === 0 ? null : answered / posts,
    numerator: answered,
    denominator: posts,
    lower: interval?.[0] ?? null,
    upper: interval?.[1] ?? null,
  };
}
