import { columnKey } from '../csv-header.ts';

/** How the lines of an edge list are made; positions count from 1, null where there is none. */
export interface EdgeLayout {
  /** `,`, `;` or `\t`, else any run of blanks. */
  readonly separator: ',' | ';' | '\t' | ' ';
  readonly hasHeader: boolean;
  readonly from: number;
  readonly to: number;
  readonly time: number | null;
  readonly weight: number | null;
  /** A third column without a name: a time or a weight, as its values tell. */
  readonly third: number | null;
}

const sampleLines = 100;
const fromNames = ['source', 'from', 'src', 'sender'];
const toNames = ['target', 'to', 'dst', 'recipient'];
const timeNames = ['time', 'timestamp', 'unixts', 'date', 'datetime'];
const weightNames = ['weight', 'w', 'count', 'value'];
/** Whether a file's name says that it tells who belongs to which department. */
export function isLabelsName(path: string): boolean {
  return /label|department|nodes/i.test(path);
}

/** Whether a file is a graph in the format of a tool (Pajek, GML, GraphML, GEXF), whose lines are not ties alone. */
export function isGraphFormat(head: string): boolean {
  const [pajek, gml, xml] = [
    /^\s*\*(vertices|network)\b/i,
    /^\s*((creator|version|comment)\b[^\n]*\n\s*)*graph\s*\[/i,
    /^\s*(<\?xml[^>]*>\s*)?<(graphml|gexf)\b/i,
  ];
  return pajek.test(head) || gml.test(head) || xml.test(head);
}

/** The layout of an edge list from its first lines, or null when the text is no edge list. */
export function edgeLayout(head: string): EdgeLayout | null {
  const lines = dataLines(head);
  const [first] = lines;
  // JSON and XML, printed with a field per line, look much like two names and a blank; so may the bytes of an archive.
  if (first === undefined || /^[[{<]/.test(first) || head.includes('\0') || isGraphFormat(head)) return null;
  // Semicolons first: where the comma is the decimal mark, a spreadsheet puts them between columns.
  const separator = ([';', ',', '\t'] as const).find((mark) => lines.every((line) => line.includes(mark))) ?? ' ';
  const rows = lines.map((line) => splitFields(line, separator));
  const header = headerOf(rows[0] ?? []);
  const body = header === null ? rows : rows.slice(1);
  if (header !== null) return { separator, hasHeader: true, ...header, third: null };
  const fitting = body.filter((fields) => isEdge(fields, separator));
  // Broken lines are counted when the file is read; a text that is mostly something else is no edge list.
  if (fitting.length < Math.max(1, body.length * 0.6)) return null;
  // KONECT's four columns are: from, to, weight, time.
  const isWide = fitting.filter((fields) => fields.length >= 4).length > fitting.length / 2;
  const isNarrow = fitting.filter((fields) => fields.length === 2).length > fitting.length / 2;
  return {
    separator,
    hasHeader: false,
    from: 1,
    to: 2,
    ...(isWide ? { weight: 3, time: 4, third: null } : { weight: null, time: null, third: isNarrow ? null : 3 }),
  };
}

/** Lines that are neither blank nor comments, without the last when it may be cut short. */
function dataLines(head: string): string[] {
  const lines = head.split(/\r\n|\n|\r/);
  const whole = lines.length > sampleLines ? lines.slice(0, sampleLines) : lines;
  return whole.map((line) => line.trim()).filter((line) => line !== '' && !/^[#%]/.test(line));
}

function splitFields(line: string, separator: string): string[] {
  const fields = separator === ' ' ? line.split(/[ \t]+/) : line.split(separator);
  return fields.map((field) => field.trim().replace(/^"(.*)"$/, '$1'));
}

function headerOf(fields: readonly string[]): Pick<EdgeLayout, 'from' | 'to' | 'time' | 'weight'> | null {
  const keys = fields.map(columnKey);
  const at = (names: readonly string[]): number | null => {
    const index = keys.findIndex((key) => names.includes(key));
    return index < 0 ? null : index + 1;
  };
  const [from, to] = [at(fromNames), at(toNames)];
  // A directory may say from when to when someone belongs to a department.
  const isDirectory = keys.some((key) => /mail|courriel|department|departement|service|matricule/.test(key));
  return from === null || to === null || isDirectory
    ? null
    : { from, to, time: at(timeNames), weight: at(weightNames) };
}

/** Two people, then numbers. Names between commas or semicolons could be any table, so there both people must be numbers. */
function isEdge(fields: readonly string[], separator: string): boolean {
  const [from = '', to = '', ...rest] = fields;
  if (fields.length < 2 || fields.length > 4 || from === '' || to === '') return false;
  if ((separator === ',' || separator === ';') && !(/^\d+$/.test(from) && /^\d+$/.test(to))) return false;
  const number = separator === ';' ? /^[-+]?\d+([.,]\d+)?(e[-+]?\d+)?$/i : /^[-+]?\d+(\.\d+)?(e[-+]?\d+)?$/i;
  return rest.every((field) => number.test(field));
}
