import { rm, writeFile } from 'node:fs/promises';
import { columnKey } from '../csv-header.ts';
import { csvLine } from '../csv-writer.ts';
import type { Delivery } from '../define.ts';
import { parseJson } from '../json-records.ts';
import { isJsonObject, type JsonObject, textOf } from '../json-values.ts';
import { reportColumns } from './columns.ts';

/** The delivery with its reports in JSON read as CSV under their own names, and which these are. */
export interface WithJsonReports {
  readonly delivery: Delivery;
  readonly paths: ReadonlySet<string>;
  /** Removes what was written on the way to the engine: rows of people. */
  readonly forget: () => Promise<void>;
}

/** There are a dozen reports; archives of other platforms hold thousands of JSON files. */
const mostReports = 60;
const kept = new Set(reportColumns.flatMap(({ name, spellings }) => [name, ...spellings].map(columnKey)));

/**
 * Microsoft Graph gives reports as JSON too (`$format=application/json`): a page (`{"value": […]}`) of objects whose keys
 * are the columns without blanks, `reportRefreshDate`; command lines write a list with the columns as they are in CSV.
 */
export async function withJsonReports(delivery: Delivery): Promise<WithJsonReports> {
  const paths = new Set<string>();
  const candidates = delivery.files.filter(({ path }) => !path.includes('/') && /\.json$/i.test(path));
  for (const { path } of candidates.slice(0, mostReports)) {
    if (/"report ?refresh ?date"/i.test(await delivery.head(path))) paths.add(path);
  }
  const written: string[] = [];
  const asCsv = async (path: string): Promise<string> => csvOf(parseJson(await delivery.read(path), path));
  return {
    paths,
    forget: async () => void (await Promise.all(written.map((path) => rm(path, { force: true })))),
    delivery: {
      ...delivery,
      head: (path, bytes) => (paths.has(path) ? asCsv(path) : delivery.head(path, bytes)),
      async onDisk(path) {
        if (!paths.has(path)) return delivery.onDisk(path);
        const target = delivery.scratch();
        written.push(target);
        await writeFile(target, await asCsv(path));
        return target;
      },
    },
  };
}

/** Only the columns that are read are written down. */
function csvOf(parsed: unknown): string {
  const list = isJsonObject(parsed) ? parsed['value'] : parsed;
  const rows = Array.isArray(list) ? list.filter(isJsonObject) : [];
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((key) =>
    kept.has(columnKey(columnOf(key))),
  );
  return [keys.map(columnOf), ...rows.map((row) => keys.map((key) => valueOf(row, key)))].map(csvLine).join('');
}

/** `reportRefreshDate` as `report Refresh Date`, `usediPhone` as `used iPhone`. */
function columnOf(key: string): string {
  return key.replace(/(?<=[a-z])(?=iP(hone|ad)\b)|(?<=[a-hj-z\d])(?=[A-Z])/g, ' ');
}

function valueOf(row: JsonObject, key: string): string | null {
  const value = row[key];
  return typeof value === 'boolean' ? (value ? 'True' : 'False') : textOf(value);
}
