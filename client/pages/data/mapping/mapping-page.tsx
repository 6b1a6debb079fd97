import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { Sniffed } from '../../../../server/contract/mapping.ts';
import { ApiError } from '../../../lib/api.ts';
import { type DeliveredFile, deliveredFiles, cancelImport, load } from '../../../lib/delivery.ts';
import { useWords } from '../../../lib/i18n.ts';
import { sentence } from '../../../lib/typography.ts';
import { useFormat } from '../../../lib/use-format.ts';
import { PageFrame } from '../../../panels/page-frame.tsx';
import { Panel } from '../../../panels/panel.tsx';
import { Loading } from '../../../panels/panel-states.tsx';
import { type Delivery, ImportProgressPanel } from '../import-progress.tsx';
import { data } from '../index.ts';
import { CheckPanel } from './check-panel.tsx';
import { stillAsked } from './draft.ts';
import { FileFields } from './file-fields.tsx';
import { KindFields } from './kind-fields.tsx';
import './mapping.css';
import { heldFiles, holdFiles } from './pending-files.ts';
import { PreviewTable } from './preview-table.tsx';
import { RoleFields } from './role-fields.tsx';
import { type Look, useMapping } from './use-mapping.ts';

/** Where a table that Vigie does not know is told column by column, on its own rows, and then loaded. */
export function MappingPage() {
  const { t } = useWords();
  const format = useFormat();
  const cache = useQueryClient();
  const [files, setFiles] = useState<readonly DeliveredFile[]>(heldFiles);
  const [delivery, setDelivery] = useState<Delivery | null>(null);
  const { id, asked, setAsked, look, draft, setDraft, reply, take } = useMapping(files);
  const sniffed = look !== null && 'sniffed' in look ? look.sniffed : null;

  const start = async (acceptRejects: boolean) => {
    if (id === null || draft === null) return;
    take();
    const options = { mapping: draft.mapping, ...(acceptRejects ? { acceptRejects } : {}) };
    setDelivery({ progress: { state: 'queued', before: 0 }, total: 0 });
    try {
      await load(id, options, (progress) => setDelivery({ progress, total: 0 }));
      await cache.invalidateQueries();
    } catch (error) {
      setDelivery({ refused: error instanceof ApiError ? error.text : null });
    }
  };
  const cancel = async () => {
    try {
      if (id !== null) await cancelImport(id);
    } catch (error) {
      setDelivery({ refused: error instanceof ApiError ? error.text : null });
    }
  };
  const again = () => {
    holdFiles([]);
    setFiles([]);
    setDelivery(null);
  };

  const rows =
    sniffed === null
      ? null
      : [
          t('mapping.standfirst', { count: sniffed.rows, n: format.integer(sniffed.rows) }),
          ...(sniffed.whole ? [] : [t('mapping.startOfFile')]),
          ...(sniffed.saved === null ? [] : [t('mapping.saved', { name: sniffed.saved })]),
        ].join(' ');
  return (
    <PageFrame
      page={data}
      headline={sniffed === null ? t('mapping.headlineEmpty') : t('mapping.headline', { file: sniffed.file })}
      standfirst={
        <>
          {rows ?? t('mapping.standfirstEmpty')} <Link to="/data">{t('mapping.back')}</Link>
        </>
      }
    >
      <div className="grid">
        {delivery !== null ? (
          <ImportProgressPanel delivery={delivery} onAgain={again} onCancel={() => void cancel()} />
        ) : files.length === 0 ? (
          <ChooseFile onChoose={setFiles} />
        ) : sniffed === null || draft === null ? (
          <NotLooked look={look} onAgain={again} />
        ) : (
          <>
            <PreviewTable sniffed={sniffed} draft={draft} />
            <div className="stack span-8">
              {stillAsked(draft, sniffed).length === 0 ? null : (
                <Panel title={t('mapping.questions')}>
                  <Questions questions={stillAsked(draft, sniffed)} />
                </Panel>
              )}
              <RoleFields sniffed={sniffed} draft={draft} onChange={setDraft} />
              <KindFields sniffed={sniffed} draft={draft} onChange={setDraft} />
              <FileFields sniffed={sniffed} draft={draft} asked={asked} onAsk={setAsked} onChange={setDraft} />
            </div>
            <CheckPanel
              className="span-4 mapping-aside"
              sniffed={sniffed}
              draft={draft}
              reply={reply}
              onLoad={(acceptRejects) => void start(acceptRejects)}
            />
          </>
        )}
      </div>
    </PageFrame>
  );
}

function Questions({ questions }: { questions: Sniffed['questions'] }) {
  const { say } = useWords();
  return (
    <ul className="mapping-questions">
      {questions.map(({ code, words, blocking }) => (
        <li key={`${code}/${words.en}`} className={blocking ? 'mapping-open' : undefined}>
          {sentence(say(words))}
        </li>
      ))}
    </ul>
  );
}

function NotLooked({ look, onAgain }: { look: Look; onAgain: () => void }) {
  const { t, say } = useWords();
  if (look === null) {
    return (
      <Panel title={t('mapping.looking')} busy>
        <Loading height={320} />
      </Panel>
    );
  }
  const refused = 'lost' in look ? null : look.refused;
  return (
    <Panel title={t('mapping.refused.title')}>
      <div role="alert" className="failure">
        {'lost' in look ? <p>{say(look.lost)}</p> : null}
        {refused === null ? null : (
          <>
            <p>{sentence(say(refused.problem))}</p>
            <p>{sentence(say(refused.remedy))}</p>
          </>
        )}
        <Button variant="default" size="xs" onClick={onAgain}>
          {t('mapping.refused.again')}
        </Button>
      </div>
    </Panel>
  );
}

function ChooseFile({ onChoose }: { onChoose: (files: readonly DeliveredFile[]) => void }) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  return (
    <Panel title={t('mapping.choose.title')} subtitle={t('mapping.choose.subtitle')}>
      <input
        ref={input}
        type="file"
        className="hidden"
        tabIndex={-1}
        accept=".csv,.tsv,.txt,.xlsx,.json,.jsonl,.ndjson,.parquet"
        aria-label={t('mapping.choose.button')}
        onChange={(event) => {
          const chosen = [...(event.currentTarget.files ?? [])];
          if (chosen.length > 0) onChoose(deliveredFiles(chosen));
        }}
      />
      <Button onClick={() => input.current?.click()}>{t('mapping.choose.button')}</Button>
    </Panel>
  );
}
