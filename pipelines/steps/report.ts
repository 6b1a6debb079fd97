import type { Manifest } from '../store/manifest.ts';
import type { Words } from '../words.ts';

/** The five steps of an import, in order. */
export type StepName = 'receive' | 'stage' | 'check' | 'load' | 'publish';

/** How far a step has come, and what was read in it. */
export interface ReadSoFar {
  /** Parts of the step, of how many: files while records are read. */
  readonly done: number;
  readonly total: number;
  /** Bytes read, of those that will be; null in a step that reads none, and before the first. */
  readonly bytes: { readonly done: number; readonly total: number } | null;
  /** Records of the delivery that were read and counted so far; null before any was. */
  readonly records: number | null;
}

/** What an import says while it runs. */
export interface Progress extends ReadSoFar {
  readonly step: StepName;
  /** Id of the source, or null before it is recognised. */
  readonly source: string | null;
}

/** One source found in one delivery, as `vigie import --json` prints it. */
export interface ImportResult {
  readonly source: string;
  readonly name: string;
  readonly files: number;
  readonly records_read: number;
  readonly used: number;
  readonly ignored: Readonly<Record<string, number>>;
  readonly duplicates: number;
  readonly rejected: Readonly<Record<string, number>>;
  readonly events: Readonly<Record<string, number>>;
  readonly people: number;
  readonly communities: number;
  readonly first_day: string | null;
  readonly last_day: string | null;
  readonly seconds: number;
  readonly warnings: readonly Words[];
}

/** The sum of a table of counts. */
export function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** What an import that was just loaded reports. */
export function resultOf(manifest: Manifest): ImportResult {
  return {
    source: manifest.source,
    name: manifest.name,
    files: manifest.files,
    records_read: manifest.records_read,
    used: manifest.used,
    ignored: manifest.ignored,
    duplicates: manifest.duplicates,
    rejected: manifest.rejected,
    events: manifest.events,
    people: manifest.people,
    communities: manifest.communities,
    first_day: manifest.first_day,
    last_day: manifest.last_day,
    seconds: manifest.seconds,
    warnings: manifest.warnings,
  };
}

/** What the same delivery reports the second time: everything it used then is a duplicate now, and no event is new. */
export function duplicateResult(former: Manifest, seconds: number): ImportResult {
  const on = (language: string, dateStyle: 'short' | 'long'): string =>
    new Intl.DateTimeFormat(language, { dateStyle, timeZone: 'UTC' }).format(new Date(former.imported_at));
  const day: Words = { fr: on('fr', 'short'), en: on('en-GB', 'long') };
  return {
    ...resultOf(former),
    used: 0,
    duplicates: former.duplicates + former.used,
    events: {},
    seconds,
    warnings: [
      {
        fr: `déjà importé le ${day.fr} sous le nom « ${former.name} » : rien n’a changé`,
        en: `already imported on ${day.en} as “${former.name}”: nothing changed`,
      },
    ],
  };
}
