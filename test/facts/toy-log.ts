import { readOracle } from '../graph/oracle.ts';
import { csv, type NamedNetwork, openFiles } from '../support/named-network.ts';

type Event = [string, string, string, string, string, string, string | null, boolean, string[]];

interface Log {
  'people_[id,dept,kind]': [string, string | null, 'human' | 'bot' | 'external' | 'deleted'][];
  'events_[id,type,actor,community,ts_utc,thread,target,question,mentions]': Event[];
  'directed_W_[from,to,W]': [string, string, number][];
  'undirected_[a,b,Wab,Wba,cothread,strength=ln(1+sum)]': [string, string, number, number, number, number][];
  EI_dyads_with_known_departments: { external: number; internal: number; EI: number };
}

const log = readOracle('toy-rse-log') as Log;

/** A log of 21 events made to exercise each rule of tie strength once, with values worked out by another program. */
export const toyLog = {
  people: log['people_[id,dept,kind]'],
  directed: log['directed_W_[from,to,W]'],
  undirected: log['undirected_[a,b,Wab,Wba,cothread,strength=ln(1+sum)]'],
  ei: log.EI_dyads_with_known_departments,
} as const;

const kinds = { human: 'human', external: 'human', bot: 'service', deleted: 'tombstone' } as const;

/** The log written as Vigie's own CSV, a mention as an event of its own, and imported. */
export function openToyLog(): Promise<NamedNetwork> {
  const events = log['events_[id,type,actor,community,ts_utc,thread,target,question,mentions]'];
  const authors = new Map(events.map(([id, , actor]) => [id, actor]));
  return openFiles({
    'people.csv': csv(
      'person_id,department,affiliation,kind',
      toyLog.people.map(([id, department, kind]) => [
        id,
        department,
        kind === 'external' ? 'external' : 'internal',
        kinds[kind],
      ]),
    ),
    'events.csv': csv(
      'event_id,kind,occurred_at,actor_id,target_id,community_id,thread_id,parent_event_id',
      events.flatMap(([id, kind, actor, community, at, thread, target, , mentions]) => [
        [id, kind, `${at}:00Z`, actor, target && (authors.get(target) ?? null), community, thread, target],
        ...mentions.map((person) => [`${id}m-${person}`, 'mention', `${at}:00Z`, actor, person, community, thread, id]),
      ]),
    ),
  });
}
