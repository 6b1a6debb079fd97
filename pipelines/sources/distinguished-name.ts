/**
 * One spelling for a distinguished name (RFC 4514): blanks around commas and equals signs taken off, escapes undone,
 * lower case. Two names that a directory takes for the same read alike; the result is no distinguished name itself.
 */
export function nameKey(name: string): string {
  return splitOutside(name, ',')
    .map((part) =>
      splitOutside(part, '=', 2)
        .map((side) => unescaped(side.trim()))
        .join('='),
    )
    .join('\u001f')
    .toLowerCase();
}

/** Splits at each separator that is neither escaped nor between quotes, into at most so many pieces. */
function splitOutside(text: string, separator: string, most = Number.POSITIVE_INFINITY): string[] {
  const pieces = [''];
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    const last = pieces.length - 1;
    if (char === separator && !quoted && pieces.length < most) pieces.push('');
    else if (char === '\\') pieces[last] += char + (text[++at] ?? '');
    else {
      if (char === '"') quoted = !quoted;
      pieces[last] += char;
    }
  }
  return pieces;
}

/** Undoes `\,` and `\C3\A9`, and takes the quotes off a quoted value. */
function unescaped(value: string): string {
  const bare = /^"(.*)"$/s.exec(value)?.[1] ?? value;
  return bare
    .replace(/(\\[0-9a-f]{2})+/gi, (pairs) => Buffer.from(pairs.replaceAll('\\', ''), 'hex').toString('utf8'))
    .replace(/\\(.)/gs, '$1');
}
