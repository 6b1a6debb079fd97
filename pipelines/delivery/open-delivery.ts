import { randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { ImportError } from '../import-error.ts';
import type { Delivery } from '../sources/define.ts';
import type { ByteStore, StoredFile } from './byte-store.ts';
import { decodeText } from './decode-text.ts';
import { diskFile } from './disk-file.ts';
import { commonTopFolder } from './entry-names.ts';
import { openFolder } from './folder-store.ts';
import { type JoinedPart, joinStores } from './joined-store.ts';
import { openTar } from './tar-store.ts';
import { inspectText, rewriteAsUtf8 } from './text-on-disk.ts';
import { openZip } from './zip-store.ts';
import { figure, type Words } from '../words.ts';

const headBytes = 16_384;
const deepestMarker = 2;
/** Enough to recognise any format, however long its first record. */
const longestHead = 8 * 2 ** 20;
/** What Node reads in one piece. */
const longestRead = 2 ** 31 - 1;
const archiveEnding = /\.(zip|tar|tar\.gz|tgz)$/i;

/** A delivery in hand. `views` are the same files with 2, 1 and 0 shared top folders taken off, as far as there are any. */
export interface OpenedDelivery {
  readonly views: readonly Delivery[];
  readonly close: () => Promise<void>;
}

/**
 * Opens what the user gave: a folder, a `.zip`, a `.tar`, `.tar.gz` or `.tgz`, a single `.gz`, or a single file. What
 * holds nothing but archives is opened one level further, each archive as a folder of its name.
 * Unpacked files go to `workFolder`, which the caller removes. Throws ImportError when the path does not exist, or the
 * archive is damaged, protected or unreasonable.
 */
export async function openDelivery(
  path: string,
  workFolder: string,
  warn: (message: Words) => void,
): Promise<OpenedDelivery> {
  const name = basename(resolve(path));
  return view(name, await openWithin(name, await openStore(path, workFolder), workFolder), workFolder, warn);
}

/** Opens several archives, folders or files as one delivery: an archive or folder becomes a folder of its name. */
export async function openTogether(
  name: string,
  paths: readonly string[],
  workFolder: string,
  warn: (message: Words) => void,
): Promise<OpenedDelivery> {
  return view(name, await openAll(name, paths, workFolder), workFolder, warn);
}

/** The delivery over a store, which is closed when it holds nothing. */
async function view(
  name: string,
  store: ByteStore,
  workFolder: string,
  warn: (message: Words) => void,
): Promise<OpenedDelivery> {
  if (store.files.length === 0) {
    await store.close();
    throw new ImportError(
      name,
      null,
      { fr: 'cette livraison ne contient aucun fichier', en: 'this delivery holds no file at all' },
      {
        fr: 'Vérifiez que l’export est terminé, puis importez-le à nouveau',
        en: 'Check that the export has finished, then import it again',
      },
    );
  }
  warnOfLinks(store.links, warn);
  const views: Delivery[] = [];
  let files = lastOfEachPath(store.files, warn);
  views.push(deliver(name, files, workFolder, warn));
  for (let depth = 0; depth < deepestMarker; depth++) {
    const top = commonTopFolder(files.map((file) => file.path));
    if (top === null) break;
    files = files.map((file) => ({ ...file, path: file.path.slice(top.length + 1) }));
    views.unshift(deliver(name, files, workFolder, warn));
  }
  return { views, close: () => store.close() };
}

/** The store itself, or that of the archives inside when there is nothing else. They are written out to be opened. */
async function openWithin(name: string, store: ByteStore, workFolder: string): Promise<ByteStore> {
  if (store.files.length === 0 || !store.files.every((file) => archiveEnding.test(file.path))) return store;
  try {
    const paths: string[] = [];
    for (const file of store.files) {
      if (file.diskPath !== null) {
        paths.push(file.diskPath);
        continue;
      }
      const folder = join(workFolder, `within-${randomUUID()}`);
      await mkdir(folder);
      paths.push(join(folder, basename(file.path)));
      await file.copyTo(paths.at(-1) ?? '');
    }
    return await openAll(name, paths, workFolder);
  } finally {
    await store.close();
  }
}

async function openAll(name: string, paths: readonly string[], workFolder: string): Promise<ByteStore> {
  const parts: JoinedPart[] = [];
  const close = async (): Promise<void> => {
    for (const { store } of parts) await store.close();
  };
  try {
    for (const path of paths) {
      const store = await openStore(path, workFolder);
      const { size } = await stat(path);
      const isArchive = store.files[0]?.diskPath === null;
      const isFile = store.files.length === 1 && basename(path) === store.files[0]?.path;
      // Two archives of one name, from two folders, are still two.
      const own = basename(path).replace(archiveEnding, '');
      const folder = parts.some((part) => part.folder === own) ? `${own} (${parts.length + 1})` : own;
      const unpacked = store.files.reduce((sum, file) => sum + file.size, 0);
      parts.push({ folder: isFile ? null : folder, packed: isArchive ? size : unpacked, store });
    }
    return joinStores(name, parts);
  } catch (error) {
    await close();
    throw error;
  }
}

async function openStore(path: string, workFolder: string): Promise<ByteStore> {
  let found: Stats;
  try {
    found = await stat(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new ImportError(
      path,
      null,
      { fr: 'ce chemin n’existe pas', en: 'this path does not exist' },
      { fr: 'Vérifiez le chemin et son orthographe', en: 'Check the path and its spelling' },
      { cause: error },
    );
  }
  if (found.isDirectory()) return openFolder(path, workFolder);
  if (!found.isFile()) throw notAFile(path);
  if (/\.zip$/i.test(path)) return openZip(path);
  if (/\.(tar\.gz|tgz)$/i.test(path)) return openTar(path, workFolder, true);
  if (/\.tar$/i.test(path)) return openTar(path, workFolder, false);
  return { files: [await diskFile(path, basename(path), workFolder)], links: [], close: async () => {} };
}

/** A pipe or a device never ends, or can be read once: waiting for it would hang. */
function notAFile(path: string): ImportError {
  return new ImportError(
    path,
    null,
    {
      fr: 'ce n’est ni un fichier ni un dossier, mais un tube, un périphérique ou une prise du système',
      en: 'this is neither a file nor a folder, but a pipe, a device or a socket of the system',
    },
    {
      fr: 'Enregistrez d’abord dans un fichier ce qui en sort, puis importez ce fichier',
      en: 'Save what comes out of it to a file first, then import that file',
    },
  );
}

function deliver(
  name: string,
  files: readonly StoredFile[],
  workFolder: string,
  warn: (message: Words) => void,
): Delivery {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const onDisk = new Map<string, Promise<string>>();
  const find = (path: string): StoredFile => {
    const file = byPath.get(path);
    if (file === undefined) throw new Error(`${name} holds no ${path}`);
    return file;
  };
  return {
    name,
    files,
    head: async (path, bytes = headBytes) => decodeText(await find(path).head(Math.min(bytes, longestHead)), true),
    read: (path) => readWhole(find(path)),
    async each(wanted, visit) {
      for (const file of files) if (wanted(file)) await visit(file, await readWhole(file));
    },
    place: (path) => find(path).place,
    onDisk(path) {
      const known = onDisk.get(path);
      if (known !== undefined) return known;
      const written = writeOut(find(path), workFolder, warn);
      onDisk.set(path, written);
      return written;
    },
    scratch: () => join(workFolder, `rewritten-${randomUUID()}`),
  };
}

/** An archive can name two entries alike; unpacked, the last would stand alone, and so it does here. */
function lastOfEachPath(files: readonly StoredFile[], warn: (message: Words) => void): readonly StoredFile[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const again = files.length - byPath.size;
  if (again === 0) return files;
  warn({
    fr: `entrées de même nom qu’une autre dans cette archive : ${again} ; seule la dernière de chaque nom est lue`,
    en: `entries of the same name as another in this archive: ${again}; only the last of each name is read`,
  });
  return [...byPath.values()];
}

function warnOfLinks(links: readonly string[], warn: (message: Words) => void): void {
  if (links.length === 0) return;
  const shown = `${links.slice(0, 3).join(', ').slice(0, 200)}${links.length > 3 ? '…' : ''}`;
  warn({
    fr: `liens symboliques jamais suivis : ${links.length} (${shown}) ; copiez les fichiers eux-mêmes s’ils font partie de l’export`,
    en: `symbolic links, never followed: ${links.length} (${shown}); copy the files themselves if they are part of the export`,
  });
}

async function readWhole(file: StoredFile): Promise<Buffer> {
  if (file.size <= longestRead) return file.read();
  throw new ImportError(
    file.path,
    null,
    {
      fr: `ce fichier fait ${gibibytes(file.size).fr} Gio d’un seul tenant, plus qu’il n’est possible de lire d’un coup`,
      en: `this file is ${gibibytes(file.size).en} GiB in one piece, more than can be read at once`,
    },
    {
      fr: 'Refaites l’export par périodes plus courtes, puis importez-les l’une après l’autre',
      en: 'Export again by shorter periods, then import them one after the other',
    },
  );
}

const gibibytes = (bytes: number) => figure(bytes / 2 ** 30, 1);

async function writeOut(file: StoredFile, workFolder: string, warn: (message: Words) => void): Promise<string> {
  const plain = file.diskPath ?? join(workFolder, `${randomUUID()}${extname(file.path).slice(0, 16)}`);
  if (file.diskPath === null) await file.copyTo(plain);
  if (/\.(parquet|xlsx|arrow|arrows|feather|ipc)$/i.test(file.path)) return plain;
  const { encoding, mark } = await inspectText(plain, file.path);
  if (encoding === 'utf-8' && !mark) return plain;
  if (encoding === 'windows-1252') {
    warn({
      fr: `le fichier ${file.path} n’est pas en UTF-8 : lu comme du windows-1252 ; vérifiez que les lettres accentuées sont justes`,
      en: `the file ${file.path} is not UTF-8: read as windows-1252; check that accented letters look right`,
    });
  }
  const rewritten = join(workFolder, `${randomUUID()}-utf8${extname(file.path).slice(0, 16)}`);
  await rewriteAsUtf8(plain, rewritten, encoding);
  if (file.diskPath === null) await rm(plain);
  return rewritten;
}
