import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { type KernelInput, type KernelMemory, type KernelName, kernels } from './kernels.ts';
import { type Place, teamAt } from './shared-team.ts';

// A thread that is a member of one team after the other; kernel-pool.ts starts it and tells it what to do.

export interface ThreadData {
  readonly niceness: number;
}

export interface MemberTask<Name extends KernelName = KernelName> {
  readonly name: Name;
  readonly input: KernelInput<Name>;
  readonly memory: KernelMemory<Name>;
  readonly place: Place;
}

/** What a member ends with: null, or what stopped it. */
export type MemberEnd = { readonly message: string } | null;

const { niceness } = workerData as ThreadData;
// Linux takes 0 for the calling thread, other systems for the whole process.
if (niceness > 0 && process.platform === 'linux') setPriority(0, niceness);

parentPort?.on('message', <Name extends KernelName>(task: MemberTask<Name>) => {
  let end: MemberEnd = null;
  try {
    kernels[task.name].run(task.input, task.memory, teamAt(task.place));
  } catch (error) {
    end = { message: error instanceof Error ? error.message : String(error) };
  }
  parentPort?.postMessage(end, []);
});
