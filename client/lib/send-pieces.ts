/** Milliseconds between attempts; after the last one the sending has failed, and can be taken up again by hand. */
const retryDelays = [0, 500, 1500, 3000, 5000, 10_000, 20_000];

/**
 * Sends a file to an address that takes it by the tus protocol, from where the server stands, however often the
 * connection is cut. @throws Error when it stays cut or the address is gone, and when `signal` stops it.
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
      storeFingerprintForResuming: false,
      // The browser's idea of being on line says nothing of a server on this machine.
      onShouldRetry: (error) => {
        const status = error.originalResponse?.getStatus() ?? 0;
        return status === 0 || status === 409 || status === 423 || status >= 500;
      },
      onProgress: onBytes,
      onSuccess: () => done(),
      onError: fail,
    });
    signal.addEventListener('abort', () => {
      void upload.abort();
      fail(signal.reason);
    });
    upload.start();
  });
}
