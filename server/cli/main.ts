import { inspect } from 'node:util';
import { Command, CommanderError } from 'commander';
import { UserError } from '../errors.ts';
import type { CliContext } from './context.ts';

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
  print: (text) => void process.stdout.write(text),
  say: (text) => void process.stderr.write(`${text}\n`),
};

/** Commands by name, in the order of the help; each is loaded when it is asked for, since all together take a second. */
const commands: Readonly<Record<string, () => Promise<(context: CliContext) => Command>>> = {
  import: async () => (await import('./import.ts')).importCommand,
  watch: async () => (await import('./watch.ts')).watchCommand,
  map: async () => (await import('./map.ts')).mapCommand,
  export: async () => (await import('./export.ts')).exportCommand,
  status: async () => (await import('./status.ts')).statusCommand,
  catalogue: async () => (await import('./catalogue.ts')).catalogueCommand,
  verify: async () => (await import('./verify.ts')).verifyCommand,
  identities: async () => (await import('./identities.ts')).identitiesCommand,
  person: async () => (await import('./person.ts')).personCommand,
  erase: async () => (await import('./erase.ts')).eraseCommand,
  retain: async () => (await import('./retain.ts')).retainCommand,
  ledger: async () => (await import('./ledger.ts')).ledgerCommand,
  serve: async () => (await import('./serve.ts')).serveCommand,
  demo: async () => (await import('./demo.ts')).demoCommand,
  start: async () => (await import('./start.ts')).startCommand,
};

const program = new Command('vigie')
  .description('Community-health analytics for enterprise social networks')
  .exitOverride()
  .showHelpAfterError();
const asked = process.argv[2] ?? '';
for (const name of Object.hasOwn(commands, asked) ? [asked] : Object.keys(commands)) {
  const command = await commands[name]?.();
  // The command behind `npm start` is no part of the public ones.
  if (command) program.addCommand(command(context).exitOverride(), { hidden: name === 'start' });
}

// A reader that closes early (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));

try {
  await program.parseAsync(process.argv);
} catch (error) {
  process.exitCode = exitCode(error);
}

async function askAtTerminal(question: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}

/** 1: the user can mend it; 2: our fault. */
function exitCode(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1;
  if (error instanceof UserError) {
    context.say(error.text[context.language]);
    return 1;
  }
  context.say(inspect(error));
  return 2;
}
