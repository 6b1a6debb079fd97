/** Who is near whom and who writes where, in typed arrays; people and communities are indices. */
export interface Surroundings {
  /** Two-way partners of person v: `partners[partnerOffsets[v]] … partners[partnerOffsets[v + 1] - 1]`. */
  readonly partnerOffsets: Uint32Array;
  readonly partners: Uint32Array;
  /** Index of each person's department; -1 unknown. */
  readonly departmentOf: Int32Array;
  /** Who writes in each community, each person once. */
  readonly writers: readonly (readonly number[])[];
}

/** A community that would suit somebody, and why. */
export interface Suit {
  readonly community: number;
  /** Two-way partners who write there, and other people of the same department who do. */
  readonly contacts: number;
  readonly colleagues: number;
  /** Overlap of the writers with the partners, plus their overlap with the department, 0 to 2. */
  readonly nearness: number;
}

/**
 * Communities in which somebody would find people they know: the nearest first, at most `most`, none where they write
 * already, none without a partner or colleague. Nearness adds up two cosine overlaps, |A ∩ B| ÷ √(|A| |B|), so that a
 * large community is no nearer for being large.
 */
export function communitySuits(surroundings: Surroundings, most: number): (person: number) => readonly Suit[] {
  const { partnerOffsets, partners, departmentOf, writers } = surroundings;
  const sizes = new Map<number, number>();
  for (const department of departmentOf) sizes.set(department, (sizes.get(department) ?? 0) + 1);
  return (person) => {
    const circle = new Set(partners.subarray(partnerOffsets[person], partnerOffsets[person + 1]));
    const department = departmentOf[person] ?? -1;
    const house = department < 0 ? 0 : (sizes.get(department) ?? 0);
    const found = writers.flatMap((people, community): Suit[] => {
      if (people.includes(person)) return [];
      const contacts = people.filter((other) => circle.has(other)).length;
      const colleagues = department < 0 ? 0 : people.filter((other) => departmentOf[other] === department).length;
      if (contacts + colleagues === 0) return [];
      const nearness = overlap(contacts, circle.size, people.length) + overlap(colleagues, house, people.length);
      return [{ community, contacts, colleagues, nearness }];
    });
    return found.sort((a, b) => b.nearness - a.nearness || a.community - b.community).slice(0, most);
  };
}

const overlap = (shared: number, a: number, b: number): number => (shared === 0 ? 0 : shared / Math.sqrt(a * b));
