import { afterEach, describe, expect, it } from 'vitest';
import { ties } from '../../server/tables/ties.ts';
import { openToyLog, toyLog } from '../facts/toy-log.ts';
import { expectValue, type NamedNetwork, openNamed, openTies } from '../support/named-network.ts';
import { realData } from '../support/world.ts';

let network: NamedNetwork;
afterEach(() => network.snapshot.close());

const keyed = (rows: readonly Record<string, unknown>[]) =>
  new Map(rows.map((row) => [`${network.nameOf(String(row.from))}>${network.nameOf(String(row.to))}`, row]));

describe('the table of ties', () => {
  it('has a row per directed pair and says what it is made of, uncapped', async () => {
    network = await openToyLog();
    const { rows, columns } = await network.ask(ties);
    expect(columns.map(({ key }) => key)).toEqual(
      'from,to,value,reply,mention,reaction,message,co_thread,from_native_id,from_display_name,to_native_id,to_display_name'.split(
        ',',
      ),
    );
    const pairs = keyed(rows);
    expect([...pairs.keys()].sort()).toEqual(toyLog.directed.map(([a, b]) => `${a}>${b}`).sort());
    // dan mentions cat once and reacts twice to the same message; they share the threads t1 and t2.
    expect(pairs.get('dan>cat')).toMatchObject({
      value: 1,
      reply: 0,
      mention: 1,
      reaction: 2,
      message: 0,
      co_thread: 2,
    });
    expect(pairs.get('eve>ana')).toMatchObject({ value: 1, reply: 0, mention: 1, reaction: 0, co_thread: 0 });
    expect(pairs.get('fay>ext1')).toMatchObject({ value: 1, reply: 1, mention: 0, reaction: 0, co_thread: 1 });
  });

  it('gives the value of the mode asked for', async () => {
    network = await openToyLog();
    expect(keyed((await network.ask(ties, { ties: 'counts' })).rows).get('dan>cat')?.value).toBe(3);
    const strong = keyed((await network.ask(ties, { ties: 'strength' })).rows);
    expect(strong.size).toBe(toyLog.directed.length);
    for (const [a, b, w] of toyLog.directed) {
      expectValue(strong.get(`${a}>${b}`)?.value as number, Math.log(1 + w), `${a}>${b}`);
    }
  });

  it('adds up the messages of a published network, without self-loops', async () => {
    network = await openTies([
      ['a', 'b', 2],
      ['a', 'b', 3],
      ['b', 'b', 9],
    ]);
    const { rows } = await network.ask(ties, { ties: 'counts' });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ value: 5, message: 5, reply: 0, co_thread: 0 });
  });

  it('keeps to the ties between members of a department', async () => {
    network = await openToyLog();
    const { rows } = await network.ask(ties, { department: 'IT' });
    expect([...keyed(rows).keys()].sort()).toEqual(['cat>dan', 'dan>cat']);
  });

  // Counted by independent programs in the exports themselves: events and distinct pairs, by kind.
  it.for([
    ['slack-houston-2016.zip', { reply: [0, 0], mention: [155, 66], reaction: [190, 72] }],
    ['slack-digital-rebar-2018.zip', { reply: [35, 10], mention: [1196, 280], reaction: [119, 65] }],
    ['discourse-delving.tar.gz', { reply: [2155, 1165] }],
    ['snap-collegemsg', { message: [59_835, 20_296] }],
  ] as const)('has the events and pairs counted by others in %s', async ([name, kinds], { skip }) => {
    const path = realData(name);
    skip(path === null, `${name} is absent: set VIGIE_REAL_DATA to the folder that holds it`);
    network = await openNamed([path ?? '']);
    const { rows } = await network.ask(ties);
    for (const [kind, expected] of Object.entries(kinds)) {
      const events = rows.map((row) => Number(row[kind]));
      const total = events.reduce((sum, count) => sum + count, 0);
      expect([total, events.filter((count) => count > 0).length], kind).toEqual(expected);
    }
  });
});
