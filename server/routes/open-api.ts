import { z } from 'zod';
import { api, errorSchema } from '../contract/api.ts';

/** The contract as an OpenAPI 3.1 document, derived from the same schemas that check every request and reply. */
export function openApi(): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const [operationId, endpoint] of Object.entries(api)) {
    const path = endpoint.path.replaceAll(/:(\w+)/g, '{$1}');
    const inPath = [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    }));
    const query = z.toJSONSchema(endpoint.query);
    const inQuery = Object.entries(query.properties ?? {}).map(([name, schema]) => ({
      name,
      in: 'query',
      required: query.required?.includes(name) ?? false,
      schema,
    }));
    const json = (schema: object) => ({ content: { 'application/json': { schema } } });
    paths[path] = {
      ...paths[path],
      [endpoint.method]: {
        operationId,
        parameters: endpoint.method === 'get' ? [...inPath, ...inQuery] : inPath,
        ...(endpoint.method === 'post' ? { requestBody: json(query) } : {}),
        responses: {
          200: { description: 'OK', ...json(z.toJSONSchema(endpoint.reply)) },
          default: { description: 'Error', ...json(z.toJSONSchema(errorSchema)) },
        },
      },
    };
  }
  return { openapi: '3.1.0', info: { title: 'Vigie', version: '1' }, paths };
}
