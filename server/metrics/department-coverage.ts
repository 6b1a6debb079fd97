import type { Reason } from '../contract/results.ts';
import type { Text } from '../contract/text.ts';
import type { Grouping } from '../facts/group-stays.ts';
import type { Network } from '../facts/network.ts';

const shownFrom = 0.5;
const sureFrom = 0.8;

/** How each grouping is called with its article. */
const names: Readonly<Record<Grouping, Text>> = {
  department: { fr: 'Le service', en: 'The department' },
  division: { fr: 'La direction', en: 'The division' },
  site: { fr: 'Le site', en: 'The site' },
  level: { fr: 'Le niveau', en: 'The level' },
};

/** Share of people whose group is known, 0–1; 0 without people. External people are in none and are not missing one. */
export function knownShare(network: Pick<Network, 'departmentOf' | 'isExternal'>): number {
  let internal = 0;
  let known = 0;
  network.departmentOf.forEach((department, node) => {
    if (network.isExternal[node] === 1) return;
    internal++;
    if (department >= 0) known++;
  });
  return internal === 0 ? 0 : known / internal;
}

/**
 * What a measure of groups says about the people whose group is unknown. Under half the people known, the measure is not
 * shown (`reason`); under 80 % it carries a warning.
 */
export const coverageOf = (network: Network, grouping: Grouping): { reason: Reason | null; warnings: Text[] } =>
  coverage(knownShare(network), grouping);

/** The same of a share of people that is known already. */
export function coverage(share: number, grouping: Grouping): { reason: Reason | null; warnings: Text[] } {
  const percent = Math.floor(100 * share);
  const name = names[grouping];
  const sentence: Text = {
    fr: `${name.fr} n’est connu${grouping === 'division' ? 'e' : ''} que pour ${percent} % des personnes : importez un annuaire (CSV) pour compléter.`,
    en: `${name.en} is known for only ${percent}% of people: import a directory (CSV) to complete it.`,
  };
  if (share < shownFrom) return { reason: { code: `no_${grouping}`, sentence }, warnings: [] };
  return { reason: null, warnings: share < sureFrom ? [sentence] : [] };
}

/** The same of departments. */
export const departmentCoverage = (network: Network): { reason: Reason | null; warnings: Text[] } =>
  coverageOf(network, 'department');
