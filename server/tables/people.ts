import { sql } from '../facts/sql.ts';
import { defineTable } from './define.ts';

/** The canonical table `people`. */
export const people = defineTable({
  id: 'people',
  label: { fr: 'Personnes', en: 'People' },
  definition: {
    fr: 'Chaque personne connue, une ligne par période de rattachement. Les identifiants sont des pseudonymes.',
    en: 'Everyone known, one row per period of affiliation. Ids are pseudonyms.',
  },
  columns: [
    { key: 'person_id', label: { fr: 'Personne', en: 'Person' }, unit: 'text' },
    { key: 'division', label: { fr: 'Direction', en: 'Division' }, unit: 'text' },
    { key: 'department', label: { fr: 'Service', en: 'Department' }, unit: 'text' },
    { key: 'site', label: { fr: 'Site', en: 'Site' }, unit: 'text' },
    { key: 'level', label: { fr: 'Niveau', en: 'Level' }, unit: 'text' },
    { key: 'manager_id', label: { fr: 'Responsable', en: 'Manager' }, unit: 'text' },
    { key: 'affiliation', label: { fr: 'Appartenance', en: 'Affiliation' }, unit: 'text' },
    { key: 'kind', label: { fr: 'Nature', en: 'Kind' }, unit: 'text' },
    { key: 'joined_on', label: { fr: 'Arrivée', en: 'Joined on' }, unit: 'date' },
    { key: 'left_on', label: { fr: 'Départ', en: 'Left on' }, unit: 'date' },
    { key: 'valid_from', label: { fr: 'Valable dès', en: 'Valid from' }, unit: 'date' },
    { key: 'valid_to', label: { fr: 'Valable jusqu’à', en: 'Valid to' }, unit: 'date' },
  ],
  privacy: { persons: ['person_id'], departments: ['department'], keep: ['person_id', 'affiliation', 'kind'] },
  query: () => sql`
    select person_id, division, department, site, level, manager_id, affiliation, kind, joined_on, left_on, valid_from, valid_to
    from people
    order by person_id, valid_from nulls first, valid_to, department, site`,
});
