import { sql } from '../facts/sql.ts';
import { defineTable } from './define.ts';

/** The canonical table `rejected_rows`. */
export const rejectedRows = defineTable({
  id: 'rejected-rows',
  label: { fr: 'Lignes refusées', en: 'Rejected rows' },
  definition: {
    fr: 'Chaque enregistrement refusé à l’import : fichier, ligne et motif.',
    en: 'Every record refused at import: file, line and reason.',
  },
  columns: [
    { key: 'import_id', label: { fr: 'Import', en: 'Import' }, unit: 'text' },
    { key: 'file', label: { fr: 'Fichier', en: 'File' }, unit: 'text' },
    { key: 'line', label: { fr: 'Ligne', en: 'Line' }, unit: 'count' },
    { key: 'reason', label: { fr: 'Motif', en: 'Reason' }, unit: 'text' },
    { key: 'detail', label: { fr: 'Détail', en: 'Detail' }, unit: 'text' },
  ],
  query: () => sql`
    select import_id, file, line, reason, detail
    from rejected_rows
    order by import_id, file, line, reason`,
});
