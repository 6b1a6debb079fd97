import { Worker } from 'node:worker_threads';

const longestLabel = 200;

/**
 * Ends the process when one mutant takes longer than the limit, even when it never gives way: a timer of the same thread
 * would not fire. It says which mutant was under way.
 */
export class Watchdog {
  /** How many mutants were begun. */
  private readonly begun = new Int32Array(new SharedArrayBuffer(4));
  private readonly label = new Uint8Array(new SharedArrayBuffer(longestLabel));
  private readonly worker: Worker;

  constructor(seconds: number) {
    const program = `
      const { workerData: { begun, label, seconds } } = require('node:worker_threads');
      let seen = 0, since = Date.now();
      setInterval(() => {
        const now = Atomics.load(begun, 0);
        if (now !== seen) { seen = now; since = Date.now(); return; }
        if (now === 0 || Date.now() - since < seconds * 1000) return;
        const which = Buffer.from(label).toString().replace(/\\0+$/, '');
        require('node:fs').writeSync(2, 'HANG: more than ' + seconds + ' s on ' + which + '\\n');
        process.kill(process.pid, 'SIGKILL');
      }, 250);`;
    this.worker = new Worker(program, { eval: true, workerData: { begun: this.begun, label: this.label, seconds } });
    this.worker.unref();
  }

  begin(label: string): void {
    this.label.fill(0);
    this.label.set(Buffer.from(label).subarray(0, longestLabel));
    Atomics.add(this.begun, 0, 1);
  }

  async stop(): Promise<void> {
    await this.worker.terminate();
  }
}
