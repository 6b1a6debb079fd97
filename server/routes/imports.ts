import express, { type Express } from 'express';
import { api } from '../contract/api.ts';
import type { ImportProgress } from '../contract/imports.ts';
import type { ImportQueue } from '../state/import-queue.ts';
import { parseQuery, serve } from './serve.ts';

/** Receives a delivery file by file, starts its load, and streams how it goes as server-sent events. */
export function mountImports(app: Express, queue: ImportQueue): void {
  serve(app, api.createImport, () => ({ id: queue.create() }));
  app.put('/api/imports/:id/files/*path', async (request, response) => {
    await queue.receive(request.params.id, request.params.path.join('/'), request);
    response.status(204).end();
  });
  app.post(api.startImport.path, express.json({ limit: '16kb' }), (request, response) => {
    const id = request.params.id;
    queue.start(id, parseQuery(api.startImport.query, request.body ?? {}));
    response.json({ id });
  });
  app.get('/api/imports/:id/progress', (request, response) => {
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    let last = 0;
    const stop = queue.follow(request.params.id, (progress: ImportProgress) => {
      const ended = progress.state === 'done' || progress.state === 'failed';
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
