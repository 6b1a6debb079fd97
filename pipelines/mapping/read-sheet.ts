import { stat } from 'node:fs/promises';
import { ImportError } from '../import-error.ts';
import type { Words } from '../words.ts';

/** A workbook is read whole: beyond this it must come as CSV, which is not. */
const largestWorkbook = 64 * 2 ** 20;

const saveAsCsv: Words = {
  fr: 'Enregistrez la feuille en « CSV UTF-8 » depuis le tableur, puis chargez ce fichier',
  en: 'Save the sheet as “CSV UTF-8” from the spreadsheet, then load that file',
};

async function workbook(disk: string, shownAs: string) {
  if ((await stat(disk)).size > largestWorkbook) {
    throw new ImportError(
      shownAs,
      null,
      { fr: 'ce classeur dépasse 64 Mo', en: 'this workbook is larger than 64 MB' },
      saveAsCsv,
    );
  }
  try {
    // Loaded for a delivery that holds a workbook: it takes a tenth of a second.
    const { default: readXlsxFile } = await import('read-excel-file/node');
    // Numbers stay as written: an id of 16 digits would lose some.
    return await readXlsxFile<string>(disk, { parseNumber: (written) => written });
  } catch (error) {
    throw new ImportError(
      shownAs,
      null,
      { fr: 'ce fichier n’est pas un classeur .xlsx lisible', en: 'this file is not a readable .xlsx workbook' },
      saveAsCsv,
      { cause: error },
    );
  }
}

/** Every sheet of a workbook with its rows as `sheetRows` gives them. Throws ImportError when it can't be read. */
export async function readSheets(
  disk: string,
  shownAs: string,
): Promise<{ readonly sheet: string; readonly rows: (string | null)[][] }[]> {
  return (await workbook(disk, shownAs)).map(({ sheet, data }) => ({
    sheet,
    rows: data.map((row) => row.map(cellText)),
  }));
}

/** The names of a workbook's sheets, in order. Throws ImportError when it can't be read. */
export async function sheetNames(disk: string, shownAs: string): Promise<string[]> {
  return (await workbook(disk, shownAs)).map(({ sheet }) => sheet);
}

/**
 * The rows of one sheet (null: the first) as text; dates as `2024-03-31T14:05:00`, in no zone since spreadsheets have
 * none. Throws ImportError when the workbook can't be read or has no such sheet.
 */
export async function sheetRows(disk: string, shownAs: string, name: string | null): Promise<(string | null)[][]> {
  const sheets = await workbook(disk, shownAs);
  const found = name === null ? sheets[0] : sheets.find(({ sheet }) => sheet === name);
  if (found === undefined) {
    const listed = sheets.map(({ sheet }) => sheet).join(', ');
    throw new ImportError(
      shownAs,
      null,
      { fr: `ce classeur n’a pas de feuille « ${name ?? ''} »`, en: `this workbook has no sheet “${name ?? ''}”` },
      { fr: `Feuilles trouvées : ${listed}`, en: `Sheets found: ${listed}` },
    );
  }
  return found.data.map((row) => row.map(cellText));
}

function cellText(cell: unknown): string | null {
  if (cell === null || cell === undefined) return null;
  // A spreadsheet counts days in binary fractions: 14:05:09 may stand as 14:05:08.9999.
  if (cell instanceof Date) return new Date(Math.round(cell.getTime() / 1000) * 1000).toISOString().slice(0, 19);
  return typeof cell === 'string' ? cell : JSON.stringify(cell);
}
