import { stat } from 'node:fs/promises';
import { EVENTS, Server } from '@tus/server';
import type { Express, Request, Response } from 'express';
import type { ImportQueue } from '../state/import-queue.ts';
import { syncPart } from '../state/part-file.ts';
import { PartStore } from '../state/part-store.ts';

const address = '/api/uploads';
const fileId = /^([0-9a-f-]{36})\/parts\/(\d{1,6})$/;
const fileUrl = /\/api\/uploads\/([0-9a-f-]{36})\/(\d{1,6})$/;

/**
 * Receives the files of a delivery piece by piece, by the tus protocol: HEAD says how much of a file is here, PATCH adds
 * to it; PUT brings a small one whole. Where a file goes is decided when its delivery is opened, so nothing is created or deleted through here.
 */
export function mountUploads(app: Express, queue: ImportQueue): void {
  let mounted: Server | undefined;
  const partOf = (id: string) => {
    const [, delivery = '', index = ''] = fileId.exec(id) ?? [];
    return { delivery, index: Number(index) };
  };
  /** Counts what is on the disk, after it was made safe when it is all of a file. */
  const settle = async (delivery: string, index: number): Promise<void> => {
    const part = queue.part(delivery, index);
    if (part === null) return;
    const { size } = await stat(part.path);
    if (size === part.size) await syncPart(part.path);
    queue.received(delivery, index, size);
  };
  /** Made when something is first received: its store writes to the data folder at once, which may be for reading only. */
  const server = (): Server => {
    if (mounted !== undefined) return mounted;
    const datastore = new PartStore({
      directory: queue.deliveries.uploads,
      configstore: {
        get: (id) => {
          const { delivery, index } = partOf(id);
          const size = queue.part(delivery, index)?.size;
          // The store reads no more of a file than this and how much of it is on disk.
          return Promise.resolve(
            size === undefined
              ? undefined
              : {
                  id,
                  size,
                  offset: 0,
                  sizeIsDeferred: false,
                  metadata: undefined,
                  creation_date: undefined,
                  storage: undefined,
                },
          );
        },
        set: () => Promise.resolve(),
        delete: () => Promise.resolve(),
      },
    });
    datastore.extensions = [];
    const created = new Server({
      path: address,
      datastore,
      allowedOrigins: () => false,
      // An upload that goes on after a reload waits for the request that the reload cut.
      lockDrainTimeout: 500,
      postReceiveInterval: 250,
      getFileIdFromRequest: ({ url }) => {
        const [, delivery, index] = fileUrl.exec(new URL(url).pathname) ?? [];
        return delivery === undefined || index === undefined ? undefined : `${delivery}/parts/${Number(index)}`;
      },
      onResponseError: async (_request, error) => {
        const refused = error instanceof Error ? await queue.refusal(error) : null;
        if (refused === null) return undefined;
        const { code, text: message, status } = refused;
        return { status_code: status, body: JSON.stringify({ error: { code, message } }) };
      },
      onUploadFinish: async (_request, upload) => {
        const { delivery, index } = partOf(upload.id);
        await settle(delivery, index);
        return {};
      },
    });
    created.on(EVENTS.POST_RECEIVE, (_request, upload) => {
      const { delivery, index } = partOf(upload.id);
      // The last byte is told when it is safe on the disk.
      if (upload.offset !== upload.size) queue.received(delivery, index, upload.offset);
    });
    mounted = created;
    return created;
  };
  const handle = async (request: Request, response: Response): Promise<void> => {
    const [, delivery = '', index] = fileUrl.exec(request.path) ?? [];
    const over = queue.bring(delivery, request);
    try {
      await server().handle(request, response);
    } finally {
      over();
      // Also where the connection was cut, or where the last acknowledgement was lost with a former server.
      await settle(delivery, Number(index));
    }
  };
  app.head(`${address}/:delivery/:file`, handle);
  app.patch(`${address}/:delivery/:file`, handle);
  app.put(`${address}/:delivery/:file`, async (request, response) => {
    const over = queue.bring(request.params.delivery, request);
    try {
      await queue.receivePart(request.params.delivery, Number(request.params.file), request);
    } finally {
      over();
    }
    response.status(204).end();
  });
  app.options(`${address}{/*file}`, (request, response) => server().handle(request, response));
}
