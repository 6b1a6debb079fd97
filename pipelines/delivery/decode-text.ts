/** How a text's bytes were read. `windows-1252` is a guess: the caller says so. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/**
 * Decides the encoding of a text: byte order mark first, then strict UTF-8, then windows-1252 (what a French
 * spreadsheet writes). `partial` means that the bytes may stop in the middle of a character.
 */
export function detectEncoding(bytes: Uint8Array, partial = false): TextEncoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: partial });
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

/** The text without its byte order mark. Never throws: bytes that fit no encoding read as windows-1252. */
export function decodeText(bytes: Uint8Array, partial = false): string {
  return new TextDecoder(detectEncoding(bytes, partial)).decode(bytes, { stream: partial });
}
