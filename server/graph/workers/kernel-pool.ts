import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { MemberEnd, MemberTask, ThreadData } from './kernel-thread.ts';
import { alone } from '../team.ts';
import { type KernelInput, type KernelName, type KernelOutput, kernels, steps } from './kernels.ts';
import { shared, sharedArrays } from './shared.ts';
import { teamControl } from './shared-team.ts';

/** Kernels run in threads of their own: the caller's thread goes on answering others. */
export interface Kernels {
  /**
   * What the kernel returns, the same bit by bit whatever the number of threads.
   * @throws the signal's reason once it is aborted: the work is stopped within milliseconds wherever it stands.
   */
  run<Name extends KernelName>(name: Name, input: KernelInput<Name>, signal?: AbortSignal): Promise<KernelOutput<Name>>;
}

const compiledThread = new URL('./kernel-thread.js', import.meta.url);
const isCompiled = existsSync(compiledThread);

/** A team of threads that does one piece of work at a time; those who ask meanwhile wait in line. */
export class KernelPool implements Kernels {
  #threads: Worker[] = [];
  #last: Promise<unknown> = Promise.resolve();

  /**
   * Input on which a kernel takes fewer steps than `leastSteps` is dealt with at once in the caller's thread. The threads
   * are as nice to others as `niceness` says (0 to 19).
   */
  constructor(
    private readonly size: number,
    private readonly leastSteps = 0,
    private readonly niceness = 0,
  ) {}

  async run<Name extends KernelName>(
    name: Name,
    input: KernelInput<Name>,
    signal?: AbortSignal,
  ): Promise<KernelOutput<Name>> {
    if (steps[name](input) < this.leastSteps) return alone(kernels[name], input);
    const turn = this.#last.then(() => this.#work(name, input, signal));
    this.#last = turn.catch(() => {});
    return await turn;
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.splice(0).map((thread) => thread.terminate()));
  }

  async #work<Name extends KernelName>(
    name: Name,
    input: KernelInput<Name>,
    signal: AbortSignal | undefined,
  ): Promise<KernelOutput<Name>> {
    signal?.throwIfAborted();
    const kernel = kernels[name];
    const common = shared(input);
    const memory = kernel.memory(common, this.size, sharedArrays);
    const control = teamControl(this.size);
    while (this.#threads.length < this.size) this.#threads.push(startThread(this.niceness));
    // Stopping a thread is the one way that needs nothing of the kernels; others are started when there is work again.
    const stop = (): void => void this.close();
    signal?.addEventListener('abort', stop, { once: true });
    try {
      await Promise.all(
        this.#threads.map((thread, member) => {
          const ended = endOf(thread);
          const place = { size: this.size, member, control };
          const task: MemberTask<Name> = { name, input: common, memory, place };
          thread.postMessage(task, []);
          return ended;
        }),
      );
    } catch (error) {
      await this.close();
      signal?.throwIfAborted();
      throw error;
    } finally {
      signal?.removeEventListener('abort', stop);
    }
    return kernel.output(common, memory);
  }
}

/** Node 20 reads the compiled program; from the sources themselves, the thread is started through the loader. */
function startThread(niceness: number): Worker {
  const workerData: ThreadData = { niceness };
  if (isCompiled) return new Worker(compiledThread, { workerData });
  const source = JSON.stringify(new URL('./kernel-thread.ts', import.meta.url).href);
  return new Worker(`import('tsx/esm/api').then(({ tsImport }) => tsImport(${source}, ${source}))`, {
    eval: true,
    workerData,
  });
}

/** Waits for the end of a member's work; meanwhile, and only then, the thread keeps the process alive. */
async function endOf(thread: Worker): Promise<void> {
  const answered = new AbortController();
  const { signal } = answered;
  thread.ref();
  try {
    const [end] = (await Promise.race([
      once(thread, 'message', { signal }), // rejects when the thread fails
      once(thread, 'exit', { signal }).then(([code]) => {
        throw new Error(`a thread of a kernel ended with ${code}`);
      }),
    ])) as [MemberEnd];
    if (end !== null) throw new Error(end.message);
  } finally {
    answered.abort();
    thread.unref();
  }
}
