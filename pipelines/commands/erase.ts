import { erasePerson } from '../erase/erase-person.ts';
import type { Command } from './call.ts';
import { onePerson } from './one-person.ts';

/** Prints `{"result"}`: what an erasure did and what its proof found. Not done when something is left, or nobody meant. */
export const erase: Command = async (call) => {
  const result = await erasePerson({
    ...onePerson(call),
    now: call.now(),
    progress: (step, done, total) => call.print({ step, source: null, done, total }),
  });
  call.print({ result });
  return result.proof?.ok === true;
};
