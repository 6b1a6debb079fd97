import type { Express } from 'express';
import { z } from 'zod';
import { api } from '../contract/api.ts';
import { decidedSchema, type IdentityList, identityListSchema } from '../contract/identities.ts';
import { importFailureSchema } from '../contract/imports.ts';
import { UserError } from '../errors.ts';
import { logAccess } from '../state/access-log.ts';
import type { RunPipeline } from '../state/run-pipeline.ts';
import { shownIdentities } from '../state/shown-identities.ts';
import type { ServerContext } from './context.ts';
import { serve } from './serve.ts';

const lineSchema = z.union([
  z.object({ identities: identityListSchema }),
  z.object({ decided: decidedSchema }),
  z.object({ error: importFailureSchema }),
]);

/** Who is who, and the decisions on it. Names are read only when they are to be shown, and each look is logged. */
export function mountIdentities(app: Express, context: ServerContext): void {
  serve(app, api.identities, async ({ masked }) => {
    const names = masked !== '1';
    const line = await ask(context.runPipeline, [
      'identities',
      '--data',
      context.dataFolder,
      ...(names ? ['--names'] : []),
    ]);
    if (!('identities' in line)) throw new Error('the pipeline listed nothing');
    // Who is joined by an address is not shown on the page: those names stay where they are.
    const list = { ...shownIdentities(line.identities, mostShown), joined: [] };
    const people = namesIn(list);
    if (names && people > 0) {
      logAccess(context.dataFolder, context.now(), {
        action: 'names',
        through: 'dashboard',
        subject: 'identities',
        people,
      });
    }
    return list;
  });
  serve(app, api.decideIdentity, async ({ verb, ids }) => {
    const line = await ask(context.runPipeline, ['decide', '--data', context.dataFolder, '--', verb, ...ids]);
    if (!('decided' in line)) throw new Error('the pipeline decided nothing');
    return line.decided;
  });
}

/** The longest list that a page shows; the counts tell how many there are. */
const mostShown = 200;

/** Runs the pipeline and gives its answer. @throws UserError with its words when it refuses. */
async function ask(runPipeline: RunPipeline, args: readonly string[]): Promise<z.infer<typeof lineSchema>> {
  let answer: z.infer<typeof lineSchema> | undefined;
  const { code, complaint } = await runPipeline(args, (line) => {
    answer = lineSchema.safeParse(line).data ?? answer;
  });
  if (answer === undefined) throw new Error(`the pipeline ended with ${code}: ${complaint}`);
  if (!('error' in answer)) return answer;
  const { problem, remedy, busy } = answer.error;
  const words = (language: 'fr' | 'en'): string => `${capital(problem[language])}. ${remedy[language]}.`;
  throw new UserError('not_decided', { fr: words('fr'), en: words('en') }, busy === true ? 409 : 400);
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

const namesIn = ({ proposals, suspects, out, put_back, decisions }: IdentityList): number =>
  new Set(
    [
      ...proposals.flatMap(({ people }) => people),
      ...[...suspects, ...out, ...put_back].map(({ person }) => person),
      ...decisions.flatMap(({ people }) => people),
    ].map(({ person_id }) => person_id),
  ).size;
