import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { compiledProgram } from '../compiled-code.mjs';
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
  /** Standard output: results only. */
  print(output: string | Uint8Array): void;
  /** Standard error: messages and progress, one line each. */
  say(text: string): void;
  /** The exit code: 0 when it is not called, 1 for what the user can mend, 2 for our fault. The last call counts. */
  end(code: number): void;
}

/** Runs one of the project's programs as a child process, giving each line it prints to `onLine`. */
export async function runScript(
  script: string,
  args: readonly string[],
  onLine: (line: string) => void,
): Promise<number> {
  const child = spawn(process.execPath, [await compiledProgram(script), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number>((done, fail) => {
    child.on('error', fail);
    child.on('close', (code, signal) => done(code ?? (signal === null ? 2 : 1)));
  });
  // A person who stops the command stops the work: nothing goes on behind their back.
  const forward = (signal: NodeJS.Signals) => void child.kill(signal);
  process.once('SIGINT', forward).once('SIGTERM', forward);
  for await (const line of createInterface({ input: child.stdout })) onLine(line);
  const code = await ended;
  process.off('SIGINT', forward).off('SIGTERM', forward);
  return code;
}
