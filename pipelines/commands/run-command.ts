import { accessRefused } from '../access-refused.ts';
import { ImportError } from '../import-error.ts';
import { outOfMemory } from '../store/memory-limit.ts';
import type { Call, Command } from './call.ts';

/** Commands by name; each is loaded when it is asked for. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  import: async () => (await import('./import.ts')).importCommand,
  sniff: async () => (await import('./sniff.ts')).sniff,
  'check-mapping': async () => (await import('./check-mapping.ts')).checkMapping,
  verify: async () => (await import('./verify.ts')).verify,
  person: async () => (await import('./person.ts')).person,
  erase: async () => (await import('./erase.ts')).erase,
  retain: async () => (await import('./retain.ts')).retain,
  identities: async () => (await import('./identities.ts')).identities,
  people: async () => (await import('./people.ts')).people,
  decide: async () => (await import('./decide.ts')).decide,
};

/** What the pipeline's command line gets from outside; `complain` takes what a developer needs to find a fault of ours. */
export type Surroundings = Omit<Call, 'args'> & { readonly complain: (text: string) => void };

/**
 * Runs one command of the pipeline, given by its words. What it prints is one object per line: `{"step", "source",
 * "done", "total"}` as it goes, `{"warning": {fr, en}}`, and last what the command prints, or `{"error": {file, line,
 * problem: {fr, en}, remedy: {fr, en}}}`, with `rejected` (a count for each rule) when too many records were, and `busy`
 * when another writer holds the data folder.
 * @returns the exit code: 0 done, 1 the user can mend it, 2 our fault.
 */
export async function runPipelineCommand(
  [asked = '', ...args]: readonly string[],
  { complain, ...surroundings }: Surroundings,
): Promise<0 | 1 | 2> {
  try {
    const command = Object.hasOwn(commands, asked) ? await commands[asked]?.() : undefined;
    if (command === undefined) throw unknownCommand(asked);
    return (await command({ args, ...surroundings })) ? 0 : 1;
  } catch (caught) {
    const error = outOfMemory(caught) ?? accessRefused(caught) ?? caught;
    if (error instanceof ImportError) {
      const { file, line, problem, remedy, rejected, busy } = error;
      const more = { ...(rejected === null ? {} : { rejected }), ...(busy ? { busy } : {}) };
      surroundings.print({ error: { file, line, problem, remedy, ...more } });
      return 1;
    }
    const detail = error instanceof Error ? error.message : String(error);
    surroundings.print({
      error: {
        file: null,
        line: null,
        problem: {
          fr: `l’import s’est arrêté sur une erreur (détail technique : ${detail})`,
          en: `the import stopped on an error (${detail})`,
        },
        remedy: {
          fr: 'C’est un défaut de Vigie : merci de le signaler avec ce message. Rien n’a été publié',
          en: 'This is a fault of Vigie: please report it with this message. Nothing was published',
        },
      },
    });
    complain(error instanceof Error ? (error.stack ?? detail) : detail);
    return 2;
  }
}

function unknownCommand(asked: string): ImportError {
  return new ImportError(
    null,
    null,
    { fr: `la commande « ${asked} » n’existe pas`, en: `the command “${asked}” does not exist` },
    {
      fr: 'Utilisez import --data DOSSIER CHEMIN…, sniff CHEMIN, check-mapping --mapping FICHIER CHEMIN, verify --data DOSSIER, person et erase --data DOSSIER PERSONNE, retain --data DOSSIER --months N, identities et people --data DOSSIER, ou decide --data DOSSIER VERBE ID…',
      en: 'Use import --data DIR PATH…, sniff PATH, check-mapping --mapping FILE PATH, verify --data DIR, person and erase --data DIR PERSON, retain --data DIR --months N, identities and people --data DIR, or decide --data DIR VERB ID…',
    },
  );
}
