import { type Server, createServer } from 'node:http';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { createApp } from './app.ts';
import { placeOfFolder } from './calendar/place.ts';
import { packageRoot } from './compiled-code.mjs';
import { LiveSnapshot } from './facts/live.ts';
import type { Snapshot } from './facts/open.ts';
import { type Identities, openIdentities } from './identities.ts';
import { Answers } from './state/answers.ts';
import { defaultViews } from './state/default-views.ts';
import { Drawings } from './state/drawings.ts';
import { ImportQueue } from './state/import-queue.ts';
import { type RunPipeline, runPipeline as runInProcessOfItsOwn } from './state/run-pipeline.ts';
import { Warming } from './state/warming.ts';

export interface ServeOptions {
  readonly dataFolder: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly keyFile: string | undefined;
  readonly logLevel: string;
  /** Country or region whose public holidays count, such as `FR-57`; else the data folder's own, else France. */
  readonly country?: string | undefined;
  /** The largest delivery that is taken through the browser, in bytes. */
  readonly maxUploadBytes?: number | undefined;
  /** Whether the answers of the default views are computed ahead: they are unless told not to. */
  readonly isWarmed?: boolean | undefined;
  /** How the pipeline is run: in a process of its own unless given. */
  readonly runPipeline?: RunPipeline | undefined;
}

export interface Running {
  readonly address: string;
  close(): Promise<void>;
}

const defaultMaxUploadBytes = 50 * 1000 ** 3;

const isLoopback = (host: string): boolean => ['127.0.0.1', '::1', 'localhost'].includes(host);

/**
 * Serves API and dashboard of one data folder until closed.
 * @throws Error when the port is taken, or the host is not this machine: there are no accounts yet.
 */
export async function serveVigie(options: ServeOptions): Promise<Running> {
  if (!isLoopback(options.host)) {
    throw new Error(
      `--host ${options.host}: without accounts, Vigie listens on this machine only (127.0.0.1, ::1 or localhost)`,
    );
  }
  const live = new LiveSnapshot(options.dataFolder, options.country);
  const now = () => new Date();
  const runPipeline = options.runPipeline ?? runInProcessOfItsOwn;
  const imports = new ImportQueue({
    dataFolder: options.dataFolder,
    maxBytes: options.maxUploadBytes ?? defaultMaxUploadBytes,
    now,
    runPipeline,
  });
  const cleaning = setInterval(() => imports.deliveries.expire(now()), 3_600_000).unref();
  const identities = new WeakMap<Snapshot, Identities>();
  const identitiesOf = (snapshot: Snapshot): Identities => {
    let known = identities.get(snapshot);
    if (known === undefined) {
      known = openIdentities(options.dataFolder, options.keyFile);
      identities.set(snapshot, known);
    }
    return known;
  };
  const logger = pino({ level: options.logLevel }, pino.destination(2));
  const answers = new Answers(options.dataFolder);
  const drawings = new Drawings();
  const warming = new Warming({
    live,
    answers,
    drawings,
    identities: identitiesOf,
    views: defaultViews,
    atOnce: Math.min(2, availableParallelism()),
    onError: (error, id) => logger.error({ err: error, id }, 'an answer was not computed ahead'),
  });
  const app = createApp(
    {
      dataFolder: options.dataFolder,
      live,
      identities: identitiesOf,
      now,
      answers,
      drawings,
      warming,
      runPipeline,
      place: placeOfFolder(options.dataFolder, options.country),
      logger,
      loopback: true,
    },
    imports,
    join(packageRoot, 'dist/client'),
  );
  const server: Server = createServer(app);
  // A gigabyte takes minutes to send from a slow disk; an idle connection does not.
  server.requestTimeout = 0;
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(options.port, options.host, done);
  });
  if (options.isWarmed !== false) warming.start();
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : options.port;
  return {
    address: `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`,
    close: async () => {
      clearInterval(cleaning);
      const stopped = imports.close();
      await new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      });
      await Promise.all([stopped, warming.close()]);
      live.close();
    },
  };
}
