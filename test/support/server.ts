import { serveVigie, type Running, type ServeOptions } from '../../server/main.ts';

/** A real server on a free port of this machine, serving a data folder; nothing is computed ahead unless asked for. */
export const serveFolder = (
  dataFolder: string,
  options: Pick<ServeOptions, 'runPipeline' | 'isWarmed'> = {},
): Promise<Running> =>
  serveVigie({
    dataFolder,
    host: '127.0.0.1',
    port: 0,
    keyFile: undefined,
    logLevel: 'silent',
    isWarmed: false,
    ...options,
  });
