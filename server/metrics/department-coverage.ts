import type { Reason } from '../contract/results.ts';
import type { Text } from '../contract/text.ts';
import type { Network } from '../facts/network.ts';

const shownFrom = 0.5;
const sureFrom = 0.8;

const moved: Text = {
  fr: 'Des personnes ont changé de service pendant la période : tous leurs liens y comptent pour leur dernier service.',
  en: 'Some people changed department during the period: all their ties in it count for their last department.',
};

/**
 * What a measure of departments says about the people whose department is unknown. External people are in no
 * department and are not missing one. Under half the people known, the measure is not shown (`reason`); under 80 %
 * it carries a warning. So it does when somebody changed department in the period, all of whose ties count for the last one.
 */
export function departmentCoverage(network: Network): { reason: Reason | null; warnings: Text[] } {
  let internal = 0;
  let known = 0;
  network.departmentOf.forEach((department, node) => {
    if (network.isExternal[node] === 1) return;
    internal++;
    if (department >= 0) known++;
  });
  const share = internal === 0 ? 0 : known / internal;
  const percent = Math.floor(100 * share);
  const sentence: Text = {
    fr: `Le service n’est connu que pour ${percent} % des personnes : importez un annuaire (CSV) pour compléter.`,
    en: `The department is known for only ${percent}% of people: import a directory (CSV) to complete it.`,
  };
  if (share < shownFrom) return { reason: { code: 'no_department', sentence }, warnings: [] };
  return {
    reason: null,
    warnings: [...(share < sureFrom ? [sentence] : []), ...(network.changesDepartment ? [moved] : [])],
  };
}
