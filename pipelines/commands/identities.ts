import { listIdentities } from '../identities/list-identities.ts';
import { type Command, placeOf, readArguments } from './call.ts';

/** Prints `{"identities"}`: who is who, with names when asked. */
export const identities: Command = async (call) => {
  const { values } = readArguments(call, { names: { type: 'boolean' } });
  const { data, secretKeyPath } = placeOf(call, values['data']);
  call.print({ identities: await listIdentities({ data, secretKeyPath, names: values['names'] === true }) });
  return true;
};
