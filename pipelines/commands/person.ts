import { heldAbout } from '../erase/held-about.ts';
import type { Command } from './call.ts';
import { onePerson } from './one-person.ts';

/** Prints `{"result"}`: what is held about a person. Not done when nobody, or several people, are meant. */
export const person: Command = async (call) => {
  const result = await heldAbout(onePerson(call));
  call.print({ result });
  return result.state === 'found';
};
