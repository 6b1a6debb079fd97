/** One clear message for something the user can mend: which file, which line, what is wrong and what to do. Exit code 1. */
export class ImportError extends Error {
  constructor(
    readonly file: string,
    readonly line: number | null,
    readonly problem: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(`${file}${line === null ? '' : `, line ${line}`}: ${problem}. ${remedy}`, options);
    this.name = 'ImportError';
  }
}
