import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { z } from 'zod';
import { importFailureSchema } from '../contract/imports.ts';
import { logAccess } from '../state/access-log.ts';
import { candidatesText } from './candidates-text.ts';
import type { CliContext } from './context.ts';
import { failureText } from './report-text.ts';

const accountSchema = z.object({ person_id: z.string(), source: z.string(), native_id: z.string() });

const lineSchema = z.union([
  z.object({
    result: z.object({
      state: z.enum(['found', 'several', 'unknown']),
      candidates: z.array(z.array(accountSchema)),
      held: z.record(z.string(), z.unknown()).nullable(),
    }),
  }),
  z.object({ error: importFailureSchema }),
]);

/** `vigie person PERSON`: everything that is held about one person, as JSON, for the right of access. */
export function personCommand(context: CliContext): Command {
  return new Command('person')
    .description('What is held about one person, as JSON')
    .argument('<person>', 'e-mail address, employee id, sign-on subject, native id, pseudonym (p_…) or SOURCE:ID')
    .option('--data <dir>', 'data folder', context.defaultData)
    .option('-o, --output <file>', 'write here instead of standard output')
    .action(async (person: string, options: { data: string; output?: string }) => {
      context.end(await tellHeld(context, options.data, person, options.output));
    });
}

/** Writes what is held about a person, for its owner's eyes, and notes the look in the access log. @returns the exit code. */
export async function tellHeld(
  context: CliContext,
  data: string,
  person: string,
  output: string | undefined,
): Promise<number> {
  const { language } = context;
  return await context.runScript('pipelines/run.ts', ['person', '--data', data, '--', person], (line) => {
    const message = lineSchema.parse(JSON.parse(line));
    if ('error' in message) return context.say(failureText(message.error, language));
    const { state, held } = message.result;
    if (state !== 'found') return context.say(candidatesText(message.result, language).trimEnd());
    const text = `${JSON.stringify(held, null, 2)}\n`;
    logAccess(data, context.now(), { action: 'names', through: 'command line', subject: 'person', people: 1 });
    if (output === undefined) context.print(text);
    else writeFileSync(output, text, { mode: 0o600 });
  });
}
