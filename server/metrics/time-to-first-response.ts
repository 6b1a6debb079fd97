import type { Row } from '../contract/results.ts';
import { groupedBy } from '../models/counting-sort.ts';
import { kaplanMeier } from '../models/kaplan-meier.ts';
import { defineMetric } from './define.ts';
import { knownPeriod, nothingKnown } from './known-period.ts';
import { postWaits } from './post-waits.ts';

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
    const { months, month, hours, age } = await postWaits(context.snapshot, context.filter, period);
    const { order, begins } = groupedBy(month, months.length);
    const waited = new Float64Array(hours.length);
    const answered = new Uint8Array(hours.length);
    order.forEach((post, place) => {
      const until = hours[post] as number;
      answered[place] = Number.isNaN(until) ? 0 : 1;
      waited[place] = Number.isNaN(until) ? (age[post] as number) : until;
    });
    return {
      rows: [
        ...months.map((date, own) => {
          const [begin, end] = [begins[own], begins[own + 1]];
          return point(date, null, waited.subarray(begin, end), answered.subarray(begin, end));
        }),
        point(period.from, 'period', waited, answered),
      ],
    };
  },
});

function point(date: string, group: string | null, hours: Float64Array, answered: Uint8Array): Row {
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
