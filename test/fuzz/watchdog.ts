import { Worker } from 'node:worker_threads';

/**
 * Ends the process when one mutant takes longer than the limit, even when it never gives way: a timer of the same thread
 * would not fire. It says which seed was under way.
 */
export class Watchdog {
  /** [how many mutants were begun, seed of the current one] */
  private readonly state = new Int32Array(new SharedArrayBuffer(8));
  private readonly worker: Worker;

  constructor(seconds: number) {
    const program = `
      const { workerData: { state, seconds } } = require('node:worker_threads');
      let begun = -1, since = Date.now();
      setInterval(() => {
        const now = Atomics.load(state, 0);
        if (now !== begun) { begun = now; since = Date.now(); return; }
        if (now === 0 || Date.now() - since < seconds * 1000) return;
        require('node:fs').writeSync(2, 'HANG: more than ' + seconds + ' s on seed ' + Atomics.load(state, 1) + '\\n');
        process.kill(process.pid, 'SIGKILL');
      }, 250);`;
    this.worker = new Worker(program, { eval: true, workerData: { state: this.state, seconds } });
    this.worker.unref();
  }

  begin(seed: number): void {
    Atomics.store(this.state, 1, seed);
    Atomics.add(this.state, 0, 1);
  }

  async stop(): Promise<void> {
    await this.worker.terminate();
  }
}
