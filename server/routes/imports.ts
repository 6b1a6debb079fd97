import express, { type Express, type Response } from 'express';
import { z } from 'zod';
import { api } from '../contract/api.ts';
import type { ImportProgress } from '../contract/imports.ts';
import type { ImportQueue } from '../state/import-queue.ts';
import { parseQuery, serve } from './serve.ts';

/** Receives a delivery file by file, starts its load, and streams how it goes as server-sent events. */
export function mountImports(app: Express, queue: ImportQueue): void {
  serve(app, api.imports, () => queue.deliveries.list());
  app.post(api.createImport.path, express.json({ limit: '64mb' }), async (request, response) => {
    const asked = parseQuery(api.createImport.query, request.body ?? {});
    response.json(api.createImport.reply.parse(await queue.create(asked)));
  });
  app.put('/api/imports/:id/files/*path', async (request, response) => {
    await queue.receive(request.params.id, request.params.path.join('/'), request);
    response.status(204).end();
  });
  const body = express.json({ limit: '256kb' });
  app.post(api.startImport.path, body, (request, response) => {
    const id = request.params.id;
    queue.start(id, parseQuery(api.startImport.query, request.body ?? {}));
    response.json({ id });
  });
  app.post(api.sniffImport.path, body, async (request, response) => {
    const options = parseQuery(api.sniffImport.query, request.body ?? {});
    response.json(api.sniffImport.reply.parse(await queue.sniff(request.params.id, options, left(response))));
  });
  app.post(api.checkMapping.path, body, async (request, response) => {
    const { mapping } = parseQuery(api.checkMapping.query, request.body ?? {});
    response.json(api.checkMapping.reply.parse(await queue.check(request.params.id, mapping, left(response))));
  });
  serve(app, api.cancelImport, async (_query, request) => {
    const id = z.string().parse(request.params['id']);
    await queue.cancel(id);
    return { id };
  });
  app.post(api.discardImport.path, (request, response) => {
    queue.deliveries.discard(request.params.id);
    response.json({ id: request.params.id });
  });
  app.get('/api/imports/:id/progress', (request, response) => {
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    let last = 0;
    const stop = queue.deliveries.follow(request.params.id, (progress: ImportProgress) => {
      const ended = ['done', 'failed', 'cancelled'].includes(progress.state);
      // Ten updates a second are plenty for an eye; ends are never skipped.
      const now = performance.now();
      if (!ended && now - last < 100) return;
      last = now;
      response.write(`data: ${JSON.stringify(progress)}\n\n`);
      if (ended) response.end();
    });
    request.on('close', stop);
  });
}

/** Aborted when the caller goes away before the answer: nobody waits for it any more. */
function left(response: Response): AbortSignal {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  return gone.signal;
}
