import { inspect } from 'node:util';
import { Command, CommanderError } from 'commander';
import { UserError } from '../errors.ts';
import { catalogueCommand } from './catalogue.ts';
import type { CliContext } from './context.ts';
import { demoCommand } from './demo.ts';
import { eraseCommand } from './erase.ts';
import { exportCommand } from './export.ts';
import { identitiesCommand } from './identities.ts';
import { importCommand } from './import.ts';
import { ledgerCommand } from './ledger.ts';
import { mapCommand } from './map.ts';
import { personCommand } from './person.ts';
import { retainCommand } from './retain.ts';
import { serveCommand } from './serve.ts';
import { startCommand } from './start.ts';
import { statusCommand } from './status.ts';
import { verifyCommand } from './verify.ts';
import { watchCommand } from './watch.ts';

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
  now: () => new Date(),
  print: (text) => void process.stdout.write(text),
  say: (text) => void process.stderr.write(`${text}\n`),
};

const program = new Command('vigie')
  .description('Community-health analytics for enterprise social networks')
  .exitOverride()
  .showHelpAfterError();
for (const command of [
  importCommand,
  watchCommand,
  mapCommand,
  exportCommand,
  statusCommand,
  catalogueCommand,
  verifyCommand,
  identitiesCommand,
  personCommand,
  eraseCommand,
  retainCommand,
  ledgerCommand,
  serveCommand,
  demoCommand,
]) {
  program.addCommand(command(context).exitOverride());
}
program.addCommand(startCommand(context).exitOverride(), { hidden: true });

// A reader that closes early (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));

try {
  await program.parseAsync(process.argv);
} catch (error) {
  process.exitCode = exitCode(error);
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
