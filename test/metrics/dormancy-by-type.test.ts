import { expect, it } from 'vitest';
import { silenceRun } from '../../server/backtest/silence-runs.ts';
import { dormancyByType } from '../../server/metrics/dormancy-by-type.ts';
import { dayText } from '../../server/models/day-number.ts';
import { aucOf, brierOf, calibrationErrorOf, mean, reductionOf } from '../support/forecast-scores.ts';
import { csv, expectValue, openFiles } from '../support/named-network.ts';
import { casesOfWorld } from '../support/silence-cases.ts';
import { messages, worldEnd } from '../support/silence-world.ts';

const typeOf = (community: string): string =>
  ['project', 'practice', ''][Math.floor(Number(community.slice(1)) / 4)] ?? '';

it('scores the communities of each type as a second program does, and none of unknown type is lost', async () => {
  const network = await openFiles({
    'events.csv': csv(
      'event_id,kind,occurred_at,actor_id,community_id',
      messages.map(({ day, person, community }, k) => [
        `e${k}`,
        'post',
        `${dayText(day)}T12:00:00Z`,
        person,
        community,
      ]),
    ),
    'communities.csv': csv(
      'community_id,name,type',
      [...new Set(messages.map(({ community }) => community))].map((id) => [id, id, typeOf(id)]),
    ),
  });
  const { rows } = await network.ask(dormancyByType);
  const world = await casesOfWorld(network, 'community');
  const { ids } = await silenceRun(network.snapshot, 'community', worldEnd);
  const rules = (['rule_30', 'rule_60', 'rule_90'] as const).map((rule) => world.of(rule));
  const best = rules.reduce((one, other) => (brierOf(other) < brierOf(one) ? other : one));
  expect(rows.map(({ type }) => type)).toEqual(['other', 'practice', 'project']);
  for (const row of rows) {
    const isOf = ({ entity }: { entity: number }): boolean => (typeOf(ids[entity] ?? '') || 'other') === row.type;
    const cases = world.of('combined').filter(isOf);
    const [reduction, lower, upper] = reductionOf(cases, best.filter(isOf), 60);
    const expected = {
      brier: brierOf(cases),
      rule_brier: brierOf(best.filter(isOf)),
      reduction,
      lower,
      upper,
      calibration_error: calibrationErrorOf(cases),
      auc: aucOf(cases),
      base_rate: mean(cases.map(({ came }) => came)),
      cases: cases.length,
      communities: new Set(cases.map(({ entity }) => entity)).size,
    };
    for (const [key, value] of Object.entries(expected))
      expectValue(row[key], value, `${String(row.type)} ${key}`, 1e-9);
    expect(row.verdict).toBe(lower > 0 ? 'better' : 'not_better');
  }
  network.snapshot.close();
});

it('says when there is too little past', async () => {
  const short = await openFiles({
    'events.csv': csv('event_id,kind,occurred_at,actor_id,community_id', [
      ['a', 'post', '2025-01-01T12:00:00Z', 'p1', 'c1'],
    ]),
  });
  expect((await short.ask(dormancyByType)).reason?.code).toBe('too_short');
  short.snapshot.close();
});
