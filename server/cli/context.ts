import type { Language } from '../contract/text.ts';

/** What commands get from outside: the environment, the clock and the two output streams. */
export interface CliContext {
  readonly defaultData: string;
  readonly keyFile: string | undefined;
  readonly logLevel: string;
  /** Country or region of the organisation, such as `FR-57`. */
  readonly country: string | undefined;
  /** Language of messages, from the locale. */
  readonly language: Language;
  /** Whether a browser can be opened for the person at this terminal. */
  readonly hasDisplay: boolean;
  /** Asks the person at this terminal; null where there is nobody to ask. */
  readonly ask: ((question: string) => Promise<string>) | null;
  now(): Date;
  /**
   * Runs one of the project's programs, such as `pipelines/run.ts`, in a process of its own, and gives each line that it
   * prints to `onLine`.
   * @returns its exit code; 1 when it was stopped.
   */
  runScript(script: string, args: readonly string[], onLine: (line: string) => void): Promise<number>;
  /** Standard output: results only. */
  print(output: string | Uint8Array): void;
  /** Standard error: messages and progress, one line each. */
  say(text: string): void;
  /** The exit code: 0 when it is not called, 1 for what the user can mend, 2 for our fault. The last call counts. */
  end(code: number): void;
}
