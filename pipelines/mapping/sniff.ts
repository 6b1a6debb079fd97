import { rm } from 'node:fs/promises';
import { openDelivery } from '../delivery/open-delivery.ts';
import { isSmallDelivery } from '../delivery/size.ts';
import { ImportError } from '../import-error.ts';
import type { Delivery } from '../sources/define.ts';
import { dataFolder } from '../store/data-folder.ts';
import { openDuckDb } from '../store/duckdb.ts';
import { queryRows } from '../store/run-sql.ts';
import { defaultTimeZone, readSettings } from '../store/settings.ts';
import type { Words } from '../words.ts';
import { freeName, sharedIds } from './beside-kept.ts';
import { type Mapping, mappingVersion, writeMapping } from './document.ts';
import { type FileLayout, readLayout } from './layout.ts';
import { lookFolder } from './look-folder.ts';
import { mappableFiles } from './mappable-files.ts';
import { openTable } from './open-table.ts';
import { readPresets } from './presets.ts';
import { type ColumnProfile, profileColumns, sampleRows } from './profile.ts';
import type { Question } from './draft.ts';
import { propose } from './propose.ts';
import { sheetNames } from './read-sheet.ts';
import { kindCodesOf, roles, type TableKind, tableKinds } from './roles.ts';
import { readSavedMappings } from './saved.ts';
import { keptStart, lostColumns, mergeStart } from './start.ts';

export interface SniffRequest {
  readonly data: string;
  readonly path: string;
  /** XLSX: the sheet to look at; null: the first. */
  readonly sheet: string | null;
  /** What the rows describe, when somebody said so. */
  readonly table: TableKind | null;
  /** A shipped suggestion to start from. */
  readonly preset: string | null;
  readonly memoryLimit: string;
}

/** What was seen in a file, and the mapping that is proposed for it. The mapping may still lack what questions ask. */
export interface Sniffed {
  readonly file: string;
  readonly sheets: readonly string[];
  /** Rows looked at; the file may hold more. */
  readonly rows: number;
  readonly whole: boolean;
  readonly columns: readonly {
    readonly name: string;
    readonly filled: number;
    readonly distinct: number;
    readonly values: ColumnProfile['values'];
  }[];
  /** The first rows as they are, cells cut at 120 characters. */
  readonly preview: readonly (readonly (string | null)[])[];
  readonly mapping: Omit<Mapping, 'fingerprint'>;
  readonly reasons: Readonly<Record<string, Words>>;
  readonly questions: readonly Question[];
  readonly presets: readonly { readonly id: string; readonly name: string }[];
  /** The kept mapping that the proposal starts from, by name, or null. */
  readonly saved: string | null;
  /** What each table's columns may be, in order. */
  readonly roles: Readonly<
    Record<TableKind, readonly { name: string; label: Words; required: boolean; date: boolean }[]>
  >;
  /** What a row may be, by table. */
  readonly kindCodes: Readonly<Record<TableKind, readonly string[]>>;
  /** The proposed mapping as YAML with its reasons and questions, to be edited by hand. */
  readonly yaml: Words;
}

const previewRows = 10;

/** Looks at the first rows of a file and proposes a mapping. Throws ImportError when it is no table. */
export async function sniff(request: SniffRequest): Promise<Sniffed> {
  const folder = dataFolder(request.data);
  const timeZone = (await readSettings(folder.settings))?.timeZone ?? defaultTimeZone;
  const workFolder = await lookFolder(folder.root);
  const opened = await openDelivery(request.path, workFolder, () => {});
  const database = await openDuckDb(':memory:', {
    tempFolder: workFolder,
    memoryLimit: request.memoryLimit,
    isSmall: opened.views.every(isSmallDelivery),
  });
  try {
    const { db } = database;
    const { delivery, path } = tableOf(opened.views);
    const told = request.sheet === null ? null : ({ format: 'xlsx', sheet: request.sheet } as const);
    const layout = await readLayout(db, delivery, path, told);
    const table = await openTable(db, delivery, path, layout, 'sniffed', workFolder);
    await db.run(`create table sample as select * exclude (unreadable) from ${table.view} limit ${sampleRows}`);
    const profiles = await profileColumns(db, layout.names);
    const rows = profiles[0]?.rows ?? 0;
    if (rows === 0) throw headerOnly(path);
    const presets = await readPresets();
    const preset = request.preset === null ? null : presets.get(request.preset);
    if (preset === undefined) throw unknownPreset(request.preset ?? '', [...presets.keys()]);
    const kept = (await readSavedMappings(folder.mappings)).map((saved) => saved.mapping);
    const start = preset === null ? keptStart(kept, layout.names) : { mapping: preset, gone: [] };
    const proposal = await propose(db, profiles, request.table ?? start?.mapping.table ?? null, path, timeZone);
    const merged = mergeStart(proposal, start?.mapping ?? null, layout.names, preset !== null);
    const questions = [
      ...lostColumns(start),
      ...merged.questions,
      ...(start === null ? sharedIds(merged.columns, profiles, kept) : []),
    ];
    const mapping = {
      vigie_mapping: mappingVersion,
      name: preset === null && start !== null ? start.mapping.name : freeName(nameOf(path), kept),
      ...(start?.mapping.platform === undefined ? {} : { platform: start.mapping.platform }),
      table: proposal.table,
      file: fileOf(layout),
      columns: merged.columns,
      ...(Object.keys(merged.kinds).length === 0 ? {} : { kinds: merged.kinds }),
      ...(Object.keys(merged.dates).length === 0 ? {} : { dates: merged.dates }),
    } as const;
    const yaml = (language: keyof Words): string =>
      writeMapping(
        mapping,
        questions.map(({ words }) => words[language]),
        new Map(Object.entries(merged.reasons).map(([role, words]) => [role, words[language]])),
      );
    return {
      file: path,
      sheets: layout.format === 'xlsx' ? await sheetNames(await delivery.onDisk(path), path) : [],
      rows,
      whole: rows < sampleRows,
      columns: profiles.map(({ name, filled, distinct, values }) => ({ name, filled, distinct, values })),
      preview: await firstRows(db, layout.names.length),
      mapping,
      reasons: merged.reasons,
      questions,
      presets: [...presets].map(([id, { name }]) => ({ id, name })),
      saved: preset === null ? (start?.mapping.name ?? null) : null,
      roles: byTable((table) =>
        roles[table].map(({ name, label, required, date }) => ({
          name,
          label,
          required: required === true,
          date: date === true,
        })),
      ),
      kindCodes: byTable(kindCodesOf),
      yaml: { fr: yaml('fr'), en: yaml('en') },
    };
  } finally {
    await database.close();
    await opened.close();
    await rm(workFolder, { recursive: true, force: true });
  }
}

function byTable<T>(of: (table: TableKind) => T): Record<TableKind, T> {
  return Object.fromEntries(tableKinds.map((table) => [table, of(table)])) as Record<TableKind, T>;
}

/** The first table of a delivery, in the view whose paths are shortest. */
export function tableOf(views: readonly Delivery[]): { delivery: Delivery; path: string } {
  for (const delivery of views) {
    const [path] = mappableFiles(delivery);
    if (path !== undefined) return { delivery, path };
  }
  const [delivery] = views;
  throw new ImportError(
    delivery?.name ?? '',
    null,
    { fr: 'cette livraison ne contient aucun tableau', en: 'this delivery holds no table' },
    {
      fr: 'Une association de colonnes lit les fichiers .csv, .tsv, .txt, .json, .jsonl, .parquet et .xlsx',
      en: 'A column mapping reads .csv, .tsv, .txt, .json, .jsonl, .parquet and .xlsx files',
    },
  );
}

function fileOf(layout: FileLayout): NonNullable<Mapping['file']> {
  const { format, separator, skip, header, sheet, records } = layout;
  return {
    format,
    ...(format === 'csv' ? { separator } : {}),
    ...(skip > 0 ? { skip } : {}),
    ...(header ? {} : { header }),
    ...(sheet === null ? {} : { sheet }),
    ...(records === null ? {} : { records }),
  };
}

/** A name for next month too: without the dates and numbers that change. */
function nameOf(path: string): string {
  const base = (path.split('/').at(-1) ?? path).replace(/\.[^.]*$/, '');
  const steady = base
    .replace(/\d+/g, ' ')
    .replace(/[\s_.()-]+/g, ' ')
    .trim();
  return steady === '' ? base.slice(0, 120) : steady.slice(0, 120);
}

async function firstRows(db: Parameters<typeof readLayout>[0], width: number): Promise<(string | null)[][]> {
  const cells = Array.from({ length: width }, (_, at) => `left(c${at}, 120) as c${at}`);
  const rows = await queryRows(db, `select ${cells.join(', ')} from sample limit ${previewRows}`);
  return rows.map((row) => Array.from({ length: width }, (_, at) => (row[`c${at}`] as string | null) ?? null));
}

function headerOnly(path: string): ImportError {
  return new ImportError(
    path,
    1,
    { fr: 'ce fichier a un en-tête, mais aucune ligne', en: 'this file has a header but no row' },
    { fr: 'Refaites l’export en choisissant la période voulue', en: 'Export it again with the period wanted' },
  );
}

function unknownPreset(id: string, ids: readonly string[]): ImportError {
  return new ImportError(
    null,
    null,
    { fr: `le préréglage « ${id} » est inconnu`, en: `the preset “${id}” is not known` },
    { fr: `Préréglages : ${ids.join(', ')}`, en: `Presets: ${ids.join(', ')}` },
  );
}
