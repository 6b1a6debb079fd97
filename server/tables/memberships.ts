import { sql } from '../facts/sql.ts';
import { defineTable } from './define.ts';

/** The canonical table `memberships`. */
export const memberships = defineTable({
  id: 'memberships',
  label: { fr: 'Adhésions', en: 'Memberships' },
  definition: {
    fr: 'Qui appartient à quelle communauté et qui l’anime.',
    en: 'Who belongs to which community and who animates it.',
  },
  columns: [
    { key: 'community_id', label: { fr: 'Communauté', en: 'Community' }, unit: 'text' },
    { key: 'person_id', label: { fr: 'Personne', en: 'Person' }, unit: 'text' },
    { key: 'role', label: { fr: 'Rôle', en: 'Role' }, unit: 'text' },
    { key: 'valid_from', label: { fr: 'Valable dès', en: 'Valid from' }, unit: 'date' },
    { key: 'valid_to', label: { fr: 'Valable jusqu’à', en: 'Valid to' }, unit: 'date' },
  ],
  privacy: { persons: ['person_id'] },
  query: () => sql`
    select community_id, person_id, role, valid_from, valid_to
    from memberships
    order by community_id, person_id, role, valid_from`,
});
