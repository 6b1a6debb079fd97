import type { Express } from 'express';
import { z } from 'zod';
import { api } from '../contract/api.ts';
import { decidedSchema, foundPeopleSchema, type IdentityList, identityListSchema } from '../contract/identities.ts';
import { importFailureSchema } from '../contract/imports.ts';
import { UserError } from '../errors.ts';
import { logAccess } from '../state/access-log.ts';
import type { RunPipeline } from '../state/run-pipeline.ts';
import { shownIdentities } from '../state/shown-identities.ts';
import type { ServerContext } from './context.ts';
import { serve } from './serve.ts';

const lineSchema = z.union([
  z.object({ identities: identityListSchema }),
  z.object({ people: foundPeopleSchema }),
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
    // Whose accounts are joined is asked for apart, a few people at a time.
    const list = { ...shownIdentities(line.identities, mostShown), joined: [] };
    const people = namesIn(list);
    if (names) logNames(context, people);
    return list;
  });
  serve(app, api.findPeople, async ({ search, source, several, masked }) => {
    const names = masked !== '1';
    if (!names && search) {
      throw new UserError('names_masked', {
        fr: 'On ne peut chercher un nom tant que les noms sont masqués.',
        en: 'A name cannot be searched for while names are hidden.',
      });
    }
    const line = await ask(
      context.runPipeline,
      [
        'people',
        '--data',
        context.dataFolder,
        ...(names ? ['--names'] : []),
        ...(several === '1' ? ['--several'] : []),
        ...(source ? [`--source=${source}`] : []),
      ],
      search ? { VIGIE_SEARCH: search } : {},
    );
    if (!('people' in line)) throw new Error('the pipeline found nothing');
    if (names) logNames(context, line.people.people.length);
    return line.people;
  });
  serve(app, api.decideIdentity, async ({ verb, ids }) => {
    const line = await ask(context.runPipeline, ['decide', '--data', context.dataFolder, '--', verb, ...ids]);
    if (!('decided' in line)) throw new Error('the pipeline decided nothing');
    return line.decided;
  });
}

/** Notes that names were looked at, where there were any. */
function logNames(context: ServerContext, people: number): void {
  if (people === 0) return;
  logAccess(context.dataFolder, context.now(), {
    action: 'names',
    through: 'dashboard',
    subject: 'identities',
    people,
  });
}

/** The longest list that a page shows; the counts tell how many there are. */
const mostShown = 200;

/** Runs the pipeline and gives its answer. @throws UserError with its words when it refuses. */
async function ask(
  runPipeline: RunPipeline,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<z.infer<typeof lineSchema>> {
  let answer: z.infer<typeof lineSchema> | undefined;
  const take = (line: unknown): void => void (answer = lineSchema.safeParse(line).data ?? answer);
  const { code, complaint } = await runPipeline(args, take, undefined, environment);
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
