import { z } from 'zod';
import { calendarQuerySchema, calendarSchema } from './calendar.ts';
import { catalogueEntrySchema } from './catalogue.ts';
import { filterSchema } from './filters.ts';
import { decidedSchema, foundPeopleSchema, identityListSchema, identityVerbs } from './identities.ts';
import {
  checkReplySchema,
  importCreatedSchema,
  importJobSchema,
  importOpenedSchema,
  importOptionsSchema,
  importRequestSchema,
  sniffReplySchema,
} from './imports.ts';
import { mappingSchema, sniffOptionsSchema } from './mapping.ts';
import { refusalsSchema } from './refusals.ts';
import { restatementSchema } from './restatements.ts';
import { resultSchema } from './results.ts';
import { snapshotSchema } from './snapshot.ts';
import { languageSchema, textSchema } from './text.ts';
import { warmingSchema } from './warming.ts';

export const formats = ['json', 'csv', 'xlsx', 'arrow'] as const;
/** `excel-fr`: semicolon, decimal comma, byte-order mark, French labels; `plain`: RFC 4180 with stable keys. */
export const dialects = ['plain', 'excel-fr'] as const;

/** The same question in every format: same handler, same privacy, same rows. `masked=1` asks for pseudonyms. */
export const resultQuerySchema = filterSchema.extend({
  format: z.enum(formats).optional(),
  dialect: z.enum(dialects).optional(),
  language: languageSchema.optional(),
  masked: z.enum(['0', '1']).optional(),
});
export type ResultQuery = z.infer<typeof resultQuerySchema>;

/** `latest=1`: of each figure, subject and length of window, the latest window alone. */
const reportedQuerySchema = resultQuerySchema.extend({ latest: z.enum(['0', '1']).optional() });

export const errorSchema = z.object({ error: z.object({ code: z.string(), message: textSchema }) });

/**
 * What the client may ask and what it gets. One table read by both sides; the OpenAPI document is derived from it.
 * Beside it stand the routes whose bodies are no JSON:
 *   GET /api/network/nodes and /api/network/edges   Arrow stream, the drawing of the network under a filter
 *   PUT /api/imports/:id/files/<path>               raw bytes of one file of a delivery, all at once
 *   HEAD and PATCH /api/uploads/:id/<number>        the same piece by piece, by the tus protocol: resumable;
 *                                                   PUT there takes the whole file at once
 *   GET /api/imports/:id/progress                   server-sent events of `importProgressSchema`
 */
export const api = {
  health: { method: 'get', path: '/api/health', query: z.object({}), reply: z.object({ status: z.literal('ok') }) },
  snapshot: { method: 'get', path: '/api/snapshot', query: z.object({}), reply: snapshotSchema },
  /** How far the answers of the default views are computed ahead. */
  warming: { method: 'get', path: '/api/warming', query: z.object({}), reply: warmingSchema },
  catalogue: { method: 'get', path: '/api/catalogue', query: z.object({}), reply: z.array(catalogueEntrySchema) },
  calendar: { method: 'get', path: '/api/calendar', query: calendarQuerySchema, reply: calendarSchema },
  result: { method: 'get', path: '/api/results/:id', query: resultQuerySchema, reply: resultSchema },
  reported: { method: 'get', path: '/api/reported', query: reportedQuerySchema, reply: resultSchema },
  /** Published figures that were revised, the latest first. */
  restatements: { method: 'get', path: '/api/restatements', query: z.object({}), reply: z.array(restatementSchema) },
  /** Who is who: what is proposed, suspected and decided; of the people of several accounts, their number alone. */
  identities: {
    method: 'get',
    path: '/api/identities',
    query: z.object({ masked: z.enum(['0', '1']).optional() }),
    reply: identityListSchema,
  },
  /** People and their accounts: of several accounts alone, of a source, or by words of their names and native ids. */
  findPeople: {
    method: 'get',
    path: '/api/identities/people',
    query: z.object({
      search: z.string().max(100).optional(),
      source: z.string().max(100).optional(),
      several: z.enum(['0', '1']).optional(),
      masked: z.enum(['0', '1']).optional(),
    }),
    reply: foundPeopleSchema,
  },
  /** A decision of the steward; the snapshot that stands on it is published before the reply. */
  decideIdentity: {
    method: 'post',
    path: '/api/identities/decide',
    query: z.object({ verb: z.enum(identityVerbs), ids: z.array(z.string().min(1).max(200)).min(1).max(2) }),
    reply: decidedSchema,
  },
  /** Who asked not to be proposed by the scores of people, the oldest first. */
  refusals: {
    method: 'get',
    path: '/api/refusals',
    query: z.object({ masked: z.enum(['0', '1']).optional() }),
    reply: refusalsSchema,
  },
  /** Notes a refusal, or takes it back; every score is computed without the person from then on. */
  refuse: {
    method: 'post',
    path: '/api/refusals',
    query: z.object({
      person: z.string().min(1).max(200),
      refused: z.boolean(),
      masked: z.enum(['0', '1']).optional(),
    }),
    reply: refusalsSchema,
  },
  /** Deliveries underway and those that ended within a day, in the order in which they came. */
  imports: { method: 'get', path: '/api/imports', query: z.object({}), reply: z.array(importJobSchema) },
  /** Opens a delivery; the same files again give the one that is not complete yet, to be continued. */
  createImport: { method: 'post', path: '/api/imports', query: importRequestSchema, reply: importOpenedSchema },
  startImport: {
    method: 'post',
    path: '/api/imports/:id/start',
    query: importOptionsSchema,
    reply: importCreatedSchema,
  },
  /** Looks at a delivery that was received and not started: its columns, its first rows, a mapping. */
  sniffImport: { method: 'post', path: '/api/imports/:id/sniff', query: sniffOptionsSchema, reply: sniffReplySchema },
  /** Reads its first rows through a mapping; nothing is kept. */
  checkMapping: {
    method: 'post',
    path: '/api/imports/:id/check',
    query: z.object({ mapping: mappingSchema }),
    reply: checkReplySchema,
  },
  /** Stops a delivery wherever it stands: what was received is deleted, what was loaded before stays as it was. */
  cancelImport: { method: 'post', path: '/api/imports/:id/cancel', query: z.object({}), reply: importCreatedSchema },
  /** Forgets a delivery that ended, or that was received and will not be loaded: its bytes are deleted. */
  discardImport: { method: 'post', path: '/api/imports/:id/discard', query: z.object({}), reply: importCreatedSchema },
} as const;
