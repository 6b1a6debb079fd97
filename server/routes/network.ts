import type { Express } from 'express';
import { filterSchema } from '../contract/filters.ts';
import { usualKernels } from '../graph/workers/usual-kernels.ts';
import type { ServerContext } from './context.ts';
import { nothingLoaded } from './results.ts';
import { goneSignal, parseQuery } from './serve.ts';

/** The two parts of the drawing of the network under a filter, see `Drawing`. */
export function mountNetwork(app: Express, { live, drawings }: ServerContext): void {
  app.get('/api/network/:part', async (request, response, next) => {
    const { part } = request.params;
    if (part !== 'nodes' && part !== 'edges') return next();
    const filter = parseQuery(
      filterSchema,
      Object.fromEntries(Object.entries(request.query).filter(([key]) => key in filterSchema.shape)),
    );
    const drawing = await live.with(async (snapshot) => {
      if (snapshot === null) throw nothingLoaded();
      return await drawings.get(snapshot, filter, usualKernels, goneSignal(response));
    });
    response.type('application/vnd.apache.arrow.stream').send(Buffer.from(drawing[part]));
  });
}
