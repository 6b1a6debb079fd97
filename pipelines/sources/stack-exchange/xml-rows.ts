import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import sax, { type SAXOptions, type SAXParser, type Tag } from 'sax';
import { ImportError } from '../../import-error.ts';

/** One `<row …/>` of a table: its attributes, and the line it stands on. */
export interface XmlRow {
  readonly line: number;
  readonly attributes: Readonly<Record<string, string>>;
}

/** XML that stops being XML: everything before it was read. The parser's own message would quote the text. */
export class BrokenXml extends Error {
  constructor(readonly line: number) {
    super(`not well-formed on line ${line}`);
    this.name = 'BrokenXml';
  }
}

/** Strict, and only the five entities that XML itself has: nothing that a file declares is ever expanded. */
const options: SAXOptions & { readonly strictEntities: true } = { strictEntities: true };
const chunkBytes = 2 ** 18;
/** No row is longer: posts are limited to thirty thousand characters. */
const longestRow = 2 ** 22;

/**
 * The rows of a table on disk, in UTF-8, read a piece at a time; `readTo` is told the bytes of which all rows were given. A DOCTYPE is allowed and what it points to is never
 * opened. Throws ImportError when it declares entities, BrokenXml when the file is cut or damaged.
 */
export function* xmlRows(path: string, shownAs: string, readTo: (bytes: number) => void = () => {}): Generator<XmlRow> {
  const descriptor = openSync(path, 'r');
  try {
    const reader = new RowReader(shownAs);
    const decoder = new StringDecoder('utf8');
    const bytes = Buffer.alloc(chunkBytes);
    let done = 0;
    for (let read = readSync(descriptor, bytes); read > 0; read = readSync(descriptor, bytes)) {
      yield* reader.read(decoder.write(bytes.subarray(0, read)));
      done += read;
      readTo(done);
    }
    yield* reader.end(decoder.end());
  } finally {
    closeSync(descriptor);
  }
}

class RowReader {
  private readonly parser: SAXParser & { bufferCheckPosition?: number; entity?: string } = sax.parser(true, options);
  private rows: XmlRow[] = [];
  private failure: Error | null = null;
  private lastRowAt = 0;

  constructor(shownAs: string) {
    const { parser } = this;
    // The parser's own limit is for texts in memory; ours, below, is for a row.
    parser.bufferCheckPosition = Number.POSITIVE_INFINITY;
    const fail = (error: Error) => {
      this.failure ??= error;
    };
    Object.assign(parser, {
      onerror: (error: Error) => {
        // Dumps hold control characters that people typed, as references that XML forbids: a slip of no consequence.
        if (parser.entity?.startsWith('#') && error.message.startsWith('Invalid character entity')) parser.resume();
        else fail(new BrokenXml(parser.line + 1));
      },
      ondoctype: (doctype: string) => {
        if (/<!\s*ENTITY/i.test(doctype)) fail(declaresEntities(shownAs, parser.line + 1));
      },
      onopentag: ({ name, attributes }: Tag) => {
        if (name !== 'row' || this.failure !== null) return;
        this.rows.push({ line: parser.line + 1, attributes });
        this.lastRowAt = parser.position;
      },
    });
  }

  *read(text: string): Generator<XmlRow> {
    if (text !== '') this.guarded(() => this.parser.write(text));
    yield* this.found();
    if (this.parser.position - this.lastRowAt > longestRow) throw new BrokenXml(this.parser.line + 1);
  }

  *end(text: string): Generator<XmlRow> {
    yield* this.read(text);
    this.guarded(() => this.parser.close());
    yield* this.found();
  }

  /** After an error the parser also throws, from wherever it is: the first error is the one to tell. */
  private guarded(step: () => void): void {
    try {
      step();
    } catch (error) {
      if (this.failure === null) throw error;
    }
  }

  private *found(): Generator<XmlRow> {
    const { rows } = this;
    this.rows = [];
    yield* rows;
    if (this.failure !== null) throw this.failure;
  }
}

function declaresEntities(file: string, line: number): ImportError {
  return new ImportError(
    file,
    line,
    {
      fr: 'ce fichier XML déclare des entités, qui peuvent aller chercher d’autres fichiers ou gonfler sans fin ; Vigie n’en lit aucune',
      en: 'this XML file declares entities, which can fetch other files or grow without end; Vigie reads none',
    },
    {
      fr: 'Un export de Stack Exchange n’en contient jamais : récupérez de nouveau l’archive à sa source',
      en: 'A Stack Exchange dump never holds any: get the archive again from its source',
    },
  );
}
