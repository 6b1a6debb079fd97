import { personId } from './open-house.ts';
import { drawOrganisation } from './organisation.ts';
import { asked, candidatesOf } from './top-people.ts';

/** Planted ambassadors of a kind, and how many of them the score puts in tier A or B without a reserve. */
export interface Share {
  readonly proposed: number;
  readonly planted: number;
}

const bands = ['small departments', 'large departments', 'newcomers', 'old hands'] as const;
export type Band = (typeof bands)[number];

/**
 * Whether the same behaviour is seen wherever people work and however long they have been there: 40 planted ambassadors,
 * a quarter of them arrived in the last three months. A department is small below 60 of 600 people.
 */
export async function ambassadorShares(seed: number): Promise<Readonly<Record<Band, Share>>> {
  const { house, truth } = drawOrganisation(seed, { newcomers: 0.25, ambassadors: 40 });
  const sizes = new Map<number | null, number>();
  for (const department of house.departmentOf) sizes.set(department, (sizes.get(department) ?? 0) + 1);
  const isSmall = (person: number): boolean => (sizes.get(house.departmentOf[person] ?? null) ?? 0) < 60;
  const isNew = (person: number): boolean => (truth.arrival[person] ?? 0) > 0;
  const { proposed } = await asked(house, candidatesOf);
  const named = new Set(proposed);
  const share = (is: (person: number) => boolean): Share => {
    const planted = truth.ambassadors.filter(is);
    return { planted: planted.length, proposed: planted.filter((person) => named.has(personId(person))).length };
  };
  return {
    'small departments': share(isSmall),
    'large departments': share((person) => !isSmall(person)),
    newcomers: share(isNew),
    'old hands': share((person) => !isNew(person)),
  };
}
