import { numberAt } from '../../lib/rows.ts';
import type { Finding } from '../../panels/finding-tools.ts';

/** Under this mean agreement between searches, the borders of groups are blurred. */
const firmFrom = 0.8;

/** How many groups exchange together at the coarsest level, how firm their borders are, how far they follow departments. */
export const exchangeGroupsFinding: Finding = (result, { t, format }) => {
  const [coarsest] = result.rows;
  const groups = numberAt(coarsest, 'groups');
  const stability = numberAt(coarsest, 'stability');
  const agreement = numberAt(coarsest, 'agreement');
  if (groups === null || groups === 0 || stability === null) return null;
  const found = t(stability < firmFrom ? 'tiesPage.groups.blurred' : 'tiesPage.groups.firm', {
    count: groups,
    n: format.integer(groups),
  });
  if (agreement === null) return found;
  return t('tiesPage.groups.andChart', { found, agreement: format.decimal(agreement, 2) });
};
