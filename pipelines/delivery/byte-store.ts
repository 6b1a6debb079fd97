import type { FilePlace } from './file-place.ts';

/** One stored file before any renaming: its path as packed, its size, and how to get its bytes. */
export interface StoredFile {
  readonly path: string;
  /** Bytes, unpacked. */
  readonly size: number;
  /** Where it already stands on disk as it is, or null when it must be written out. */
  readonly diskPath: string | null;
  /** Where another thread finds it by itself. */
  readonly place: FilePlace;
  /** The first `bytes` of the file, or all of it when it is shorter. */
  head(bytes: number): Promise<Buffer>;
  /** The whole of the file. */
  read(): Promise<Buffer>;
  /** Writes the whole of the file elsewhere, however large it is. */
  copyTo(path: string): Promise<void>;
}

/** The files of a folder or archive in their own order, with `close` to let go of handles. */
export interface ByteStore {
  readonly files: readonly StoredFile[];
  /** Symbolic links met on the way. They are never followed: a link can point anywhere on the machine. */
  readonly links: readonly string[];
  close(): Promise<void>;
}
