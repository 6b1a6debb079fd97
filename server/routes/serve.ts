import type { Express, Request, Response } from 'express';
import type { z } from 'zod';
import { UserError } from '../errors.ts';

interface Endpoint<Query extends z.ZodType, Reply extends z.ZodType> {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly query: Query;
  readonly reply: Reply;
}

/**
 * Mounts an endpoint of the contract: the query is parsed and handed on typed, the reply is parsed before it is sent,
 * so a handler that drifts from the contract fails its test.
 */
export function serve<Query extends z.ZodType, Reply extends z.ZodType>(
  app: Express,
  endpoint: Endpoint<Query, Reply>,
  handler: (query: z.infer<Query>, request: Request) => Promise<z.infer<Reply>> | z.infer<Reply>,
): void {
  app[endpoint.method](endpoint.path, async (request, response) => {
    const asked: unknown = endpoint.method === 'get' ? request.query : (request.body ?? {});
    response.json(endpoint.reply.parse(await handler(parseQuery(endpoint.query, asked), request)));
  });
}

/** Aborted when the client has gone before its answer. */
export function goneSignal(response: Response): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  return gone.signal;
}

/** @throws UserError that names the parameter and what was expected. */
export function parseQuery<Query extends z.ZodType>(schema: Query, asked: unknown): z.infer<Query> {
  const parsed = schema.safeParse(asked);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.') ?? '';
  throw new UserError('bad_request', {
    fr: `Paramètre « ${where} » invalide : ${issue?.message ?? ''}`,
    en: `Invalid parameter "${where}": ${issue?.message ?? ''}`,
  });
}
