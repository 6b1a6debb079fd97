import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../../server/contract/results.ts';
import { dormancyReliability } from '../../server/metrics/dormancy-reliability.ts';
import { mean, tenths } from '../support/forecast-scores.ts';
import { csv, expectValue, type NamedNetwork, openFiles } from '../support/named-network.ts';
import { casesOfWorld } from '../support/silence-cases.ts';
import { openSilenceWorld } from '../support/silence-world.ts';

let network: NamedNetwork;
let rows: readonly Row[];
beforeAll(async () => {
  network = await openSilenceWorld();
  rows = (await network.ask(dormancyReliability)).rows;
});
afterAll(() => network.snapshot.close());

/** Wilson's interval as the roots of (share − p)² = z² p (1 − p) ÷ n. */
function wilsonRoots(came: number, n: number): [number, number] {
  const share = came / n;
  const z2 = 1.959963984540054 ** 2;
  const [a, b, c] = [1 + z2 / n, -(2 * share + z2 / n), share * share];
  const root = Math.sqrt(b * b - 4 * a * c);
  return [(-b - root) / (2 * a), (-b + root) / (2 * a)];
}

describe.each(['community', 'member'] as const)('reliability of the forecasts of each %s', (kind) => {
  it('says what was announced and what came, by tenths', async () => {
    const cases = (await casesOfWorld(network, kind)).of('combined');
    const groups = tenths(cases);
    const own = rows.filter((row) => row.entity_kind === kind);
    expect(own.map(({ bin }) => bin)).toEqual(groups.map((_, k) => String(k + 1)));
    groups.forEach((group, k) => {
      const came = group.filter((one) => one.came === 1).length;
      const [lower, upper] = wilsonRoots(came, group.length);
      const p = group.map((one) => one.p);
      const expected = {
        forecast: mean(p),
        observed: came / group.length,
        lower,
        upper,
        came,
        cases: group.length,
        entities: new Set(group.map(({ entity }) => entity)).size,
        lowest: Math.min(...p),
        highest: Math.max(...p),
      };
      for (const [key, value] of Object.entries(expected)) expectValue(own[k]?.[key], value, `${k} ${key}`, 1e-9);
    });
  });
});

it('says when there is too little past', async () => {
  const short = await openFiles({
    'events.csv': csv('event_id,kind,occurred_at,actor_id,community_id', [
      ['a', 'post', '2025-01-01T12:00:00Z', 'p1', 'c1'],
    ]),
  });
  expect((await short.ask(dormancyReliability)).reason?.code).toBe('too_short');
  short.snapshot.close();
});
