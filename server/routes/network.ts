import type { Express } from 'express';
import { filterSchema } from '../contract/filters.ts';
import { layoutNetwork } from '../facts/layout.ts';
import { loadNetwork } from '../facts/network.ts';
import { toArrow } from '../formats/arrow.ts';
import { hiddenDepartments } from '../privacy.ts';
import { resolveFilter } from '../resolve-filter.ts';
import { AnswerCache } from '../state/answer-cache.ts';
import type { ServerContext } from './context.ts';
import { nothingLoaded } from './results.ts';
import { parseQuery } from './serve.ts';

const text = (key: string) => ({ key, label: { fr: key, en: key }, unit: 'text' as const });

/**
 * The drawing of the network under a filter, as two Arrow streams: nodes (id, x, y, department, degree) and edges
 * (from, to, weight; positions in the list of nodes). Nodes are pseudonyms and departments too small are left out.
 */
export function mountNetwork(app: Express, context: ServerContext): void {
  const cache = new AnswerCache<{ nodes: Uint8Array; edges: Uint8Array }>(20);
  app.get('/api/network/:part', async (request, response, next) => {
    const { part } = request.params;
    if (part !== 'nodes' && part !== 'edges') return next();
    const filter = parseQuery(
      filterSchema,
      Object.fromEntries(Object.entries(request.query).filter(([key]) => key in filterSchema.shape)),
    );
    const drawing = await context.live.with(async (snapshot) => {
      if (snapshot === null) throw nothingLoaded();
      return await cache.get(JSON.stringify([snapshot.snapshot_id, filter]), async () => {
        const resolved = await resolveFilter(snapshot, filter, 'raw');
        const network = await loadNetwork(snapshot.db, snapshot.time_zone, resolved, 'raw');
        const hidden = await hiddenDepartments(snapshot);
        const { nodes, edges } = layoutNetwork(network);
        return {
          nodes: toArrow({
            columns: ['id', 'x', 'y', 'department', 'degree'].map(text),
            rows: nodes.map(({ id, x, y, department, degree }) => ({
              id: id.slice(0, 8),
              x,
              y,
              department: department === null || hidden.has(department) ? null : department,
              degree,
            })),
          }),
          edges: toArrow({
            columns: ['from', 'to', 'weight'].map(text),
            rows: edges.map(({ from, to, weight }) => ({ from, to, weight })),
          }),
        };
      });
    });
    response.type('application/vnd.apache.arrow.stream').send(Buffer.from(drawing[part]));
  });
}
