import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ResolvedFilter } from '../../server/contract/filters.ts';
import { tieParameters } from '../../server/contract/tie-parameters.ts';
import type { Sql } from '../../server/facts/sql.ts';
import { sql } from '../../server/facts/sql.ts';
import { numberedPeople } from '../../server/facts/tie-events.ts';
import { datedEvidence, twoWayTies, writtenTies } from '../../server/facts/tie-strength.ts';
import { firstResponses } from '../../server/metrics/first-responses.ts';
import { readOracle } from '../graph/oracle.ts';
import type { NamedNetwork } from '../support/named-network.ts';
import { openToyLog } from './toy-log.ts';

interface Rules {
  as_of: string;
  half_life_days: number;
  weights: Record<'reply' | 'mention' | 'reaction', number>;
  caps_per_pair_thread: Record<'reply' | 'mention' | 'reaction', number>;
  cothread: string;
  'tie_events_[event,from,to,type,age_days,weight]': [string, string, string, string, number, number][];
  dialogue: { dyads: [string, string][]; two_way: [string, string][]; two_way_ratio: number };
  'questions_[id,first_response_hours,age_hours]': [string, number | null, number][];
  active_contributors_human: string[];
  external_contributors: string[];
}

const rules = readOracle('toy-rse-log') as Rules;
const filter: ResolvedFilter = {
  from: '2026-03-02',
  to: rules.as_of.slice(0, 10),
  department: null,
  community: null,
  ties: 'strength',
};

let network: NamedNetwork;
beforeAll(async () => {
  network = await openToyLog();
});
afterAll(() => network.snapshot.close());

const Tie = z.object({ one: z.string(), other: z.string(), w: z.number() });

/** The events behind ties, by the names of their two people. */
async function eventsOf(evidence: Sql): Promise<[string, string, number][]> {
  const rows = await network.snapshot.db.all(
    Tie,
    sql`
      with node as (${numberedPeople(filter)})
      select a.person_id as one, b.person_id as other, e.w
      from (${evidence}) e join node a on a.i = e.i join node b on b.i = e.j`,
  );
  return rows.map(({ one, other, w }) => [network.nameOf(one), network.nameOf(other), w]);
}

const inOrder = (ties: readonly (readonly [string, string, number])[]): string[] =>
  ties.map(([a, b, w]) => `${a} ${b} ${w.toFixed(6)}`).toSorted();

describe('the reference log, event by event', () => {
  it('is weighed by the rules that Vigie has for defaults', () => {
    expect(tieParameters).toMatchObject({
      half_life_days: rules.half_life_days,
      reply_weight: rules.weights.reply,
      mention_weight: rules.weights.mention,
      reaction_weight: rules.weights.reaction,
      replies_per_thread: rules.caps_per_pair_thread.reply,
      mentions_per_thread: rules.caps_per_pair_thread.mention,
      reactions_per_thread: rules.caps_per_pair_thread.reaction,
    });
    const shared = /^([\d.]+)\/\(k-1\).* k<=(\d+)/.exec(rules.cothread);
    expect([tieParameters.shared_thread_weight, tieParameters.shared_thread_people]).toEqual([
      Number(shared?.[1]),
      Number(shared?.[2]),
    ]);
  });

  it('gives each reply, mention and reaction the weight worked out by hand, and no other event any', async () => {
    const byHand = rules['tie_events_[event,from,to,type,age_days,weight]'];
    const all = byHand.map(([, from, to, , , weight]) => [from, to, weight] as const);
    expect(inOrder(await eventsOf(datedEvidence(network.snapshot.time_zone, filter)))).toEqual(inOrder(all));
    // The weight is that of the kind, halved every 90 days.
    for (const [event, , , kind, age, weight] of byHand) {
      const base = rules.weights[kind as keyof Rules['weights']];
      expect(base * 2 ** (-age / rules.half_life_days), event).toBeCloseTo(weight, 9);
    }
  });

  it('tells who wrote to whom, and which of them both ways', async () => {
    const written = await eventsOf(writtenTies(network.snapshot.time_zone, filter));
    const arcs = new Set(written.map(([a, b]) => `${a} ${b}`));
    const pairs = [...new Set(written.map(([a, b]) => [a, b].toSorted().join(' ')))].toSorted();
    const named = (dyads: readonly [string, string][]) => dyads.map((dyad) => dyad.toSorted().join(' ')).toSorted();
    expect(pairs).toEqual(named(rules.dialogue.dyads));
    const twoWay = pairs.filter((pair) => arcs.has(pair) && arcs.has(pair.split(' ').toReversed().join(' ')));
    expect(twoWay).toEqual(named(rules.dialogue.two_way));
    expect(twoWay.length / pairs.length).toBeCloseTo(rules.dialogue.two_way_ratio, 12);
    // Asked for these alone, it gives what they wrote, weighed as before.
    const ofTwoWay = written.filter(([a, b]) => twoWay.includes([a, b].toSorted().join(' ')));
    expect(inOrder(await eventsOf(twoWayTies(network.snapshot.time_zone, filter)))).toEqual(inOrder(ofTwoWay));
  });

  it('follows each question until its first answer by somebody else', async () => {
    const found = await network.snapshot.db.all(
      z.object({ hours: z.number().nullable(), age: z.number() }),
      sql`select hours, age from (${firstResponses(network.snapshot, filter, {
        from: filter.from ?? '',
        dataFrom: filter.from ?? '',
        to: filter.to ?? '',
        dataTo: filter.to ?? '',
      })})`,
    );
    const questions = rules['questions_[id,first_response_hours,age_hours]'];
    // No two posts are of one age.
    for (const [id, hours, age] of questions) {
      const post = found.find((one) => Math.abs(one.age - age) < 1e-6);
      if (hours === null) expect(post?.hours, id).toBeNull();
      else expect(post?.hours, id).toBeCloseTo(hours, 9);
    }
  });

  it('has the people who contributed, outsiders among them and neither robots nor deleted accounts', async () => {
    const rows = await network.snapshot.db.all(
      z.object({ person_id: z.string() }),
      sql`select distinct person_id from actor_days where posts + replies + reactions + mentions > 0`,
    );
    expect(rows.map(({ person_id }) => network.nameOf(person_id)).toSorted()).toEqual(
      [...rules.active_contributors_human, ...rules.external_contributors].toSorted(),
    );
  });
});
