import type { IdentityList } from '../contract/identities.ts';
import { minimumGroupSize } from '../privacy.ts';

/**
 * The list as it may be shown: how many people bear a department's spelling is left out where they are too few. Each list
 * ends after `most` entries; the counts are those of all.
 */
export function shownIdentities(list: IdentityList, most = Number.POSITIVE_INFINITY): IdentityList {
  return {
    ...list,
    joined: list.joined.slice(0, most),
    proposals: list.proposals.slice(0, most),
    suspects: list.suspects.slice(0, most),
    out: list.out.slice(0, most),
    put_back: list.put_back.slice(0, most),
    decisions: list.decisions.slice(0, most),
    departments: list.departments.slice(0, most).map((department) => ({
      ...department,
      people: department.people !== null && department.people < minimumGroupSize ? null : department.people,
    })),
  };
}
