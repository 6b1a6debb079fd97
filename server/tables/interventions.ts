import { sql } from '../facts/sql.ts';
import { defineTable } from './define.ts';

/** The canonical table `interventions`. */
export const interventions = defineTable({
  id: 'interventions',
  label: { fr: 'Actions', en: 'Interventions' },
  definition: {
    fr: 'Lancements, campagnes, événements et formations notés par les animateurs.',
    en: 'Launches, campaigns, events and training noted by animators.',
  },
  columns: [
    { key: 'intervention_id', label: { fr: 'Action', en: 'Intervention' }, unit: 'text' },
    { key: 'kind', label: { fr: 'Nature', en: 'Kind' }, unit: 'text' },
    { key: 'name', label: { fr: 'Nom', en: 'Name' }, unit: 'text' },
    { key: 'starts_on', label: { fr: 'Début', en: 'Starts on' }, unit: 'date' },
    { key: 'ends_on', label: { fr: 'Fin', en: 'Ends on' }, unit: 'date' },
    { key: 'community_id', label: { fr: 'Communauté', en: 'Community' }, unit: 'text' },
    { key: 'department', label: { fr: 'Service', en: 'Department' }, unit: 'text' },
  ],
  query: () => sql`
    select intervention_id, kind, name, starts_on, ends_on, community_id, department
    from interventions
    order by starts_on, intervention_id`,
});
