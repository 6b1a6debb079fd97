import type { Random } from './random.ts';

/** One way of damaging a file. It may return the bytes as they are when there is nothing of its kind to damage. */
export type Mutation = (bytes: Buffer, random: Random) => Buffer;

const oddNumbers = [
  '0',
  '-1',
  '1e308',
  '-1e308',
  '1e-320',
  'NaN',
  'Infinity',
  '9007199254740993',
  '99999999999999999999',
  '0x1F',
  '1.5',
  '٣',
];
const oddDates = [
  'infinity',
  '-infinity',
  'epoch',
  '0001-01-01',
  '9999-12-31T23:59:59Z',
  '294247-01-10 04:00:54',
  '1994-12-31',
  '2127-01-01',
  '2024-02-30',
  '31/12/2024',
  '12/31/2024',
  '2024-01-01T25:00:00',
  '99999999999999',
  '-62135596800',
  '4713-01-01 BC',
];
const oddTexts = [
  '',
  ' ',
  '\0',
  '\ufeff',
  '"',
  "'",
  '\\',
  '\\N',
  'null',
  '🙂',
  '\ud83d',
  '\u202e',
  '%',
  '*',
  '../../etc/passwd',
  "'; drop table staged_events; --",
  '=1+1',
  'é'.repeat(300),
  'x'.repeat(70_000),
  '<',
  '&amp;',
  ',',
  ';',
  '\t',
  '\u0001',
  '\r',
];

/** A text of the file as another: latin1 keeps every byte as one character, so nothing else moves. */
const edit =
  (change: (text: string, random: Random) => string): Mutation =>
  (bytes, random) =>
    Buffer.from(change(bytes.toString('latin1'), random), 'latin1');

const latin = (text: string): string => Buffer.from(text).toString('latin1');

const lineEdit = (change: (lines: string[], random: Random) => void): Mutation =>
  edit((text, random) => {
    const lines = text.split('\n');
    change(lines, random);
    return lines.join('\n');
  });

/** Replaces one match of a pattern, drawn among all. */
const replaceOne = (pattern: RegExp, by: (match: string, random: Random) => string): Mutation =>
  edit((text, random) => {
    const matches = [...text.matchAll(pattern)];
    const match = matches[random.below(matches.length)];
    if (match === undefined) return text;
    return `${text.slice(0, match.index)}${by(match[0], random)}${text.slice(match.index + match[0].length)}`;
  });

const separatorOf = (line: string): string =>
  [',', ';', '\t', ' '].reduce((best, next) => (line.split(next).length > line.split(best).length ? next : best));

function swapColumns(lines: string[], random: Random): void {
  const separator = separatorOf(lines[0] ?? '');
  const width = (lines[0] ?? '').split(separator).length;
  const [one, other] = [random.below(width), random.below(width)];
  const onlyHeader = random.share() < 0.5;
  for (const [at, line] of lines.entries()) {
    if (onlyHeader && at > 0) break;
    const cells = line.split(separator);
    const [left, right] = [cells[one], cells[other]];
    if (left === undefined || right === undefined) continue;
    cells[one] = right;
    cells[other] = left;
    lines[at] = cells.join(separator);
  }
}

/** A JSON value somewhere in a parsed file becomes one of another type. */
const anotherType: Mutation = (bytes, random) => {
  const values: unknown[] = [
    null,
    true,
    0,
    -1,
    1e300,
    '',
    'x',
    [],
    {},
    [[]],
    [null],
    { a: { b: 1 } },
    Array.from({ length: 50 }, () => 0),
  ];
  const change = (text: string): string => {
    try {
      const root: unknown = JSON.parse(text);
      const places: { holder: Record<string, unknown>; key: string }[] = [];
      const walk = (value: unknown): void => {
        if (value === null || typeof value !== 'object') return;
        for (const [key, inner] of Object.entries(value)) {
          places.push({ holder: value as Record<string, unknown>, key });
          walk(inner);
        }
      };
      walk(root);
      const place = places[random.below(places.length)];
      if (place === undefined) return text;
      place.holder[place.key] = random.among(values, null);
      return JSON.stringify(root);
    } catch {
      return text;
    }
  };
  const text = bytes.toString();
  const whole = change(text);
  if (whole !== text) return Buffer.from(whole);
  const lines = text.split('\n');
  const at = random.below(lines.length);
  lines[at] = change(lines[at] ?? '');
  return Buffer.from(lines.join('\n'));
};

function encoded(bytes: Buffer, random: Random): Buffer {
  const text = bytes.toString();
  const marked = Buffer.from(`\ufeff${text}`, 'utf16le');
  return random.among(
    [
      Buffer.from(`\ufeff${text}`),
      marked,
      Buffer.from(marked).swap16(),
      Buffer.from(text, 'latin1'),
      Buffer.from(text, 'utf16le'),
      Buffer.from(text.replaceAll('\n', '\r\n')),
      Buffer.from(text.replaceAll('\n', '\r')),
    ],
    bytes,
  );
}

/** Every kind of damage by name. */
export const mutations: Readonly<Record<string, Mutation>> = {
  flipBits(bytes, random) {
    const flipped = Buffer.from(bytes);
    for (let flips = 1 + random.below(4); flips > 0 && flipped.length > 0; flips--) {
      const at = random.below(flipped.length);
      flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << random.below(8)), at);
    }
    return flipped;
  },
  truncate: (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1)),
  cutOut: (bytes, random) => {
    const at = random.below(bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + random.below(40))]);
  },
  empty: () => Buffer.alloc(0),
  brokenUtf8: (bytes, random) => {
    const at = random.below(bytes.length + 1);
    const noise = Buffer.from(random.among([[0xc3], [0xff, 0xfe], [0xed, 0xa0, 0x80], [0xf8, 0x88], [0x80]], [0xff]));
    return Buffer.concat([bytes.subarray(0, at), noise, bytes.subarray(at)]);
  },
  encoding: encoded,
  duplicateLines: lineEdit((lines, random) => {
    const line = lines[random.below(lines.length)] ?? '';
    for (let copies = random.share() < 0.1 ? 500 : 1 + random.below(3); copies > 0; copies--)
      lines.splice(random.below(lines.length + 1), 0, line);
  }),
  removeLines: lineEdit((lines, random) => void lines.splice(random.below(lines.length), 1 + random.below(2))),
  joinLines: lineEdit((lines, random) => {
    const at = random.below(lines.length);
    lines.splice(at, 2, `${lines[at] ?? ''}${lines[at + 1] ?? ''}`);
  }),
  swapColumns: lineEdit(swapColumns),
  strayText: edit((text, random) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + latin(random.among(oddTexts, '')) + text.slice(at);
  }),
  oddNumber: replaceOne(/-?\d+(\.\d+)?/g, (_, random) => random.among(oddNumbers, '0')),
  oddDate: replaceOne(/\d{4}-\d\d-\d\d[T ]?[\d:.]*Z?|\d{9,16}(\.\d+)?|\d{1,2}[/.]\d{1,2}[/.]\d{4}/g, (_, random) =>
    random.among(oddDates, ''),
  ),
  movedDates: edit((text, random) => {
    const years = random.among([-40, -1, 1, 30, 7000], 1);
    return text.replace(/\b(19|20)\d\d(?=[-/])/g, (year) => String(Number(year) + years));
  }),
  oddText: replaceOne(/"[^"\n]*"|[^,;\t\n"{}[\]:]+/g, (match, random) => {
    const text = latin(random.among(oddTexts, ''));
    return match.startsWith('"') ? `"${text}"` : text;
  }),
  renamedKey: replaceOne(/"[A-Za-z_]+"(?=\s*:)|^[^\n,;\t ]+|(?<=[,;\t])[A-Za-z_]+(?=[,;\t])/g, (match, random) =>
    random.among(
      [match.toUpperCase(), `${match.replaceAll('"', '')}_x`, '"id"', '""', 'kind', match.replaceAll('_', ' ')],
      match,
    ),
  ),
  anotherType,
};
