import { z } from 'zod';
import activity from '../../fixtures/oracle/activity-windows.json' with { type: 'json' };
import toyJson from '../../fixtures/oracle/toy-rse-log.json' with { type: 'json' };
import type { Snapshot } from '../../server/facts/open.ts';
import { openTables } from './ask.ts';

const toy = z
  .object({
    'people_[id,dept,kind]': z.array(
      z.tuple([z.string(), z.string().nullable(), z.enum(['human', 'bot', 'external', 'deleted'])]),
    ),
    communities: z.record(z.string(), z.string()),
    'events_[id,type,actor,community,ts_utc,thread,target,question,mentions]': z.array(
      z.tuple([
        z.string(),
        z.string(),
        z.string(),
        z.string(),
        z.string(),
        z.string(),
        z.string().nullable(),
        z.boolean(),
        z.array(z.string()),
      ]),
    ),
  })
  .parse(toyJson);

/** The log of fixtures/oracle/activity-windows.json: one post per line. */
export function openActivityWindows(): Promise<Snapshot> {
  return openTables({
    events: [
      'kind,occurred_at,actor_id',
      ...activity.log.map(([who = '', day = '']) => `post,${day}T12:00:00Z,${who}`),
    ],
  });
}

/** The log of fixtures/oracle/toy-rse-log.json, whose data end at midnight of 30 March. */
export function openToyLog(): Promise<Snapshot> {
  const events = toy['events_[id,type,actor,community,ts_utc,thread,target,question,mentions]'];
  const author = new Map(events.map(([id, , actor]) => [id, actor]));
  const lines = events.flatMap(([id, kind, actor, community, time, thread, target, question, mentions]) => {
    const line = (event: string, what: string, to: string, parent: string, asks: string) =>
      [event, what, `${time}:00Z`, actor, to, community, thread, parent, asks].join(',');
    return [
      line(id, kind, author.get(target ?? '') ?? '', target ?? '', String(question)),
      ...mentions.map((named) => line(`${id}-${named}`, 'mention', named, id, '')),
    ];
  });
  const kinds = { human: 'human', bot: 'service', external: 'human', deleted: 'tombstone' } as const;
  return openTables({
    events: [
      'event_id,kind,occurred_at,actor_id,target_id,community_id,thread_id,parent_event_id,is_question',
      ...lines,
    ],
    people: [
      'person_id,department,affiliation,kind',
      ...toy['people_[id,dept,kind]'].map(([id, department, kind]) =>
        [id, department ?? '', kind === 'external' ? 'external' : 'internal', kinds[kind]].join(','),
      ),
    ],
    communities: [
      'community_id,name,type',
      ...Object.entries(toy.communities).map(([id, type]) => `${id},${id},${type}`),
    ],
  });
}
