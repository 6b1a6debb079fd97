import { isSmallDelivery } from '../../delivery/size.ts';
import { readMapping, type Mapping } from '../../mapping/document.ts';
import { readLayout } from '../../mapping/layout.ts';
import { mappableFiles, ownMapping } from '../../mapping/mappable-files.ts';
import { type Fit, fitOf, type SavedMapping } from '../../mapping/saved.ts';
import { openDuckDb } from '../../store/duckdb.ts';
import { tmpdir } from 'node:os';
import { ImportError } from '../../import-error.ts';
import { type Delivery, defineSource, type StagingContext } from '../define.ts';
import { stageMapped } from './stage-mapped.ts';

/** Any table at all, read through a mapping that says which column is what. See README.md beside this file. */
export const mappedFile = defineSource({
  id: 'mapped-file',
  label: {
    fr: 'Tableau quelconque, par association de colonnes (CSV, XLSX, JSON, Parquet)',
    en: 'Any table, through a column mapping (CSV, XLSX, JSON, Parquet)',
  },
  neverKept: [
    'columns that the mapping gives no role: texts and titles of messages among them',
    'names and e-mail addresses, which go to the identity vault only',
  ],

  async recognise(delivery, known) {
    if (ownMapping(delivery) !== null) return 2;
    const match = await savedMatch(delivery, known?.savedMappings ?? []);
    return match === null ? 0 : match.fit.state === 'same' ? 2 : 1;
  },

  async stage(context) {
    return stageMapped(context, await mappingFor(context), null);
  },
});

/** A saved mapping is looked for in a few files, not in an archive of thousands. */
const mostFiles = 24;

/** The mapping to read a delivery with: the one given, else the one beside the data, else a saved one. */
async function mappingFor(context: StagingContext): Promise<Mapping> {
  const { delivery, options } = context;
  if (options.mapping !== undefined) return options.mapping;
  const own = ownMapping(delivery);
  if (own !== null) return readMapping((await delivery.read(own)).toString('utf8'), own);
  const match = await savedMatch(delivery, options.savedMappings ?? []);
  if (match !== null) return match.saved.mapping;
  throw new ImportError(
    delivery.name,
    null,
    {
      fr: 'aucune association de colonnes ne convient à ce fichier',
      en: 'no column mapping fits this file',
    },
    {
      fr: 'Associez ses colonnes sur la page Données ; en ligne de commande, « vigie map FICHIER » en propose une, que --mapping emploie',
      en: 'Map its columns on the page Data; on the command line, “vigie map FILE” proposes a mapping, which --mapping uses',
    },
  );
}

const rank: Readonly<Record<Fit['state'], number>> = { same: 3, changed: 2, broken: 1, other: 0 };

/** The saved mapping that fits every table of a delivery best, or null. */
async function savedMatch(
  delivery: Delivery,
  saved: readonly SavedMapping[],
): Promise<{ saved: SavedMapping; fit: Fit } | null> {
  const candidates = saved.filter(({ mapping }) => mapping.fingerprint !== undefined && mapping.file?.header !== false);
  if (candidates.length === 0) return null;
  const files = mappableFiles(delivery);
  if (files.length === 0 || files.length > mostFiles) return null;
  const database = await openDuckDb(':memory:', { tempFolder: tmpdir(), isSmall: isSmallDelivery(delivery) });
  try {
    let best: { saved: SavedMapping; fit: Fit } | null = null;
    for (const candidate of candidates) {
      let worst: Fit | null = null;
      for (const path of files) {
        const fit = await fitOfFile(database.db, delivery, path, candidate.mapping);
        if (fit === null) {
          worst = null;
          break;
        }
        if (worst === null || rank[fit.state] < rank[worst.state]) worst = fit;
      }
      if (worst === null || rank[worst.state] === 0) continue;
      if (best === null || rank[worst.state] > rank[best.fit.state]) best = { saved: candidate, fit: worst };
    }
    return best;
  } finally {
    await database.close();
  }
}

/** How a file fits a mapping; null when it can't be read as the mapping says. */
async function fitOfFile(
  db: Parameters<typeof readLayout>[0],
  delivery: Delivery,
  path: string,
  mapping: Mapping,
): Promise<Fit | null> {
  try {
    const seen = await readLayout(db, delivery, path, null);
    if (mapping.file !== undefined && mapping.file.format !== seen.format) return null;
    const fit = fitOf(mapping, seen.names);
    if (fit.state === 'same' || (mapping.file?.sheet === undefined && mapping.file?.records === undefined)) return fit;
    return fitOf(mapping, (await readLayout(db, delivery, path, mapping.file)).names);
  } catch (error) {
    if (error instanceof ImportError) return null;
    throw error;
  }
}
