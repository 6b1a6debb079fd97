import type { Row } from '../contract/results.ts';
import { sql } from '../facts/sql.ts';
import { kaplanMeier } from '../models/kaplan-meier.ts';
import { defineMetric } from './define.ts';
import { firstResponses } from './first-responses.ts';
import { knownPeriod, monthsOf, nothingKnown } from './known-period.ts';

/** Median time until somebody else answers a post, those still waiting included. */
export const timeToFirstResponse = defineMetric({
  id: 'time-to-first-response',
  shape: 'series',
  unit: 'hours',
  family: 'dialogue',
  label: { fr: 'Délai de première réponse', en: 'Time to first response' },
  question: {
    fr: 'Combien de temps attend-on une première réponse ?',
    en: 'How long does one wait for a first answer?',
  },
  definition: {
    fr: 'Médiane, en heures, du temps entre une publication et la première réponse d’une autre personne, sur la courbe de Kaplan-Meier : une publication sans réponse compte comme attente en cours, au lieu d’être oubliée. La ligne « period » porte sur toute la période. Numérateur : publications répondues ; dénominateur : publications.',
    en: 'Median, in hours, of the time between a post and the first reply by another person, from the Kaplan–Meier curve: a post without a reply counts as still waiting, instead of being forgotten. The row "period" covers the whole period. Numerator: posts answered; denominator: posts.',
  },
  formula: 'min{t : S(t) ≤ 0.5}, S = Kaplan–Meier estimate, unanswered posts censored at the end of the data',
  range: { fr: '0 heure ou plus', en: '0 hours or more' },
  nullRule: {
    fr: 'Nul quand moins de la moitié des publications (au sens de la courbe) ont reçu une réponse ; les parts, quand aucune publication n’a été suivie aussi longtemps.',
    en: 'Null when fewer than half of the posts (as the curve has it) were answered; the shares, when no post was followed for so long.',
  },
  reference: 'Time to First Response (CHAOSS); Kaplan & Meier 1958. The median over answered posts only is biased low.',
  needs: ['times', 'threads'],
  columns: [
    { key: 'p90', label: { fr: '9 sur 10 répondues en', en: '9 in 10 answered in' }, unit: 'hours' },
    { key: 'answered_1h', label: { fr: 'Répondues en 1 h', en: 'Answered within 1 h' }, unit: 'share' },
    { key: 'answered_24h', label: { fr: 'Répondues en 24 h', en: 'Answered within 24 h' }, unit: 'share' },
    { key: 'answered_7d', label: { fr: 'Répondues en 7 jours', en: 'Answered within 7 days' }, unit: 'share' },
  ],
  version: 1,
  compute: async (context) => {
    const period = knownPeriod(context);
    if (period === null) return nothingKnown;
    const months = monthsOf(period);
    const [month, hours, age] = await context.snapshot.db.columns(
      3,
      sql`
        select date_diff('month', ${months[0] ?? period.from}::date, month) as month, hours, age
        from (${firstResponses(context.snapshot, context.filter, period)})`,
    );
    const posts = (hours ?? new Float64Array()).map((answered, k) =>
      Number.isNaN(answered) ? (age?.[k] ?? Number.NaN) : answered,
    );
    const answered = (hours ?? new Float64Array()).map((value) => (Number.isNaN(value) ? 0 : 1));
    const members: number[][] = months.map(() => []);
    month?.forEach((index, post) => members[index]?.push(post));
    return {
      rows: [
        ...months.map((date, index) => {
          const own = members[index] ?? [];
          return point(date, null, pick(posts, own), pick(answered, own));
        }),
        point(period.from, 'period', posts, answered),
      ],
    };
  },
});

const pick = (values: Float64Array, indices: readonly number[]): Float64Array =>
  Float64Array.from(indices, (index) => values[index] ?? Number.NaN);

function point(date: string, group: string | null, hours: Float64Array, answered: Float64Array): Row {
  const curve = kaplanMeier(hours, answered);
  return {
    date,
    group,
    value: curve.timeWhenEnded(0.5),
    numerator: answered.reduce((sum, one) => sum + one, 0),
    denominator: hours.length,
    p90: curve.timeWhenEnded(0.9),
    answered_1h: curve.shareEndedBy(1),
    answered_24h: curve.shareEndedBy(24),
    answered_7d: curve.shareEndedBy(168),
  };
}
