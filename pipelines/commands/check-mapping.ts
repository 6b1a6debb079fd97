import { checkMapping as tryMapping } from '../mapping/check-mapping.ts';
import { type Command, placeOf, readArguments, textOf } from './call.ts';
import { mappingAt } from './mapping-at.ts';
import { oneFile } from './one-file.ts';

/** Prints `{"checked"}`: what an import under a mapping would make of the first rows. */
export const checkMapping: Command = async (call) => {
  const { values, positionals } = readArguments(call, { mapping: { type: 'string' } });
  const { data, memoryLimit } = placeOf(call, values['data']);
  const path = oneFile(positionals);
  const given = textOf(values['mapping']);
  const mapping = await mappingAt(oneFile(given === null ? [] : [given]));
  call.print({ checked: await tryMapping({ data, path, mapping, memoryLimit, now: call.now() }) });
  return true;
};
