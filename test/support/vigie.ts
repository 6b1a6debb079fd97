import type { CliContext } from '../../server/cli/context.ts';
import { runCommand } from '../../server/cli/run-command.ts';
import type { Language } from '../../server/contract/text.ts';
import { pipelineHere } from './pipeline-here.ts';

/** What a command printed and how it ended. */
export interface CommandRun {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command of `vigie` in this process, at no terminal, and there too the pipeline that it starts. */
export async function vigie(
  words: readonly string[],
  { language = 'en', ...changes }: Partial<CliContext> & { readonly language?: Language } = {},
): Promise<CommandRun> {
  let status = 0;
  const out: Uint8Array[] = [];
  let err = '';
  await runCommand(words, {
    defaultData: './data',
    keyFile: undefined,
    logLevel: 'warn',
    country: undefined,
    language,
    hasDisplay: false,
    ask: null,
    now: () => new Date('2026-11-21T00:00:00Z'),
    runScript,
    print: (output) => void out.push(Buffer.from(output)),
    say: (text) => (err += `${text}\n`),
    end: (code) => (status = code),
    ...changes,
  });
  return { status, out: Buffer.concat(out).toString(), err };
}

async function runScript(script: string, args: readonly string[], onLine: (line: string) => void): Promise<number> {
  if (script !== 'pipelines/run.ts') throw new Error(`${script} is to be run in a process of its own`);
  return (await pipelineHere(args, (line) => onLine(JSON.stringify(line)))).code;
}
