import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { ImportError } from '../../import-error.ts';
import { figure } from '../../words.ts';
import type { DeliveredFile, Delivery } from '../define.ts';
import { isJsonObject } from '../json-values.ts';

/** The largest document that is parsed whole; its objects take several times this in memory. */
const documentLimit = 64 * 2 ** 20;
const lineLimit = 16_000_000;
const chunkBytes = 2 ** 20;

/** The JSON files of a delivery: those read line by line, and those parsed whole. */
export interface Documents {
  readonly lines: readonly DeliveredFile[];
  readonly whole: readonly DeliveredFile[];
}

/** Whether a file may hold Activity Streams. Names that begin with a dot are notes of tools. */
export function isJsonFile({ path }: DeliveredFile): boolean {
  return /(^|\/)[^./][^/]*\.(json|jsonld|ndjson|jsonl)$/i.test(path);
}

/** Sorts the files. Throws ImportError when a document is too large to be parsed whole. */
export async function documentsOf(delivery: Delivery): Promise<Documents> {
  const lines: DeliveredFile[] = [];
  const whole: DeliveredFile[] = [];
  for (const file of delivery.files.filter(isJsonFile)) {
    if (await isLineDelimited(delivery, file)) lines.push(file);
    else if (file.size <= documentLimit) whole.push(file);
    else throw tooLarge(file);
  }
  return { lines, whole };
}

/**
 * The lines of a UTF-8 file, read a piece at a time; null stands for a line that is too long to be kept. `readTo` is told the
 * bytes of which all whole lines were given.
 */
export function* linesOf(path: string, readTo: (bytes: number) => void = () => {}): Generator<string | null> {
  const descriptor = openSync(path, 'r');
  try {
    const decoder = new StringDecoder('utf8');
    const bytes = Buffer.alloc(chunkBytes);
    let rest = '';
    let tooLong = false;
    let done = 0;
    for (let read = readSync(descriptor, bytes); read > 0; read = readSync(descriptor, bytes)) {
      const parts = decoder.write(bytes.subarray(0, read)).split('\n');
      parts[0] = rest + (parts[0] ?? '');
      rest = parts.pop() ?? '';
      for (const part of parts) {
        yield tooLong || part.length > lineLimit ? null : part;
        tooLong = false;
      }
      if (rest.length > lineLimit) {
        tooLong = true;
        rest = '';
      }
      done += read;
      readTo(done);
    }
    rest += decoder.end();
    if (tooLong) yield null;
    else if (rest !== '') yield rest;
  } finally {
    closeSync(descriptor);
  }
}

/** A file as JSON, undefined when it is none; whether it is UTF-8 is told apart, since JSON must be. */
export function parseDocument(bytes: Buffer): { readonly value: unknown; readonly utf8: boolean } {
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  return { value: parseText(text), utf8: isUtf8(bytes) };
}

/** Parsed JSON, or undefined: the parser's own message would quote what people wrote. */
export function parseText(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** By its ending, or because its first line is an object already and another begins on the second. */
async function isLineDelimited(delivery: Delivery, file: DeliveredFile): Promise<boolean> {
  if (/\.(ndjson|jsonl)$/i.test(file.path)) return true;
  const head = await delivery.head(file.path, Math.min(file.size, chunkBytes));
  const end = head.indexOf('\n');
  return end > 0 && /^\s*\{/.test(head.slice(end)) && isJsonObject(parseText(head.slice(0, end)));
}

function tooLarge(file: DeliveredFile): ImportError {
  const limit = figure(documentLimit / 2 ** 20);
  const size = figure(file.size / 2 ** 20);
  return new ImportError(
    file.path,
    null,
    {
      fr: `ce document JSON fait ${size.fr} Mio, plus que les ${limit.fr} Mio qui peuvent être lus d’un seul tenant`,
      en: `this JSON document takes ${size.en} MiB, more than the ${limit.en} MiB that can be read in one piece`,
    },
    {
      fr: 'Écrivez une activité par ligne dans un fichier .ndjson : sa taille n’a pas de limite',
      en: 'Write one activity per line in an .ndjson file: its size has no limit',
    },
  );
}
