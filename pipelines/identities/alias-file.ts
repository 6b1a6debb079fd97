import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { ImportError } from '../import-error.ts';
import { columnKey, readCsvHeader } from '../sources/csv-header.ts';
import { pseudonymOf } from '../store/pseudonym.ts';
import type { Words } from '../words.ts';
import { type Decision, emailHash, onPair } from './decisions.ts';

export interface AliasRequest {
  readonly path: string;
  /** Sources by which an account may be named. */
  readonly sources: ReadonlySet<string>;
  readonly secretKey: Buffer;
  readonly now: Date;
}

const emailColumns = new Set(['email', 'e_mail', 'mail', 'courriel', 'adresse', 'address', 'adresse_e_mail']);
const anyColumn = /^(account|compte|alias|person|personne|identity|identite|id)_?\d*$/;
const address = /^[^\s@]+@[^\s@]+$/;

/**
 * The decisions of an alias file: each line of a CSV names two or more accounts of one person, as `source:native id` or
 * as an e-mail address. A first line may name the columns: a source (its cells are then native ids), an e-mail, or
 * anything like `account 1`. An account need not be known yet. Throws ImportError on a line that names something else.
 */
export async function readAliasFile(request: AliasRequest): Promise<Decision[]> {
  const { path, now } = request;
  let text: string;
  try {
    text = (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    throw unusable(path, null, { fr: 'ce fichier ne peut pas être lu', en: 'this file cannot be read' }, error);
  }
  const { separator } = readCsvHeader(text);
  const lines = text.split(/\r?\n/).map((line) => cellsOf(line, separator));
  const first = lines.findIndex((cells) => cells.some((cell) => cell !== ''));
  const names = (lines[first] ?? []).map(columnKey);
  const hasHeader = names.some((name) => name !== '') && names.every((name) => isColumn(name, request.sources));
  const columns = hasHeader ? names : [];
  const how = { origin: 'alias-file', decided_at: now.toISOString() } as const;
  const decisions = lines.flatMap((cells, at): Decision[] => {
    if (cells.every((cell) => cell === '') || (hasHeader && at === first)) return [];
    const accounts = cells.flatMap((cell, column) => accountOf(cell, columns[column] ?? '', at + 1, request));
    const [one, ...others] = [...new Set(accounts)];
    if (one === undefined || others.length === 0) {
      throw unusable(path, at + 1, {
        fr: 'cette ligne ne nomme pas deux comptes',
        en: 'this line does not name two accounts',
      });
    }
    return others.map((other) => onPair('same-person', one, other, how));
  });
  if (decisions.length > 0) return decisions;
  throw unusable(path, null, { fr: 'aucune ligne ne nomme deux comptes', en: 'no line names two accounts' });
}

const isColumn = (name: string, sources: ReadonlySet<string>): boolean =>
  name === '' || emailColumns.has(name) || anyColumn.test(name) || sourceNamed(name, sources) !== null;

/** A source under its own name, or as a column is spelt: `slack_export`. */
const sourceNamed = (name: string, sources: ReadonlySet<string>): string | null =>
  [...sources].find((source) => columnKey(source) === columnKey(name)) ?? null;

function accountOf(cell: string, column: string, line: number, { path, sources, secretKey }: AliasRequest): string[] {
  if (cell === '') return [];
  const ofColumn = sourceNamed(column, sources);
  const [before, after] = split(cell);
  if (after !== null && sources.has(before)) return [pseudonymOf({ source: before, native_id: after }, secretKey)];
  if (ofColumn !== null) return [pseudonymOf({ source: ofColumn, native_id: cell }, secretKey)];
  if (address.test(cell)) return [emailHash(cell, secretKey)];
  throw unusable(path, line, {
    fr: `« ${cell.slice(0, 60)} » n’est ni « source:identifiant » ni une adresse électronique`,
    en: `“${cell.slice(0, 60)}” is neither “source:native id” nor an e-mail address`,
  });
}

function split(cell: string): [string, string | null] {
  const at = cell.indexOf(':');
  return at < 0 ? [cell, null] : [cell.slice(0, at).trim().toLowerCase(), cell.slice(at + 1).trim()];
}

/** The cells of one line, quotes respected. */
function cellsOf(line: string, separator: string): string[] {
  const cells = [''];
  let quoted = false;
  for (const char of line) {
    if (char === '"') quoted = !quoted;
    else if (char === separator && !quoted) cells.push('');
    else cells.push(`${cells.pop() ?? ''}${char}`);
  }
  return cells.map((cell) => cell.trim());
}

function unusable(path: string, line: number | null, problem: Words, cause?: unknown): ImportError {
  return new ImportError(
    basename(path),
    line,
    problem,
    {
      fr: 'Donnez à chaque ligne deux comptes de la même personne, comme slack-export:U123 et ana@exemple.fr',
      en: 'Give each line two accounts of the same person, such as slack-export:U123 and ana@example.com',
    },
    { cause },
  );
}
