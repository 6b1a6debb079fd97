import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { decodeText } from '../delivery/decode-text.ts';
import type { ImportError } from '../import-error.ts';
import type { Delivery } from '../sources/define.ts';
import {
  document,
  emptyFile,
  halfDownloaded,
  mail,
  onePart,
  otherArchive,
  pdf,
  rar,
  sevenZip,
  signInPage,
  spreadsheet,
  textCalledArchive,
  webPages,
  type Refusal,
} from './foreign-refusals.ts';

const enoughToTell = 1024;
/** Fewer bytes tell too little. */
const leastText = 8;
const filesLookedAt = 20;
const archiveName = /\.(zip|tar|gz|tgz)$/i;
const webPageName = /\.(html?|xhtml|mhtml?)$/i;
/** What stands beside an export in web pages, or beside any file, and tells nothing. */
const besidePages = /\.(html?|xhtml|css|js|svg|png|jpe?g|gif|webp|ico|woff2?|ttf|mp4|mp3|ogg|webm|txt|md)$/i;
const beside = /\.(txt|md)$/i;

/** What a file is by its name and first bytes; null when it may hold data. */
function kindOf(path: string, head: string): Refusal | null {
  const start = head.trimStart().slice(0, enoughToTell);
  if (/\.(xls|ods|numbers)$/i.test(path)) return spreadsheet;
  if (/\.(docx?|docm|odt|rtf|pages|pptx?|odp|key)$/i.test(path)) return document;
  if (/^<(!doctype\s+html|html[\s>])/i.test(start)) return webPageName.test(path) ? webPages : signInPage;
  // What file stores answer when a link has expired.
  if (/^(<\?xml[^>]*>\s*)?<Error>\s*<Code>/i.test(start)) return signInPage;
  if (start.startsWith('%PDF-')) return pdf;
  if (start.startsWith('Rar!')) return rar;
  if (start.startsWith('7z') && (start.startsWith('7z\u00BC\u00AF') || /\.7z$/i.test(path))) return sevenZip;
  if (start.startsWith('!BDN') || /\.(pst|ost|mbox|eml|msg)$/i.test(path)) return mail;
  if (/\.(crdownload|part|partial|download|opdownload)$/i.test(path)) return halfDownloaded;
  if (/\.(z\d\d|(zip|7z|rar|tar|tar\.gz|tgz)\.\d{2,3})$/i.test(path)) return onePart;
  if (/\.(bz2|tbz2?|xz|txz|zst|tzst|lz4|lzma|cab|arj)$/i.test(path)) return otherArchive;
  if (/\.rar$/i.test(path)) return rar;
  if (/\.7z$/i.test(path)) return sevenZip;
  return /\.pdf$/i.test(path) ? pdf : null;
}

/** Why a delivery that no source recognises is none, where its files tell; null where they may hold data after all. */
export async function foreignDelivery(delivery: Delivery): Promise<ImportError | null> {
  const { name, files } = delivery;
  const telling = files.every(({ size }) => size === 0)
    ? []
    : files.filter(({ path }) => files.length === 1 || !beside.test(path));
  if (telling.length === 0) return null;
  const page = telling.find(({ path }) => webPageName.test(path));
  if (page !== undefined && telling.every(({ path }) => besidePages.test(path))) return webPages(name);
  let first: ImportError | null = null;
  for (const { path } of telling.slice(0, filesLookedAt)) {
    const kind = kindOf(path, await delivery.head(path, enoughToTell));
    if (kind === null) return null;
    first ??= kind(path);
  }
  return first;
}

/** Throws ImportError for a file called an archive that is something else, which opening it would only call damaged. */
export async function refuseFalseArchive(path: string): Promise<void> {
  if (!archiveName.test(path)) return;
  const file = await open(path).catch(() => null);
  if (file === null) return;
  try {
    if ((await file.stat()).isDirectory()) return;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(enoughToTell), 0, enoughToTell, 0);
    const start = buffer.subarray(0, bytesRead);
    const kind = kindOf(basename(path), decodeText(start, true)) ?? falseArchive(start);
    if (kind !== null) throw kind(basename(path));
  } finally {
    await file.close();
  }
}

/** A text has no zero byte and no control character; every archive has some in its first bytes. */
function falseArchive(start: Buffer): Refusal | null {
  if (start.length === 0) return emptyFile;
  const isText =
    start.length >= leastText && !start.some((byte) => byte < 9 || (byte > 13 && byte < 32) || byte === 127);
  return isText ? textCalledArchive : null;
}

/** Why a delivery that a source would take by its names alone is none: a web page saved in the place of every file. */
export async function savedPages(delivery: Delivery): Promise<ImportError | null> {
  let first: ImportError | null = null;
  for (const { path } of delivery.files.slice(0, filesLookedAt)) {
    if (beside.test(path)) continue;
    const kind = kindOf(path, await delivery.head(path, enoughToTell));
    if (kind !== signInPage) return null;
    first ??= kind(path);
  }
  return first;
}
