import { communities } from './communities.ts';
import { events } from './events.ts';
import { interventions } from './interventions.ts';
import { memberships } from './memberships.ts';
import { people } from './people.ts';
import { rejectedRows } from './rejected-rows.ts';
import { reported } from './reported.ts';
import { ties } from './ties.ts';

/** Every table that can be exported as it stands. */
export const tables = [people, communities, memberships, events, interventions, rejectedRows, reported, ties] as const;
