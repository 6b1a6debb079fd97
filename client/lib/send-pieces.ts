import { answered } from './api.ts';

/** Milliseconds between attempts; after the last one the sending has failed, and can be taken up again by hand. */
const retryDelays = [0, 500, 1500, 3000, 5000, 10_000, 20_000];

const pieceBytes = 32 * 2 ** 20;
/** No attempt helps before somebody has freed space. */
const diskFull = 507;

/**
 * Sends a file to an address that takes it by the tus protocol, from where the server stands, however often the
 * connection is cut. @throws ApiError with the server's own words when it takes no more, Error when it stays cut or the address is gone, and when `signal` stops it.
 */
export async function sendPieces(
  file: File,
  address: string,
  onBytes: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const { Upload } = await import('tus-js-client');
  signal.throwIfAborted();
  await new Promise<void>((done, fail) => {
    const upload = new Upload(file, {
      uploadUrl: address,
      retryDelays,
      // A server that can take no more is only heard once a piece is over.
      chunkSize: pieceBytes,
      storeFingerprintForResuming: false,
      // The browser's idea of being on line says nothing of a server on this machine.
      onShouldRetry: (error) => {
        const status = error.originalResponse?.getStatus() ?? 0;
        return status === 0 || status === 409 || status === 423 || (status >= 500 && status !== diskFull);
      },
      onProgress: onBytes,
      onSuccess: () => done(),
      onError: (error) => {
        const response = 'originalResponse' in error ? error.originalResponse : null;
        fail((response && answered(response.getStatus(), response.getBody())) ?? error);
      },
    });
    signal.addEventListener('abort', () => {
      void upload.abort();
      fail(signal.reason);
    });
    upload.start();
  });
}
