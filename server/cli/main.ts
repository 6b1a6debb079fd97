import type { CliContext } from './context.ts';
import { runCommand } from './run-command.ts';
import { runScript } from './run-script.ts';

/** The only file of the command line that reads the environment. */
const context: CliContext = {
  defaultData: process.env.VIGIE_DATA ?? './data',
  keyFile: process.env.VIGIE_KEY_FILE,
  logLevel: process.env.VIGIE_LOG ?? 'warn',
  country: process.env.VIGIE_COUNTRY,
  language: /^fr/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '') ? 'fr' : 'en',
  hasDisplay:
    process.stdout.isTTY &&
    (process.platform !== 'linux' || process.env.DISPLAY !== undefined || process.env.WAYLAND_DISPLAY !== undefined),
  ask: process.stdin.isTTY && process.stderr.isTTY ? askAtTerminal : null,
  now: () => new Date(),
  runScript,
  print: (output) => void process.stdout.write(output),
  say: (text) => void process.stderr.write(`${text}\n`),
  end: (code) => (process.exitCode = code),
};

// A reader that closes early (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));

await runCommand(process.argv.slice(2), context);

async function askAtTerminal(question: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}
