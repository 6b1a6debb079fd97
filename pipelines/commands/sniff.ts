import { isTableKind } from '../mapping/roles.ts';
import { sniff as sniffFile } from '../mapping/sniff.ts';
import { type Command, placeOf, readArguments, textOf } from './call.ts';
import { oneFile } from './one-file.ts';

/** Prints `{"sniffed"}`: what a file of no known format holds, and the mapping proposed for it. */
export const sniff: Command = async (call) => {
  const { values, positionals } = readArguments(call, {
    sheet: { type: 'string' },
    table: { type: 'string' },
    preset: { type: 'string' },
  });
  const { data, memoryLimit } = placeOf(call, values['data']);
  const table = textOf(values['table']);
  call.print({
    sniffed: await sniffFile({
      data,
      path: oneFile(positionals),
      sheet: textOf(values['sheet']),
      table: table !== null && isTableKind(table) ? table : null,
      preset: textOf(values['preset']),
      memoryLimit,
    }),
  });
  return true;
};
