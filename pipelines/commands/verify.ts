import { verifyFolder } from '../verify/verify-folder.ts';
import { type Command, placeOf, readArguments } from './call.ts';

/** Prints `{"result"}`: what holds of a data folder and what does not. */
export const verify: Command = async (call) => {
  const { data, secretKeyPath, memoryLimit } = placeOf(call, readArguments(call, {}).values['data']);
  const result = await verifyFolder(data, secretKeyPath, memoryLimit);
  call.print({ result });
  return result.ok;
};
