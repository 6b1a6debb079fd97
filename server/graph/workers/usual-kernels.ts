import { availableParallelism } from 'node:os';
import { KernelPool } from './kernel-pool.ts';

/** A tenth of a second of work or less isn't worth waking threads for. */
const worthThreads = 2e7;

/** For answers that somebody waits for: every core. */
export const usualKernels = new KernelPool(availableParallelism(), worthThreads);

/**
 * For answers computed ahead: every core too, but behind whatever somebody waits for (nice 10 has a tenth of the time of
 * nice 0 on a core that both want).
 */
export const quietKernels = new KernelPool(availableParallelism(), worthThreads, 10);
