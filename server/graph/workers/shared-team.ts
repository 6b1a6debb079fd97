import type { Team } from '../team.ts';

/** Where a thread stands in a team. */
export interface Place {
  readonly size: number;
  readonly member: number;
  /** `teamControl`, the same for the whole team. */
  readonly control: Int32Array;
}

/** Where the control array holds how many members wait, how often the team has met, and each member's next part. */
const at = { waiting: 0, met: 1, next: 2 } as const;

/** What a team of this size shares to keep together: zero at the start. */
export const teamControl = (size: number): Int32Array =>
  new Int32Array(new SharedArrayBuffer((at.next + size) * Int32Array.BYTES_PER_ELEMENT));

/** The team as the member at this place sees it. */
export function teamAt({ size, member, control }: Place): Team {
  return {
    size,
    member,
    next(parts) {
      // One's own stretch of parts first, for what lies near in memory stays in the cache; then those of the others.
      for (let turn = 0; turn < size; turn++) {
        const whose = (member + turn) % size;
        const part = Math.floor((parts * whose) / size) + Atomics.add(control, at.next + whose, 1);
        if (part < Math.floor((parts * (whose + 1)) / size)) return part;
      }
      return -1;
    },
    meet() {
      const met = Atomics.load(control, at.met);
      if (Atomics.add(control, at.waiting, 1) === size - 1) {
        Atomics.store(control, at.waiting, 0);
        for (let whose = 0; whose < size; whose++) Atomics.store(control, at.next + whose, 0);
        Atomics.add(control, at.met, 1);
        Atomics.notify(control, at.met);
        return;
      }
      while (Atomics.load(control, at.met) === met) Atomics.wait(control, at.met, met);
    },
  };
}
