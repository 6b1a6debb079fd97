import type { Command } from './commands/call.ts';
import { ImportError } from './import-error.ts';

/** Commands by name; each is loaded when it is asked for. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  import: async () => (await import('./commands/import.ts')).importCommand,
  sniff: async () => (await import('./commands/sniff.ts')).sniff,
  'check-mapping': async () => (await import('./commands/check-mapping.ts')).checkMapping,
  verify: async () => (await import('./commands/verify.ts')).verify,
  person: async () => (await import('./commands/person.ts')).person,
  erase: async () => (await import('./commands/erase.ts')).erase,
  retain: async () => (await import('./commands/retain.ts')).retain,
  identities: async () => (await import('./commands/identities.ts')).identities,
  decide: async () => (await import('./commands/decide.ts')).decide,
};

/**
 * The pipeline's command line, started by `vigie` as a child process; the only file here that reads arguments and the
 * environment. Standard output holds one JSON object per line: `{"step", "source", "done", "total"}` as it goes,
 * `{"warning": {fr, en}}`, and last what the command prints, or `{"error": {file, line, problem: {fr, en}, remedy:
 * {fr, en}}}`, with `rejected` (a count for each rule) when too many records were, and `busy` when another writer holds
 * the data folder. Exit code: 0 done, 1 the user can mend it, 2 our fault.
 */
async function main(asked: string, args: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const command = Object.hasOwn(commands, asked) ? await commands[asked]?.() : undefined;
  if (command === undefined) throw unknownCommand(asked);
  const done = await command({ args, environment, now: () => new Date(), elapsed: () => performance.now(), print });
  if (!done) process.exitCode = 1;
}

function unknownCommand(asked: string): ImportError {
  return new ImportError(
    null,
    null,
    { fr: `la commande « ${asked} » n’existe pas`, en: `the command “${asked}” does not exist` },
    {
      fr: 'Utilisez import --data DOSSIER CHEMIN…, sniff CHEMIN, check-mapping --mapping FICHIER CHEMIN, verify --data DOSSIER, person et erase --data DOSSIER PERSONNE, retain --data DOSSIER --months N, identities --data DOSSIER, ou decide --data DOSSIER VERBE ID…',
      en: 'Use import --data DIR PATH…, sniff PATH, check-mapping --mapping FILE PATH, verify --data DIR, person and erase --data DIR PERSON, retain --data DIR --months N, identities --data DIR, or decide --data DIR VERB ID…',
    },
  );
}

function print(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

// Past a limit on file size the system sends this signal, which would end the process before it could say why.
process.on('SIGXFSZ', () => {});

try {
  const [command = '', ...args] = process.argv.slice(2);
  await main(command, args, process.env);
} catch (error) {
  if (error instanceof ImportError) {
    const { file, line, problem, remedy, rejected, busy } = error;
    const more = { ...(rejected === null ? {} : { rejected }), ...(busy ? { busy } : {}) };
    print({ error: { file, line, problem, remedy, ...more } });
    process.exitCode = 1;
  } else {
    const detail = error instanceof Error ? error.message : String(error);
    print({
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
    process.stderr.write(`${error instanceof Error ? (error.stack ?? detail) : detail}\n`);
    process.exitCode = 2;
  }
}
