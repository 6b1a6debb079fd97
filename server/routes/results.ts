import type { Express, Response } from 'express';
import { findDefinition } from '../catalogue.ts';
import { api, type ResultQuery, resultQuerySchema } from '../contract/api.ts';
import { type Result, resultSchema } from '../contract/results.ts';
import { UserError } from '../errors.ts';
import { toArrow } from '../formats/arrow.ts';
import { toCsv } from '../formats/csv.ts';
import { toXlsx } from '../formats/xlsx.ts';
import type { MetricDefinition } from '../metrics/define.ts';
import { logAccess } from '../state/access-log.ts';
import { latestReported, reported } from '../tables/reported.ts';
import type { ServerContext } from './context.ts';
import { goneSignal, parseQuery } from './serve.ts';

/** One metric, score or table under a filter, in the format asked for: the same rows in every one. */
export function mountResults(app: Express, context: ServerContext): void {
  const serveResult = async (
    definition: MetricDefinition,
    query: ResultQuery,
    response: Response,
    part = '',
  ): Promise<void> => {
    const { format, dialect, language, masked, ...filter } = query;
    const signal = goneSignal(response);
    const result = await context.live.with(async (snapshot) => {
      if (snapshot === null) throw nothingLoaded();
      const identities = masked === '1' ? null : context.identities(snapshot);
      return await context.answers.ask(snapshot, { definition, filter, identities, part, signal });
    });
    if (masked !== '1' && result.columns.some((column) => column.key.endsWith('display_name'))) {
      logAccess(context.dataFolder, context.now(), {
        action: 'names',
        through: 'dashboard',
        subject: definition.id,
        people: result.rows.length,
      });
    }
    await send(response, result, { format, dialect, language });
  };
  app.get(api.result.path, async (request, response) => {
    const query = parseQuery(resultQuerySchema, request.query);
    const id = request.params.id;
    const definition = findDefinition(id);
    if (definition === null) {
      throw new UserError(
        'unknown_id',
        { fr: `Mesure inconnue : ${id}.`, en: `Unknown metric, score or table: ${id}.` },
        404,
      );
    }
    await serveResult(definition, query, response);
  });
  app.get(api.reported.path, async (request, response) => {
    const { latest, ...query } = parseQuery(api.reported.query, request.query);
    if (latest === '1') await serveResult(latestReported, query, response, 'latest');
    else await serveResult(reported, query, response);
  });
}

export const nothingLoaded = (): UserError =>
  new UserError(
    'nothing_loaded',
    { fr: 'Aucune donnée n’est chargée : importez un export.', en: 'No data are loaded: import an export.' },
    404,
  );

async function send(
  response: Response,
  result: Result,
  { format, dialect, language }: Pick<ResultQuery, 'format' | 'dialect' | 'language'>,
) {
  const { id, filter, snapshot } = result.meta;
  const period = filter.from === null ? '' : `_${filter.from}_${filter.to}`;
  const file = `vigie_${id}${period}_${snapshot.slice(0, 8)}`;
  switch (format) {
    case 'csv':
      response
        .type('text/csv')
        .attachment(`${file}.csv`)
        .send(toCsv(result, dialect ?? 'plain', language ?? 'fr'));
      return;
    case 'xlsx':
      response
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .attachment(`${file}.xlsx`)
        .send(await toXlsx(result, language ?? 'fr'));
      return;
    case 'arrow':
      response
        .type('application/vnd.apache.arrow.stream')
        .attachment(`${file}.arrows`)
        .send(Buffer.from(toArrow(result)));
      return;
    case 'json':
    case undefined:
      response.json(resultSchema.parse(result));
  }
}
