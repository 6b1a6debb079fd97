import { sql } from '../facts/sql.ts';
import { defineTable } from './define.ts';

/** The canonical table `communities`. */
export const communities = defineTable({
  id: 'communities',
  label: { fr: 'Communautés', en: 'Communities' },
  definition: {
    fr: 'Chaque communauté du registre de la source, même silencieuse, et celles vues seulement dans les messages.',
    en: 'Every community of the source’s registry, silent ones included, and those seen in messages only.',
  },
  columns: [
    { key: 'community_id', label: { fr: 'Communauté', en: 'Community' }, unit: 'text' },
    { key: 'name', label: { fr: 'Nom', en: 'Name' }, unit: 'text' },
    { key: 'type', label: { fr: 'Type', en: 'Type' }, unit: 'text' },
    { key: 'created_on', label: { fr: 'Création', en: 'Created on' }, unit: 'date' },
    { key: 'created_by', label: { fr: 'Créée par', en: 'Created by' }, unit: 'text' },
    { key: 'archived_on', label: { fr: 'Archivage', en: 'Archived on' }, unit: 'date' },
    { key: 'visibility', label: { fr: 'Visibilité', en: 'Visibility' }, unit: 'text' },
    { key: 'source', label: { fr: 'Source', en: 'Source' }, unit: 'text' },
    { key: 'metadata_missing', label: { fr: 'Sans fiche', en: 'Metadata missing' }, unit: 'flag' },
  ],
  query: () => sql`
    select community_id, name, type, created_on, created_by, archived_on, visibility, source, metadata_missing
    from communities
    order by community_id`,
});
