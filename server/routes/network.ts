import type { Express } from 'express';
import { filterSchema } from '../contract/filters.ts';
import { layoutNetwork } from '../facts/layout.ts';
import { loadNetwork } from '../facts/network.ts';
import { toArrow } from '../formats/arrow.ts';
import { tieParametersOf } from '../backtest/half-life.ts';
import { hiddenDepartments } from '../privacy.ts';
import { resolveFilter } from '../resolve-filter.ts';
import { AnswerCache } from '../state/answer-cache.ts';
import type { ServerContext } from './context.ts';
import { nothingLoaded } from './results.ts';
import { parseQuery } from './serve.ts';

const text = (key: string) => ({ key, label: { fr: key, en: key }, unit: 'text' as const });

/**
 * The drawing of the network under a filter, as two Arrow streams: nodes (id, x, y, department; degree: contacts in all,
 * contacts: those among the people drawn) and the edges drawn (from, to: positions in the list of nodes; weight: strength;
 * stands_out: false for those that only hold the network together). Nodes are pseudonyms and departments too small are left out.
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
        const resolved = await resolveFilter(snapshot, filter, 'counts');
        const { db, time_zone } = snapshot;
        const network = await loadNetwork(db, time_zone, resolved, 'counts');
        const strong = await loadNetwork(db, time_zone, resolved, 'strength', await tieParametersOf(snapshot));
        const hidden = await hiddenDepartments(snapshot);
        const { nodes, edges } = layoutNetwork(network, strong.undirected);
        return {
          nodes: toArrow({
            columns: ['id', 'x', 'y', 'department', 'degree', 'contacts'].map(text),
            rows: nodes.map(({ id, x, y, department, degree, contacts }) => ({
              id: id.slice(0, 8),
              x,
              y,
              department: department === null || hidden.has(department) ? null : department,
              degree,
              contacts,
            })),
          }),
          edges: toArrow({
            columns: ['from', 'to', 'weight', 'stands_out'].map(text),
            rows: edges.map(({ from, to, weight, standsOut }) => ({ from, to, weight, stands_out: standsOut })),
          }),
        };
      });
    });
    response.type('application/vnd.apache.arrow.stream').send(Buffer.from(drawing[part]));
  });
}
