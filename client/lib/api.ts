import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { api, errorSchema, type ResultQuery } from '../../server/contract/api.ts';
import type { Language, Text } from '../../server/contract/text.ts';

/** The server refused or could not be reached. `text` says so in both languages. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly text: Text,
  ) {
    super(text.en);
    this.name = 'ApiError';
  }
}

const unreachable: Text = {
  fr: 'Le serveur de Vigie ne répond pas. Vérifiez qu’il est lancé, puis réessayez.',
  en: 'The Vigie server does not answer. Check that it is running, then try again.',
};
const unreadable: Text = {
  fr: 'La réponse du serveur n’a pas la forme attendue : le serveur et cette page ne sont pas de la même version.',
  en: 'The server’s reply is not in the expected form: the server and this page are of different versions.',
};

/** The error as words, whatever was thrown. */
export function errorText(error: unknown): Text {
  return error instanceof ApiError ? error.text : unreachable;
}

/**
 * Asks the server and checks the reply against the contract.
 * @throws ApiError with the server's own words, or when the reply has another form than the contract says.
 */
export async function ask<S extends z.ZodType>(path: string, reply: S, init: RequestInit = {}): Promise<z.output<S>> {
  let response: Response;
  try {
    response = await fetch(new URL(path, document.baseURI), init);
  } catch {
    throw new ApiError(0, 'unreachable', unreachable);
  }
  if (!response.ok) throw await refusal(response);
  const parsed = reply.safeParse(await response.json().catch(() => undefined));
  if (!parsed.success) throw new ApiError(response.status, 'unreadable', unreadable);
  return parsed.data;
}

/** The error that a failed response carries, in the server's words when it has any. */
export async function refusal(response: Response): Promise<ApiError> {
  const parsed = errorSchema.safeParse(await response.json().catch(() => undefined));
  return parsed.success
    ? new ApiError(response.status, parsed.data.error.code, parsed.data.error.message)
    : new ApiError(response.status, 'unknown', unreachable);
}

/** The error that the text of an answer carries in the server's words; null when it has none. */
export function answered(status: number, body: string): ApiError | null {
  try {
    const { code, message } = errorSchema.parse(JSON.parse(body)).error;
    return new ApiError(status, code, message);
  } catch {
    return null;
  }
}

/** A query string from the defined values alone, in a stable order. */
export function queryString(query: Readonly<Record<string, string | undefined>>): string {
  const pairs = Object.entries(query).flatMap(([key, value]): [string, string][] =>
    value === undefined || value === '' ? [] : [[key, value]],
  );
  return pairs.length === 0
    ? ''
    : `?${new URLSearchParams(pairs.toSorted(([a], [b]) => a.localeCompare(b))).toString()}`;
}

/** What a panel asks: the filters of the address bar, with whatever the panel narrows further. */
export type Question = Pick<ResultQuery, 'from' | 'to' | 'department' | 'community' | 'ties' | 'masked'>;

const resultPath = (id: string, query: Readonly<Record<string, string | undefined>>): string =>
  api.result.path.replace(':id', encodeURIComponent(id)) + queryString(query);

/** Address of the same answer as a file to download. */
export function downloadUrl(
  id: string,
  question: Question,
  as: { format: 'csv' | 'xlsx'; dialect?: 'excel-fr' | 'plain' },
  language: Language,
): string {
  return resultPath(id, { ...question, ...as, language });
}

const minutes = 60_000;

/** One answer. Asking twice under the same filter costs nothing: a published snapshot does not change. */
export const resultOptions = (id: string, question: Question) =>
  queryOptions({
    queryKey: ['result', id, question],
    queryFn: ({ signal }) => ask(resultPath(id, question), api.result.reply, { signal }),
    staleTime: 10 * minutes,
    retry: false,
  });

/** Figures that the platforms give of themselves, the latest window of each. */
export const latestReportedOptions = queryOptions({
  queryKey: ['reported', 'latest'],
  queryFn: ({ signal }) => ask(api.reported.path + queryString({ latest: '1' }), api.reported.reply, { signal }),
  staleTime: 10 * minutes,
  retry: false,
});

/** Published figures that were revised, the latest first. */
export const restatementsOptions = queryOptions({
  queryKey: ['restatements'],
  queryFn: ({ signal }) => ask(api.restatements.path, api.restatements.reply, { signal }),
  staleTime: 10 * minutes,
  retry: false,
});

/** Holidays and quiet weeks over some days. */
export const calendarOptions = (days: { readonly from: string; readonly to: string }) =>
  queryOptions({
    queryKey: ['calendar', days],
    queryFn: ({ signal }) => ask(api.calendar.path + queryString(days), api.calendar.reply, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

/** What is loaded. */
export const snapshotOptions = queryOptions({
  queryKey: ['snapshot'],
  queryFn: ({ signal }) => ask(api.snapshot.path, api.snapshot.reply, { signal }),
  staleTime: minutes,
  retry: false,
});

/** Deliveries on their way and just ended: asked every second while there are any, else when a page is opened or looked at again. */
export const importsOptions = queryOptions({
  queryKey: ['imports'],
  queryFn: ({ signal }) => ask(api.imports.path, api.imports.reply, { signal }),
  refetchOnWindowFocus: 'always',
  refetchInterval: ({ state }) =>
    state.data?.some(({ progress }) => ['receiving', 'queued', 'running'].includes(progress.state)) ? 1000 : false,
});

/** How far the usual answers are computed ahead: asked again while some are not. */
export const warmingOptions = queryOptions({
  queryKey: ['warming'],
  queryFn: ({ signal }) => ask(api.warming.path, api.warming.reply, { signal }),
  refetchInterval: ({ state }) => (state.data === undefined || state.data.current !== null ? 2000 : false),
  retry: false,
});

/** Every measure, score and table with its definition. */
export const catalogueOptions = queryOptions({
  queryKey: ['catalogue'],
  queryFn: ({ signal }) => ask(api.catalogue.path, api.catalogue.reply, { signal }),
  staleTime: 10 * minutes,
  retry: false,
});
