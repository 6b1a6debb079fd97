import { availableParallelism } from 'node:os';

/**
 * The environment in which the pipeline is started. The system's allocator keeps up to eight pools of memory a core, and in
 * each what was given back: a pool a core is as quick, and leaves a tenth less in hand. What was set already stands.
 * @param cores how many the machine has
 */
export function pipelineEnvironment(environment: NodeJS.ProcessEnv, cores = availableParallelism()): NodeJS.ProcessEnv {
  return { MALLOC_ARENA_MAX: String(Math.max(2, cores)), ...environment };
}
