import { readFileSync } from 'node:fs';
import type { DirectoryEntry } from './directory-records.ts';
import { parseJson } from './json-records.ts';
import { textLines } from './text-lines.ts';

/** How one layout of JSON speaks of people. */
export interface PeopleInJson {
  /** What stands for people in a parsed document: pages, lists and single objects taken apart. */
  objectsOf(parsed: unknown): Iterable<unknown>;
  /** What is made of one of them, numbered from 1 in its document, or by its line. */
  entryOf(file: string, line: number, object: unknown): DirectoryEntry;
}

/** The entries of one whole JSON document. */
export function* documentEntries(file: string, disk: string, layout: PeopleInJson): Generator<DirectoryEntry> {
  const parsed = parseJson(readFileSync(disk), file);
  if (parsed === undefined) {
    yield { file, line: null, outcome: 'rejected', rule: 'invalid_json' };
    return;
  }
  let line = 0;
  for (const object of layout.objectsOf(parsed)) yield layout.entryOf(file, ++line, object);
}

/** The entries of a file that holds a document on each line. */
export function* lineEntries(file: string, disk: string, layout: PeopleInJson): Generator<DirectoryEntry> {
  let line = 0;
  for (const text of textLines(disk)) {
    line += 1;
    if (text.trim() === '') continue;
    const parsed = parseJson(Buffer.from(text));
    if (parsed === undefined) yield { file, line, outcome: 'rejected', rule: 'invalid_json' };
    else for (const object of layout.objectsOf(parsed)) yield layout.entryOf(file, line, object);
  }
}
