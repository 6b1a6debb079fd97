import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { importsOptions } from '../../lib/api.ts';
import { cancelImport, discardImport } from '../../lib/delivery.ts';
import { useWords } from '../../lib/i18n.ts';
import { cancelSending, filesSent, type Sending, sendAgain, useSendings } from '../../lib/uploads.ts';
import { useFormat } from '../../lib/use-format.ts';
import { ImportProgressPanel } from './import-progress.tsx';
import { holdFiles, isTable } from './mapping/pending-files.ts';

/** Deliveries on their way and those that have just ended, whichever tab brought them: the server knows them all. */
export function ImportJobs() {
  const { t } = useWords();
  const format = useFormat();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const sendings = useSendings();
  const jobs = useQuery(importsOptions).data ?? [];
  // A delivery that was announced, or of which the last byte has left, stands elsewhere on the server's list than before.
  const announced = sendings.map(({ id }) => id).join();
  const before = useRef(announced);
  useEffect(() => {
    if (before.current !== announced) void cache.invalidateQueries(importsOptions);
    before.current = announced;
  }, [announced, cache]);

  const detail = (files: number, bytes: number | null): string =>
    [
      t('data.progress.files', { count: files, n: format.integer(files) }),
      ...(bytes === null ? [] : [format.bytes(bytes)]),
    ].join(', ');
  const after = (done: Promise<unknown>): void =>
    void done.catch(() => undefined).then(() => cache.invalidateQueries(importsOptions));
  const known = new Set(jobs.map(({ id }) => id));
  const unknown = sendings.filter(({ id }) => id === null || !known.has(id));
  return (
    <>
      {jobs.map((job) => {
        const sending = sendings.find(({ id }) => id === job.id);
        if (sending !== undefined && job.progress.state === 'receiving') {
          return <SendingPanel key={job.id} sending={sending} detail={detail(job.files, job.bytes)} />;
        }
        const files = filesSent(job.id);
        const map = (): void => {
          holdFiles(files);
          after(discardImport(job.id));
          void navigate({ to: '/data/mapping' });
        };
        return (
          <ImportProgressPanel
            key={job.id}
            delivery={{ progress: job.progress, total: job.bytes ?? 0 }}
            name={job.name}
            detail={detail(job.files, job.bytes)}
            againLabel={t('data.progress.close')}
            onAgain={() => after(discardImport(job.id))}
            onCancel={() => after(cancelImport(job.id))}
            onMap={files.some(({ path }) => isTable(path)) ? map : undefined}
          />
        );
      })}
      {unknown.map((sending) => (
        <SendingPanel key={sending.key} sending={sending} detail={detail(sending.files.length, sending.total)} />
      ))}
    </>
  );
}

function SendingPanel({ sending, detail }: { sending: Sending; detail: string }) {
  const { t } = useWords();
  const cache = useQueryClient();
  const { id, bytes, total, refused } = sending;
  const name = sending.options.name ?? sending.files[0]?.path.split('/')[0] ?? '';
  return (
    <ImportProgressPanel
      delivery={
        refused === null ? { progress: { state: 'receiving', bytes, total }, total } : { refused, stopped: id !== null }
      }
      name={name}
      detail={detail}
      pace={sending}
      againLabel={t('data.progress.retry')}
      onAgain={() => void sendAgain(sending)}
      onCancel={() => void cancelSending(sending).then(() => cache.invalidateQueries(importsOptions))}
    />
  );
}
