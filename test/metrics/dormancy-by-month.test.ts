import { expect, it } from 'vitest';
import { dormancyByMonth } from '../../server/metrics/dormancy-by-month.ts';
import { dayText } from '../../server/models/day-number.ts';
import { brierOf, mean } from '../support/forecast-scores.ts';
import { csv, expectValue, openFiles } from '../support/named-network.ts';
import { casesOfWorld } from '../support/silence-cases.ts';
import { openSilenceWorld } from '../support/silence-world.ts';

it.each(['community', 'member'] as const)(
  'says of each month what was announced of each %s and what came',
  async (kind) => {
    const network = await openSilenceWorld();
    const { rows } = await network.ask(dormancyByMonth);
    const world = await casesOfWorld(network, kind);
    const rules = (['rule_30', 'rule_60', 'rule_90'] as const).map((rule) => world.of(rule));
    const best = rules.reduce((one, other) => (brierOf(other) < brierOf(one) ? other : one));
    const monthOf = ({ at }: { at: number }): string => `${dayText(at).slice(0, 7)}-01`;
    const cases = world.of('combined');
    const months = [...new Set(cases.map(monthOf))].sort();
    expect(months.length).toBeGreaterThan(4);
    const own = rows.filter(({ entity_kind }) => entity_kind === kind);
    expect(own.map(({ month }) => month)).toEqual(months);
    months.forEach((month, k) => {
      const isOf = (one: { at: number }): boolean => monthOf(one) === month;
      const made = cases.filter(isOf);
      const forecast = mean(made.map(({ p }) => p));
      const observed = mean(made.map(({ came }) => came));
      const expected = {
        forecast,
        observed,
        drift: forecast - observed,
        brier: brierOf(made),
        rule_brier: brierOf(best.filter(isOf)),
        cases: made.length,
        entities: new Set(made.map(({ entity }) => entity)).size,
      };
      for (const [key, value] of Object.entries(expected)) expectValue(own[k]?.[key], value, `${month} ${key}`, 1e-9);
    });
    network.snapshot.close();
  },
);

it('says when there is too little past', async () => {
  const short = await openFiles({
    'events.csv': csv('event_id,kind,occurred_at,actor_id,community_id', [
      ['a', 'post', '2025-01-01T12:00:00Z', 'p1', 'c1'],
    ]),
  });
  expect((await short.ask(dormancyByMonth)).reason?.code).toBe('too_short');
  short.snapshot.close();
});
