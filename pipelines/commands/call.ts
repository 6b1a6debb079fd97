import { parseArgs } from 'node:util';
import { ImportError } from '../import-error.ts';
import { defaultMemoryLimit, engineMemory } from '../store/memory-limit.ts';

/** What a command of the pipeline is given: its arguments, the environment, the clocks, and where its lines go. */
export interface Call {
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly now: () => Date;
  /** Milliseconds of a clock that never goes back. */
  readonly elapsed: () => number;
  /** Prints one JSON line. */
  readonly print: (line: object) => void;
}

/** A command prints what came of it; false when what was asked could not be done, though nothing failed. */
export type Command = (call: Call) => Promise<boolean>;

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>;

/** Values by the name of their option, and what belongs to none. */
interface Arguments {
  readonly values: Readonly<Record<string, unknown>>;
  readonly positionals: readonly string[];
}

/** The options and other arguments of a call. @throws ImportError for an option that the command does not have. */
export function readArguments(call: Call, options: Options): Arguments {
  try {
    return parseArgs({
      args: [...call.args],
      options: { ...options, data: { type: 'string' } },
      allowPositionals: true,
    });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new ImportError(
      null,
      null,
      { fr: `les options sont refusées (détail technique : ${detail})`, en: `the options are refused (${detail})` },
      { fr: 'Vérifiez les options', en: 'Check the options' },
      { cause: error },
    );
  }
}

/** An option that holds a text, null when it was not given or is empty. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Where a command works: the data folder that was asked for, the file of its secret key, and the engine's memory. */
export function placeOf(
  call: Call,
  data: unknown,
): { readonly data: string; readonly secretKeyPath: string | null; readonly memoryLimit: string } {
  const { environment } = call;
  return {
    data: textOf(data) ?? environment['VIGIE_DATA'] ?? './data',
    secretKeyPath: environment['VIGIE_KEY_FILE'] ?? null,
    memoryLimit: engineMemory(environment['VIGIE_MEMORY_LIMIT'] ?? defaultMemoryLimit()),
  };
}
