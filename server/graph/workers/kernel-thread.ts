import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { Team } from '../team.ts';
import { type KernelInput, type KernelMemory, type KernelName, kernels } from './kernels.ts';

// A thread that is a member of one team after the other; kernel-pool.ts starts it and tells it what to do.

export interface ThreadData {
  readonly niceness: number;
}

export interface MemberTask<Name extends KernelName = KernelName> {
  readonly name: Name;
  readonly input: KernelInput<Name>;
  readonly memory: KernelMemory<Name>;
  readonly size: number;
  readonly member: number;
  /** As many integers as `places` has entries, zero at the start, shared by the team. */
  readonly control: Int32Array;
}

/** What a member ends with: null, or what stopped it. */
export type MemberEnd = { readonly message: string } | null;

/** Where the control array holds the next part, how many members wait, and how often the team has met. */
const places = { next: 0, waiting: 1, met: 2 } as const;

const { niceness } = workerData as ThreadData;
// Linux takes 0 for the calling thread, other systems for the whole process.
if (niceness > 0 && process.platform === 'linux') setPriority(0, niceness);

parentPort?.on('message', <Name extends KernelName>(task: MemberTask<Name>) => {
  let end: MemberEnd = null;
  try {
    kernels[task.name].run(task.input, task.memory, teamOf(task));
  } catch (error) {
    end = { message: error instanceof Error ? error.message : String(error) };
  }
  parentPort?.postMessage(end, []);
});

function teamOf({ size, member, control }: MemberTask): Team {
  return {
    size,
    member,
    next(parts) {
      const part = Atomics.add(control, places.next, 1);
      return part < parts ? part : -1;
    },
    meet() {
      const met = Atomics.load(control, places.met);
      if (Atomics.add(control, places.waiting, 1) === size - 1) {
        Atomics.store(control, places.waiting, 0);
        Atomics.store(control, places.next, 0);
        Atomics.add(control, places.met, 1);
        Atomics.notify(control, places.met);
        return;
      }
      while (Atomics.load(control, places.met) === met) Atomics.wait(control, places.met, met);
    },
  };
}
