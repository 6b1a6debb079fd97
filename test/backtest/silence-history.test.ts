import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadHistory } from '../../server/backtest/silence-history.ts';
import { communitySilence } from '../../server/backtest/silence-runs.ts';
import { dayNumber } from '../../server/models/day-number.ts';
import { csv, type NamedNetwork, openFiles } from '../support/named-network.ts';
import { openSilenceWorld, worldEnd } from '../support/silence-world.ts';

let network: NamedNetwork;
let world: NamedNetwork;
beforeAll(async () => {
  [network, world] = await Promise.all([openSmall(), openSilenceWorld()]);
});
afterAll(() => {
  network.snapshot.close();
  world.snapshot.close();
});

const day = (text: string) => dayNumber(`2026-${text}`);

const openSmall = () =>
  openFiles({
    'people.csv': csv('person_id,department,left_on,kind', [
      ['ann', 'A', null, 'human'],
      ['ben', 'A', '2026-02-01', 'human'],
      ['bot', 'A', null, 'service'],
    ]),
    'communities.csv': csv('community_id,name,archived_on', [
      ['one', 'One', null],
      ['two', 'Two', '2026-03-01'],
    ]),
    'events.csv': csv('event_id,kind,occurred_at,actor_id,community_id', [
      ['1', 'post', '2026-01-05T12:00:00Z', 'ann', 'one'],
      ['2', 'post', '2026-01-05T13:00:00Z', 'ann', 'one'],
      ['3', 'reply', '2026-01-05T14:00:00Z', 'ben', 'one'],
      ['4', 'reaction', '2026-01-06T12:00:00Z', 'ann', 'one'],
      ['5', 'view', '2026-01-07T12:00:00Z', 'ann', 'one'],
      ['6', 'post', '2026-01-08T12:00:00Z', 'ann', 'two'],
      ['7', 'post', '2026-01-08T12:00:00Z', 'bot', 'two'],
      ['8', 'post', '2026-01-20T12:00:00Z', 'ann', 'two'],
    ]),
  });

const daysOf = ({ days, dayOffsets }: { days: Int32Array; dayOffsets: Uint32Array }, entity: number) => [
  ...days.subarray(dayOffsets[entity], dayOffsets[entity + 1]),
];

describe('the history that forecasts rest on', () => {
  it('holds, for communities, the days on which people wrote, and by whom', async () => {
    const { ids, history } = await loadHistory(network.snapshot, 'community', day('03-02'));
    expect(ids).toEqual(['one', 'two']);
    expect(daysOf(history, 0)).toEqual([day('01-05')]);
    expect(daysOf(history, 1)).toEqual([day('01-08'), day('01-20')]);
    const { lines } = history;
    expect(Array.from(lines.amount).toSorted((a, b) => a - b)).toEqual([1, 1, 1, 2]);
    expect(new Set(Array.from(lines.part).slice(0, 2)).size).toBe(2);
    expect([...history.endedOn]).toEqual([Number.POSITIVE_INFINITY, day('03-01')]);
  });

  it('holds, for people, the days on which they contributed at all', async () => {
    const { ids, history } = await loadHistory(network.snapshot, 'member', day('03-02'));
    const named = ids.map((id) => network.nameOf(id));
    expect([...named].sort()).toEqual(['ann', 'ben']);
    const ann = named.indexOf('ann');
    expect(daysOf(history, ann)).toEqual(['01-05', '01-06', '01-08', '01-20'].map(day));
    expect(history.endedOn[ann]).toBe(Number.POSITIVE_INFINITY);
    expect(history.endedOn[named.indexOf('ben')]).toBe(day('02-01'));
  });

  it('knows nothing from the day asked for on, not even that something will end', async () => {
    const { history } = await loadHistory(network.snapshot, 'community', day('01-20'));
    expect(daysOf(history, 1)).toEqual([day('01-08')]);
    expect(history.endedOn[1]).toBe(Number.POSITIVE_INFINITY);
    expect((await loadHistory(network.snapshot, 'member', day('01-05'))).ids).toEqual([]);
  });

  it('is an even sample of many people', async () => {
    const all = await loadHistory(world.snapshot, 'member', worldEnd);
    const some = await loadHistory(world.snapshot, 'member', worldEnd, 10);
    expect(all.ids).toHaveLength(30);
    expect(some.ids).toEqual(all.ids.filter((_, place) => place % 3 === 0));
    some.ids.forEach((_, place) => expect(daysOf(some.history, place)).toEqual(daysOf(all.history, 3 * place)));
  });
});

describe('the forecasts for communities', () => {
  it('are given by id, for those that were active within 180 days', async () => {
    const { forecasts, closed } = await communitySilence(world.snapshot, worldEnd);
    // 00 stopped 216 days before the end, 03 141.
    expect([...forecasts.keys()].sort()).toEqual(
      ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11'].map((place) => `c${place}`),
    );
    expect(closed).toBeGreaterThan(50);
    const chance = (id: string) => forecasts.get(id)?.probability ?? Number.NaN;
    // 05 is written in every other day.
    expect(chance('c03')).toBeGreaterThan(0.5);
    expect(chance('c05')).toBeLessThan(0.2);
  });
});
