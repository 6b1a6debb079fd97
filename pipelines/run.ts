import { readFile } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { erasePerson } from './erase/erase-person.ts';
import { heldAbout } from './erase/held-about.ts';
import { decideIdentity, identityVerbs } from './identities/decide-identity.ts';
import { listIdentities } from './identities/list-identities.ts';
import { ImportError } from './import-error.ts';
import { checkMapping } from './mapping/check-mapping.ts';
import { type Mapping, readMapping } from './mapping/document.ts';
import { isTableKind } from './mapping/roles.ts';
import { sniff } from './mapping/sniff.ts';
import { retain } from './retain/retain.ts';
import { type ImportRequest, importDeliveries } from './steps/import-deliveries.ts';
import type { Progress } from './steps/report.ts';
import { isTimeZone } from './store/settings.ts';
import { verifyFolder } from './verify/verify-folder.ts';

/**
 * The pipeline's command line, started by `vigie` as a child process; the only file here that reads arguments and the
 * environment. Standard output holds one JSON object per line: `{"step", "source", "done", "total"}` as it goes,
 * `{"warning": {fr, en}}`, and last `{"result"}` (`{"sniffed"}`, `{"checked"}`, `{"identities"}`, `{"decided"}`) or `{"error": {file, line, problem: {fr, en}, remedy: {fr, en}}}`, with
 * `rejected` (a count for each rule) when too many records were, and `busy` when another writer holds the data folder.
 * Exit code: 0 done, 1 the user can mend it, 2 our fault.
 */
async function main(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const [command, ...rest] = args;
  if (command === 'import') return print({ result: await importDeliveries(await importRequest(rest, environment)) });
  if (command === 'sniff') return sniffFile(rest, environment);
  if (command === 'check-mapping') return tryMapping(rest, environment);
  if (command === 'verify') return verify(rest, environment);
  if (command === 'erase') return erase(rest, environment);
  if (command === 'retain') return retainMonths(rest, environment);
  if (command === 'person') return person(rest, environment);
  if (command === 'identities') return identities(rest, environment);
  if (command === 'decide') return decideOn(rest, environment);
  throw new ImportError(
    null,
    null,
    { fr: `la commande « ${command ?? ''} » n’existe pas`, en: `the command “${command ?? ''}” does not exist` },
    {
      fr: 'Utilisez import --data DOSSIER CHEMIN…, sniff CHEMIN, check-mapping --mapping FICHIER CHEMIN, verify --data DOSSIER, person et erase --data DOSSIER PERSONNE, retain --data DOSSIER --months N, identities --data DOSSIER, ou decide --data DOSSIER VERBE ID…',
      en: 'Use import --data DIR PATH…, sniff PATH, check-mapping --mapping FILE PATH, verify --data DIR, person and erase --data DIR PERSON, retain --data DIR --months N, identities --data DIR, or decide --data DIR VERB ID…',
    },
  );
}

async function verify(args: string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const { values } = readArguments(args, { data: { type: 'string' } });
  const data = text(values['data']) ?? environment['VIGIE_DATA'] ?? './data';
  const memoryLimit = environment['VIGIE_MEMORY_LIMIT'] ?? defaultMemoryLimit();
  const result = await verifyFolder(data, environment['VIGIE_KEY_FILE'] ?? null, memoryLimit);
  print({ result });
  if (!result.ok) process.exitCode = 1;
}

/** Prints `{"identities"}`: who is who, with names when asked. */
async function identities(args: string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const { values } = readArguments(args, { data: { type: 'string' }, names: { type: 'boolean' } });
  print({
    identities: await listIdentities({
      data: text(values['data']) ?? environment['VIGIE_DATA'] ?? './data',
      secretKeyPath: environment['VIGIE_KEY_FILE'] ?? null,
      names: values['names'] === true,
    }),
  });
}

/** Prints `{"decided"}`: whether a decision on who is who changed anything. */
async function decideOn(args: string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const { values, positionals } = readArguments(args, { data: { type: 'string' } });
  const [asked, ...ids] = positionals;
  const verb = identityVerbs.find((known) => known === asked);
  if (verb === undefined || ids.length === 0) {
    throw new ImportError(
      null,
      null,
      { fr: 'il faut une décision et ce qu’elle désigne', en: 'a decision is needed, and what it is about' },
      {
        fr: `Décisions possibles : ${identityVerbs.join(', ')}`,
        en: `Decisions that can be taken: ${identityVerbs.join(', ')}`,
      },
    );
  }
  print({
    decided: await decideIdentity({
      data: text(values['data']) ?? environment['VIGIE_DATA'] ?? './data',
      verb,
      ids,
      secretKeyPath: environment['VIGIE_KEY_FILE'] ?? null,
      memoryLimit: environment['VIGIE_MEMORY_LIMIT'] ?? defaultMemoryLimit(),
      now: new Date(),
      progress: (done, total) => print({ step: 'publish', source: null, done, total }),
    }),
  });
}

/** Prints `{"result"}`: what an erasure did and what its proof found. Exit code 1 when nothing was done or something is left. */
async function erase(args: string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const result = await erasePerson({
    ...onPerson(args, environment),
    now: new Date(),
    progress: (step, done, total) => print({ step, source: null, done, total }),
  });
  print({ result });
  if (result.proof?.ok !== true) process.exitCode = 1;
}

/** Prints `{"result"}`: what the retention period took away, or null when none is set. */
async function retainMonths(args: string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const { values } = readArguments(args, {
    data: { type: 'string' },
    months: { type: 'string' },
    off: { type: 'boolean' },
  });
  const months = text(values['months']);
  const off = values['off'] === true;
  if (off === (months !== null) || (months !== null && !/^[1-9]\d{0,3}$/.test(months))) {
    throw new ImportError(
      null,
      null,
      {
        fr: 'la durée de conservation n’est pas un nombre entier de mois',
        en: 'the retention period is not a whole number of months',
      },
      {
        fr: 'Donnez --months N, N étant 1 au moins, ou --off pour ne plus en avoir',
        en: 'Give --months N, N being 1 at least, or --off to have none any more',
      },
    );
  }
  print({
    result: await retain({
      data: text(values['data']) ?? environment['VIGIE_DATA'] ?? './data',
      months: months === null ? null : Number(months),
      secretKeyPath: environment['VIGIE_KEY_FILE'] ?? null,
      memoryLimit: environment['VIGIE_MEMORY_LIMIT'] ?? defaultMemoryLimit(),
      now: new Date(),
      progress: (step, done, total) => print({ step, source: null, done, total }),
    }),
  });
}

/** Prints `{"result"}`: what is held about a person. Exit code 1 when nobody, or several people, are meant. */
async function person(args: string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const result = await heldAbout(onPerson(args, environment));
  print({ result });
  if (result.state !== 'found') process.exitCode = 1;
}

function onPerson(args: string[], environment: NodeJS.ProcessEnv) {
  const { values, positionals } = readArguments(args, { data: { type: 'string' } });
  const [who] = positionals;
  if (who === undefined || positionals.length > 1) {
    throw new ImportError(
      null,
      null,
      { fr: 'il faut une personne, et une seule', en: 'one person is needed, and one only' },
      { fr: 'Indiquez-la', en: 'Give them' },
    );
  }
  return {
    data: text(values['data']) ?? environment['VIGIE_DATA'] ?? './data',
    who,
    secretKeyPath: environment['VIGIE_KEY_FILE'] ?? null,
    memoryLimit: environment['VIGIE_MEMORY_LIMIT'] ?? defaultMemoryLimit(),
  };
}

/** Prints `{"sniffed"}`: what a file of no known format holds, and the mapping proposed for it. */
async function sniffFile(args: string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const { values, positionals } = readArguments(args, {
    data: { type: 'string' },
    sheet: { type: 'string' },
    table: { type: 'string' },
    preset: { type: 'string' },
  });
  const table = text(values['table']);
  print({
    sniffed: await sniff({
      data: text(values['data']) ?? environment['VIGIE_DATA'] ?? './data',
      path: onlyPath(positionals),
      sheet: text(values['sheet']),
      table: table !== null && isTableKind(table) ? table : null,
      preset: text(values['preset']),
      memoryLimit: environment['VIGIE_MEMORY_LIMIT'] ?? defaultMemoryLimit(),
    }),
  });
}

/** Prints `{"checked"}`: what an import under a mapping would make of the first rows. */
async function tryMapping(args: string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const { values, positionals } = readArguments(args, { data: { type: 'string' }, mapping: { type: 'string' } });
  const mapping = await mappingAt(text(values['mapping']));
  if (mapping === null) throw nothingGiven();
  print({
    checked: await checkMapping({
      data: text(values['data']) ?? environment['VIGIE_DATA'] ?? './data',
      path: onlyPath(positionals),
      mapping,
      memoryLimit: environment['VIGIE_MEMORY_LIMIT'] ?? defaultMemoryLimit(),
      now: new Date(),
    }),
  });
}

function onlyPath(positionals: readonly string[]): string {
  const [path] = positionals;
  if (path === undefined || positionals.length > 1) throw nothingGiven();
  return path;
}

function nothingGiven(): ImportError {
  return new ImportError(
    null,
    null,
    { fr: 'il faut un fichier, et un seul', en: 'one file is needed, and one only' },
    { fr: 'Indiquez-le', en: 'Give it' },
  );
}

async function mappingAt(path: string | null): Promise<Mapping | null> {
  if (path === null) return null;
  let source: string;
  try {
    source = await readFile(path, 'utf8');
  } catch (error) {
    throw new ImportError(
      path,
      null,
      { fr: 'cette association de colonnes ne peut pas être lue', en: 'this mapping cannot be read' },
      { fr: 'Vérifiez le chemin et son orthographe', en: 'Check the path and its spelling' },
      { cause: error },
    );
  }
  return readMapping(source, path);
}

async function importRequest(args: string[], environment: NodeJS.ProcessEnv): Promise<ImportRequest> {
  const { values, positionals } = readArguments(args, {
    data: { type: 'string' },
    source: { type: 'string' },
    name: { type: 'string' },
    timezone: { type: 'string' },
    departments: { type: 'string' },
    aliases: { type: 'string' },
    origin: { type: 'string' },
    undirected: { type: 'boolean' },
    mapping: { type: 'string' },
    'accept-rejects': { type: 'boolean' },
  });
  const timeZone = text(values['timezone']);
  const origin = text(values['origin']);
  if (positionals.length === 0)
    throw new ImportError(
      null,
      null,
      { fr: 'rien à importer n’est indiqué', en: 'nothing to import is given' },
      { fr: 'Indiquez un fichier ou un dossier', en: 'Give a file or a folder' },
    );
  if (timeZone !== null && !isTimeZone(timeZone)) {
    throw new ImportError(
      null,
      null,
      { fr: `le fuseau horaire « ${timeZone} » est inconnu`, en: `the time zone “${timeZone}” is not known` },
      { fr: 'Donnez un nom IANA, comme Europe/Paris ou UTC', en: 'Give an IANA name, such as Europe/Paris or UTC' },
    );
  }
  if (origin !== null && (!/^\d{4}-\d{2}-\d{2}$/.test(origin) || Number.isNaN(Date.parse(origin)))) {
    throw new ImportError(
      null,
      null,
      { fr: `la date d’origine « ${origin} » est illisible`, en: `the date of origin “${origin}” cannot be read` },
      { fr: 'Écrivez-la sous la forme AAAA-MM-JJ', en: 'Write it as YYYY-MM-DD' },
    );
  }
  return {
    data: text(values['data']) ?? environment['VIGIE_DATA'] ?? './data',
    paths: positionals,
    source: text(values['source']),
    name: text(values['name']),
    timeZone,
    departments: text(values['departments']),
    aliases: text(values['aliases']),
    undirected: values['undirected'] === true,
    origin,
    acceptRejects: values['accept-rejects'] === true,
    mapping: await mappingAt(text(values['mapping'])),
    secretKeyPath: environment['VIGIE_KEY_FILE'] ?? null,
    memoryLimit: environment['VIGIE_MEMORY_LIMIT'] ?? defaultMemoryLimit(),
    now: new Date(),
    elapsed: () => performance.now(),
    progress: throttled(print),
    warn: (warning) => print({ warning }),
  };
}

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>;

function readArguments(args: string[], options: Options) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new ImportError(
      null,
      null,
      { fr: `les options sont refusées (détail technique : ${detail})`, en: `the options are refused (${detail})` },
      { fr: 'Vérifiez les options', en: 'Check the options' },
      { cause: error },
    );
  }
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A quarter of the machine, so that a server beside an import goes on answering; at least what DuckDB needs to start. */
function defaultMemoryLimit(): string {
  return `${Math.max(512, Math.floor(totalmem() / 4 / 2 ** 20))}MiB`;
}

/** Passes on the first and last line of a step, and at most ten a second between them. */
function throttled(emit: (progress: Progress) => void): (progress: Progress) => void {
  let step = '';
  let last = 0;
  return (progress) => {
    const now = performance.now();
    if (progress.step === step && progress.done < progress.total && now - last < 100) return;
    step = progress.step;
    last = now;
    emit(progress);
  };
}

function print(line: unknown): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

// Past a limit on file size the system sends this signal, which would end the process before it could say why.
process.on('SIGXFSZ', () => {});

try {
  await main(process.argv.slice(2), process.env);
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
