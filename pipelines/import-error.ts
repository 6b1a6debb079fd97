import type { Words } from './words.ts';

export interface ImportErrorOptions extends ErrorOptions {
  /** How many records were rejected by each rule, when that is the reason. */
  readonly rejected?: Readonly<Record<string, number>>;
  /** Another writer holds the data folder: the same again, a little later, may well succeed. */
  readonly busy?: boolean;
}

/** What an error says, as data. */
export type ErrorWords = Pick<ImportError, 'file' | 'line' | 'problem' | 'remedy'>;

/**
 * One clear message for something the user can mend: which file (null: none, an option), which line, what is wrong and
 * what to do. `problem` is a clause without capital or full stop, `remedy` a sentence without full stop, since both
 * stand after the place on a command line and alone on a page. `message` is for logs, in English. Exit code 1.
 */
export class ImportError extends Error {
  readonly rejected: Readonly<Record<string, number>> | null;
  readonly busy: boolean;

  constructor(
    readonly file: string | null,
    readonly line: number | null,
    readonly problem: Words,
    readonly remedy: Words,
    options: ImportErrorOptions = {},
  ) {
    super(`${file ?? 'import'}${line === null ? '' : `, line ${line}`}: ${problem.en}. ${remedy.en}`, options);
    this.name = 'ImportError';
    this.rejected = options.rejected ?? null;
    this.busy = options.busy ?? false;
  }

  /** The same said again: of a file that was not known at first, or out of another thread, where an error can't pass. */
  static again({ file, line, problem, remedy }: ErrorWords, options: ImportErrorOptions = {}): ImportError {
    return new ImportError(file, line, problem, remedy, options);
  }
}
