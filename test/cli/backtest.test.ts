import { describe, expect, it } from 'vitest';
import { random } from '../../server/graph/random.ts';
import { csv, openFiles } from '../support/named-network.ts';
import { vigie } from '../support/vigie.ts';

/** Thirty weeks in which forty people open threads and reply to each other, some more than others. */
const draw = random(3);
const events = Array.from({ length: 30 * 40 }, (_, n) => ({ week: Math.floor(n / 40), who: n % 40 })).flatMap(
  ({ week, who }) => {
    if (draw.next() > 0.2 + who / 60) return [];
    const thread = `t${week}-${who}`;
    const at = (hour: number) => new Date(Date.UTC(2025, 0, 6 + 7 * week, hour)).toISOString();
    return [
      [thread, 'post', at(8), `p${who}`, null, thread, 'room'],
      [`${thread}-r`, 'reply', at(9), `p${draw.below(40)}`, `p${who}`, thread, 'room'],
    ];
  },
);

describe('vigie backtest', () => {
  it('prints the verdicts and tables in words, progress apart', async () => {
    const world = await openFiles({
      'events.csv': csv('event_id,kind,occurred_at,actor_id,target_id,thread_id,community_id', events),
    });
    world.snapshot.close();
    const { status, out, err } = await vigie(['backtest', '--data', world.folder], { language: 'fr' });
    expect(status).toBe(0);
    expect(err.split('\n')[0]).toBe('1/6 Prévision du silence, vérifiée…');
    expect(out).toMatch(/^Parmi les 4 premiers du score, \d+\s% ont réussi \(être dans le dixième/m);
    expect(out).toMatch(/^Jours +Précision +Gain +Intervalle +En usage$/m);
    expect(out).toMatch(/^90 +0,\d{3} +0,000 +\*$/m);
  });

  it('says what is missing where the past is too short, in words and as JSON', async () => {
    const short = await openFiles({
      'events.csv': csv('event_id,kind,occurred_at,actor_id,target_id,thread_id,community_id', events.slice(0, 40)),
    });
    short.snapshot.close();
    const { status, out } = await vigie(['backtest', '--data', short.folder]);
    expect(status).toBe(0);
    expect(out).toContain('Too little past: at least 25 weeks');
    expect(out).toContain('About 18 weeks of dated data are needed');
    const json: unknown = JSON.parse((await vigie(['backtest', '--data', short.folder, '--json'])).out);
    expect(json).toMatchObject({
      'backtest-dormancy': { rows: [], reason: { code: 'too_short' } },
      'dormancy-reliability': { rows: [] },
      'dormancy-by-month': { rows: [] },
      'dormancy-by-type': { rows: [] },
      'backtest-ambassadors': { rows: [], reason: { code: 'too_short' } },
      'tie-half-life': { rows: [], reason: { code: 'too_short' } },
    });
  });
});
