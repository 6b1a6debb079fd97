import { isJsonObject, type JsonObject } from '../json-values.ts';

/**
 * The first JSON objects of a text that may break off: one a line, indented, or inside one list. At most `most`; none when
 * the text begins with anything else, or breaks off within the first.
 */
export function firstObjects(text: string, most: number): JsonObject[] {
  const objects: JsonObject[] = [];
  const begins = /^\uFEFF?\s*\[?\s*(?=\{)/.exec(text);
  let from = begins?.[0].length ?? -1;
  while (from >= 0 && objects.length < most) {
    const to = endOfObject(text, from);
    const object = to === null ? null : parsed(text.slice(from, to));
    if (to === null || object === null) break;
    objects.push(object);
    const between = /[\s,]*(?=\{)/y;
    between.lastIndex = to;
    from = between.test(text) ? between.lastIndex : -1;
  }
  return objects;
}

/** Where the object that begins at `from` has ended, or null when the text breaks off before. */
function endOfObject(text: string, from: number): number | null {
  const mark = /"(?:[^"\\]|\\.)*"|[{}]/gs;
  mark.lastIndex = from;
  let depth = 0;
  for (let found = mark.exec(text); found !== null; found = mark.exec(text)) {
    if (found[0] === '{') depth += 1;
    else if (found[0] === '}') depth -= 1;
    if (depth === 0) return mark.lastIndex;
  }
  return null;
}

function parsed(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}
