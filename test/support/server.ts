import { serveVigie, type Running } from '../../server/main.ts';

/** A real server on a free port of this machine, serving a data folder. */
export const serveFolder = (dataFolder: string): Promise<Running> =>
  serveVigie({ dataFolder, host: '127.0.0.1', port: 0, keyFile: undefined, logLevel: 'silent' });
