import type { IdentityList } from '../contract/identities.ts';
import { minimumGroupSize } from '../privacy.ts';

/** The list as it may be shown: how many people bear a department's spelling is left out where they are too few. */
export function shownIdentities(list: IdentityList): IdentityList {
  return {
    ...list,
    departments: list.departments.map((department) => ({
      ...department,
      people: department.people !== null && department.people < minimumGroupSize ? null : department.people,
    })),
  };
}
