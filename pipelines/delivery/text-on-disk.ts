import { isUtf8 } from 'node:buffer';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { ImportError } from '../import-error.ts';
import { detectEncoding, type TextEncoding } from './decode-text.ts';

const chunkBytes = 4 * 2 ** 20;

/** How a file on disk must be read: its encoding, and whether a byte order mark has to go. Reads it once. */
export async function inspectText(path: string, shownAs: string): Promise<{ encoding: TextEncoding; mark: boolean }> {
  const handle = await open(path, 'r');
  try {
    const chunk = Buffer.alloc(Math.min(chunkBytes, (await handle.stat()).size + 4));
    let carried = 0;
    let first = true;
    let mark = false;
    for (;;) {
      const { bytesRead } = await handle.read(chunk, carried, chunk.length - carried, null);
      const bytes = chunk.subarray(0, carried + bytesRead);
      if (first) {
        const start = detectEncoding(bytes.subarray(0, 4), true);
        if (start.startsWith('utf-16')) return { encoding: start, mark: true };
        mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
        refuseBinary(bytes, shownAs);
        first = false;
      }
      if (bytesRead === 0) return { encoding: isUtf8(bytes) ? 'utf-8' : 'windows-1252', mark };
      const whole = wholeCharacters(bytes);
      if (!isUtf8(bytes.subarray(0, whole))) return { encoding: 'windows-1252', mark: false };
      carried = bytes.copy(chunk, 0, whole);
    }
  } finally {
    await handle.close();
  }
}

/** Rewrites a text as UTF-8 without byte order mark. */
export async function rewriteAsUtf8(from: string, to: string, encoding: TextEncoding): Promise<void> {
  const decoder = new TextDecoder(encoding);
  await pipeline(
    createReadStream(from, { highWaterMark: chunkBytes }),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
      yield decoder.decode();
    },
    createWriteStream(to),
  );
}

function refuseBinary(bytes: Buffer, shownAs: string): void {
  if (!bytes.subarray(0, 65_536).includes(0)) return;
  throw new ImportError(
    shownAs,
    1,
    {
      fr: 'ce fichier n’est pas un texte en UTF-8, en UTF-16 avec marque d’ordre des octets ou en windows-1252 : il contient des octets nuls',
      en: 'this file is not a text in UTF-8, UTF-16 with a byte order mark, or windows-1252: it holds zero bytes',
    },
    {
      fr: 'Enregistrez-le en UTF-8 (« CSV UTF-8 » dans un tableur), puis importez-le à nouveau',
      en: 'Save it again as UTF-8 (“CSV UTF-8” in a spreadsheet), then import it again',
    },
  );
}

/** How many bytes can be judged now: a character begun in the last three waits for the next chunk. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) return bytes.length - back;
  }
  return bytes.length;
}
