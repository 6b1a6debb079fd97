import { nothing, type Sql, sql } from '../facts/sql.ts';
import { defineTable } from './define.ts';

/** Sixteen hexadecimal digits after the source: a number of 64 bits would lose digits in a spreadsheet. */
const named = (id: Sql): Sql => sql`source || ':' || printf('%016x', ${id}) as ${id}`;

/** The canonical table `events`, inside the filter's period and community. */
export const events = defineTable({
  id: 'events',
  label: { fr: 'Événements', en: 'Events' },
  definition: {
    fr: 'Chaque publication, réponse, réaction, mention, message, arrivée ou départ, sans aucun texte. Un événement va de celui qui porte attention à celui qui la reçoit.',
    en: 'Every post, reply, reaction, mention, message, join or leave, without any text. An event goes from the one who gives attention to the one who receives it.',
  },
  columns: [
    { key: 'event_id', label: { fr: 'Événement', en: 'Event' }, unit: 'text' },
    { key: 'source', label: { fr: 'Source', en: 'Source' }, unit: 'text' },
    { key: 'import_id', label: { fr: 'Import', en: 'Import' }, unit: 'text' },
    { key: 'kind', label: { fr: 'Nature', en: 'Kind' }, unit: 'text' },
    { key: 'actor_id', label: { fr: 'Auteur', en: 'Actor' }, unit: 'text' },
    { key: 'target_id', label: { fr: 'Destinataire', en: 'Target' }, unit: 'text' },
    { key: 'community_id', label: { fr: 'Communauté', en: 'Community' }, unit: 'text' },
    { key: 'thread_id', label: { fr: 'Fil', en: 'Thread' }, unit: 'text' },
    { key: 'parent_event_id', label: { fr: 'En réponse à', en: 'Parent event' }, unit: 'text' },
    { key: 'via', label: { fr: 'Canal', en: 'Via' }, unit: 'text' },
    { key: 'is_question', label: { fr: 'Question', en: 'Is a question' }, unit: 'flag' },
    { key: 'weight', label: { fr: 'Poids', en: 'Weight' }, unit: 'index' },
    { key: 'occurred_at', label: { fr: 'Date et heure (UTC)', en: 'Occurred at (UTC)' }, unit: 'date' },
    { key: 'day', label: { fr: 'Jour', en: 'Day' }, unit: 'date' },
    { key: 'by_service', label: { fr: 'Par une application', en: 'By an app' }, unit: 'flag' },
  ],
  privacy: { persons: ['actor_id', 'target_id'] },
  query: ({ filter }) => sql`
    select ${named(sql`event_id`)}, source, import_id, kind, actor_id, target_id, community_id, ${named(sql`thread_id`)}, ${named(sql`parent_event_id`)}, via, is_question, weight, occurred_at, day, by_service
    from events
    where true
      ${filter.from === null ? nothing : sql`and (day is null or day >= ${filter.from}::date)`}
      ${filter.to === null ? nothing : sql`and (day is null or day < ${filter.to}::date)`}
      ${filter.community === null ? nothing : sql`and community_id = ${filter.community}`}
    order by occurred_at nulls first, 1`,
});
