import { inspect } from 'node:util';
import { Command, CommanderError } from 'commander';
import { UserError } from '../errors.ts';
import type { CliContext } from './context.ts';

/** Commands by name, in the order of the help; each is loaded when it is asked for, since all together take a second. */
const commands: Readonly<Record<string, () => Promise<(context: CliContext) => Command>>> = {
  import: async () => (await import('./import.ts')).importCommand,
  watch: async () => (await import('./watch.ts')).watchCommand,
  map: async () => (await import('./map.ts')).mapCommand,
  export: async () => (await import('./export.ts')).exportCommand,
  backtest: async () => (await import('./backtest.ts')).backtestCommand,
  status: async () => (await import('./status.ts')).statusCommand,
  catalogue: async () => (await import('./catalogue.ts')).catalogueCommand,
  verify: async () => (await import('./verify.ts')).verifyCommand,
  identities: async () => (await import('./identities.ts')).identitiesCommand,
  refusals: async () => (await import('./refusals.ts')).refusalsCommand,
  person: async () => (await import('./person.ts')).personCommand,
  erase: async () => (await import('./erase.ts')).eraseCommand,
  retain: async () => (await import('./retain.ts')).retainCommand,
  ledger: async () => (await import('./ledger.ts')).ledgerCommand,
  serve: async () => (await import('./serve.ts')).serveCommand,
  demo: async () => (await import('./demo.ts')).demoCommand,
  start: async () => (await import('./start.ts')).startCommand,
};

/** Runs one command of `vigie`, given as the words after its name. How it ends is told to `context.end`. */
export async function runCommand(words: readonly string[], context: CliContext): Promise<void> {
  const output = {
    writeOut: (text: string) => context.print(text),
    writeErr: (text: string) => context.say(text.replace(/\n$/, '')),
  };
  const program = new Command('vigie')
    .description('Community-health analytics for enterprise social networks')
    .exitOverride()
    .configureOutput(output)
    .showHelpAfterError();
  const asked = words[0] ?? '';
  for (const name of Object.hasOwn(commands, asked) ? [asked] : Object.keys(commands)) {
    const command = await commands[name]?.();
    // The command behind `npm start` is no part of the public ones.
    if (command)
      program.addCommand(command(context).exitOverride().configureOutput(output), { hidden: name === 'start' });
  }
  try {
    await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    context.end(exitCode(error, context));
  }
}

/** 1: the user can mend it; 2: our fault. */
function exitCode(error: unknown, context: CliContext): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1;
  if (error instanceof UserError) {
    context.say(error.text[context.language]);
    return 1;
  }
  context.say(inspect(error));
  return 2;
}
