import compression from 'compression';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pinoHttp } from 'pino-http';
import { z } from 'zod';
import { workingCalendar } from './calendar/working-calendar.ts';
import { catalogue } from './catalogue.ts';
import { api } from './contract/api.ts';
import type { Text } from './contract/text.ts';
import { UserError } from './errors.ts';
import { restatementsShown } from './privacy.ts';
import { snapshotInfo } from './snapshot-info.ts';
import { readRestatements } from './state/restatements.ts';
import type { ImportQueue } from './state/import-queue.ts';
import type { ServerContext } from './routes/context.ts';
import { mountIdentities } from './routes/identities.ts';
import { mountImports } from './routes/imports.ts';
import { mountNetwork } from './routes/network.ts';
import { openApi } from './routes/open-api.ts';
import { mountRefusals } from './routes/refusals.ts';
import { mountResults } from './routes/results.ts';
import { serve } from './routes/serve.ts';
import { mountUploads } from './routes/uploads.ts';

/** The Express app, not yet listening. `clientFolder` holds the built dashboard. */
export function createApp(context: ServerContext, imports: ImportQueue, clientFolder: string): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          scriptSrc: ["'self'"],
          // Charts and the UI kit set styles on elements; no script can come that way.
          styleSrc: ["'self'", "'unsafe-inline'"],
          imgSrc: ["'self'", 'data:'],
          fontSrc: ["'self'"],
          connectSrc: ["'self'"],
          objectSrc: ["'none'"],
          baseUri: ["'none'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
        },
      },
      strictTransportSecurity: false,
    }),
  );
  app.use(sameOrigin(context.loopback));
  // Logs hold no personal data: method, path without its query, status and time.
  app.use(
    pinoHttp({
      logger: context.logger,
      serializers: {
        req: (request: { method: string; url: string }) => ({
          method: request.method,
          path: request.url.split('?')[0],
        }),
        res: (response: { statusCode: number }) => ({ status: response.statusCode }),
      },
    }),
  );
  app.use(
    '/api',
    rateLimit({
      windowMs: 60_000,
      limit: 1200,
      standardHeaders: 'draft-8',
      legacyHeaders: false,
      // A folder of ten thousand files is ten thousand requests; its delivery was counted and weighed when it was opened.
      skip: ({ method, path }) => method === 'PUT' || path.startsWith('/uploads/'),
    }),
  );
  app.use(
    compression({
      filter: (request, response) =>
        !String(response.getHeader('content-type')).startsWith('text/event-stream') &&
        compression.filter(request, response),
    }),
  );
  app.use('/api', (_request, response, next) => {
    response.setHeader('cache-control', 'no-store');
    next();
  });

  mountImports(app, imports);
  mountUploads(app, imports);
  app.use(express.json({ limit: '64kb' }));
  serve(app, api.health, () => ({ status: 'ok' as const }));
  serve(app, api.snapshot, () => context.live.with((snapshot) => snapshotInfo(snapshot, context.loopback)));
  serve(app, api.warming, () => context.warming.status);
  serve(app, api.catalogue, () => context.live.with((snapshot) => Promise.resolve(catalogue(snapshot))));
  serve(app, api.calendar, ({ from, to }) => workingCalendar(context.place, from, to));
  serve(app, api.restatements, () => restatementsShown(readRestatements(context.dataFolder)));
  mountNetwork(app, context);
  mountResults(app, context);
  mountIdentities(app, context);
  mountRefusals(app, context);
  app.get('/api/openapi.json', (_request, response) => void response.json(openApi()));
  app.use('/api', () => {
    throw new UserError('unknown_address', { fr: 'Adresse inconnue.', en: 'Unknown address.' }, 404);
  });

  if (existsSync(clientFolder)) {
    // The names of these files change with what they hold.
    app.use('/assets', express.static(join(clientFolder, 'assets'), { index: false, immutable: true, maxAge: '1y' }));
    app.use(express.static(clientFolder, { index: false, maxAge: '1h' }));
    app.get('/{*page}', (_request, response) => response.sendFile(join(clientFolder, 'index.html')));
  }
  app.use(onError(context));
  return app;
}

/**
 * Refuses requests that a web page of another site makes this machine's browser send: without accounts, the address
 * of the caller is the only door (no DNS rebinding, no cross-site form).
 */
function sameOrigin(loopback: boolean) {
  return (request: Request, _response: Response, next: NextFunction) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    const origin = request.headers.origin;
    const foreignHost = loopback && !['127.0.0.1', 'localhost', '[::1]'].includes(host);
    const foreignOrigin = origin !== undefined && origin !== `http://${request.headers.host}`;
    if (foreignHost || foreignOrigin) {
      throw new UserError(
        'foreign_origin',
        { fr: 'Requête venue d’un autre site : refusée.', en: 'Request from another site: refused.' },
        403,
      );
    }
    next();
  };
}

const internal: Text = {
  fr: 'Une erreur interne est survenue ; elle est notée dans le journal du serveur.',
  en: 'An internal error occurred; it is noted in the server log.',
};

/** Maps every error to `{ error: { code, message } }`. Causes and SQL go to the log, never to the client. */
function onError(context: ServerContext) {
  return (error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    const refused = z.object({ status: z.number().int().min(400).max(499) }).safeParse(error);
    if (response.headersSent || response.destroyed) {
      response.destroy();
    } else if (error instanceof UserError) {
      response.status(error.status).json({ error: { code: error.code, message: error.text } });
    } else if (refused.success) {
      const message = { fr: 'Requête refusée.', en: 'Request refused.' };
      response.status(refused.data.status).json({ error: { code: 'bad_request', message } });
    } else {
      context.logger.error({ err: error }, 'request failed');
      response.status(500).json({ error: { code: 'internal', message: internal } });
    }
  };
}
