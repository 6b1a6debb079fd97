import { totalmem } from 'node:os';
import { ImportError } from '../import-error.ts';

const mebibyte = 2 ** 20;
/** Below this there is no room for Node beside the engine. */
const leastMebibytes = 512;
/** What Node, the program and a hundred thousand names take, and what the allocator keeps beyond what it was asked for. */
const [besideMebibytes, engineShare] = [345, 0.85] as const;

const units: Readonly<Record<string, number>> = {
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
};

/** The most memory that an import takes: a quarter of the machine, so that a server beside it goes on answering. */
export function defaultMemoryLimit(): string {
  return `${Math.max(leastMebibytes, Math.floor(totalmem() / 4 / mebibyte))}MiB`;
}

/**
 * What the engine is given of a limit such as `6GB` or `512MiB`, so that the whole process stays within it. Throws
 * ImportError when it is written otherwise, or is too little to work with.
 */
export function engineMemory(limit: string): string {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]+)$/i.exec(limit.trim()) ?? [];
  const mebibytes = (Number(number) * (units[unit.toLowerCase()] ?? Number.NaN)) / mebibyte;
  if (!(mebibytes >= leastMebibytes)) throw notEnough(limit);
  return `${Math.floor((mebibytes - besideMebibytes) * engineShare)}MiB`;
}

/** What the engine says when its memory is too small for a piece of work that can't be cut up, or null for other errors. */
export function outOfMemory(error: unknown): ImportError | null {
  if (!(error instanceof Error) || !error.message.startsWith('Out of Memory Error')) return null;
  return new ImportError(
    null,
    null,
    {
      fr: 'la mémoire accordée ne suffit pas à ce travail ; rien n’a été publié',
      en: 'the memory given is not enough for this piece of work; nothing was published',
    },
    {
      fr: `Relevez VIGIE_MEMORY_LIMIT (un quart de la machine par défaut : ${defaultMemoryLimit()}), puis recommencez`,
      en: `Raise VIGIE_MEMORY_LIMIT (a quarter of the machine by default: ${defaultMemoryLimit()}), then start again`,
    },
    { cause: error },
  );
}

function notEnough(limit: string): ImportError {
  return new ImportError(
    null,
    null,
    {
      fr: `VIGIE_MEMORY_LIMIT ne peut valoir « ${limit} » : il faut au moins ${leastMebibytes} Mio`,
      en: `VIGIE_MEMORY_LIMIT can’t be “${limit}”: at least ${leastMebibytes} MiB are needed`,
    },
    {
      fr: 'Écrivez une quantité avec son unité, comme 4GB ou 512MiB',
      en: 'Write an amount with its unit, such as 4GB or 512MiB',
    },
  );
}
