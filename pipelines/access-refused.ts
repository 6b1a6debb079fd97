import { ImportError } from './import-error.ts';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a file stands where a folder is needed',
  EEXIST: 'a file stands where a folder is needed',
};

/** What the system refused, as a message for the user; null when the error is of another kind. */
export function accessRefused(error: unknown): ImportError | null {
  if (!(error instanceof Error)) return null;
  const { code, path } = error as NodeJS.ErrnoException;
  const reason = reasons[code ?? ''];
  if (reason === undefined || path === undefined) return null;
  return new ImportError(path, null, reason, 'Check the path and its permissions, then start again', { cause: error });
}
