import { findPeople } from '../identities/find-people.ts';
import { type Command, placeOf, readArguments, textOf } from './call.ts';

/**
 * Prints `{"people"}`: the first people found, with the accounts of each and by what they were joined. What is searched for
 * may be a name: it comes in the environment (`VIGIE_SEARCH`), which other users of the machine cannot read.
 */
export const people: Command = async (call) => {
  const { values } = readArguments(call, {
    names: { type: 'boolean' },
    several: { type: 'boolean' },
    source: { type: 'string' },
  });
  const { data, secretKeyPath } = placeOf(call, values['data']);
  call.print({
    people: await findPeople({
      data,
      secretKeyPath,
      names: values['names'] === true,
      several: values['several'] === true,
      source: textOf(values['source']),
      search: textOf(call.environment['VIGIE_SEARCH']),
    }),
  });
  return true;
};
