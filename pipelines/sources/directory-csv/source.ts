import { defineSource } from '../define.ts';

export const directoryCsv = defineSource({
  id: 'directory-csv',
  label: { fr: 'Annuaire (CSV)', en: 'Directory (CSV)' },
  neverKept: [],
  async recognise() {
    return 0;
  },
  async stage() {
    return { capabilities: [], clock: 'none' };
  },
});
