import { availableParallelism } from 'node:os';
import { KernelPool } from './kernel-pool.ts';

/** A tenth of a second of work or less isn't worth waking threads for. */
const worthThreads = 2e7;

/** For answers that somebody waits for: every core. */
export const usualKernels = new KernelPool(availableParallelism(), worthThreads);

/** For answers computed ahead: one thread, beside those that somebody waits for. */
export const quietKernels = new KernelPool(1, worthThreads);
