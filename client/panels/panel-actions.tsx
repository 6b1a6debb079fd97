import { type ReactNode, useState } from 'react';
import type { Result } from '../../server/contract/results.ts';
import { downloadUrl, type Question } from '../lib/api.ts';
import { useWords } from '../lib/i18n.ts';
import { Explanation } from './explanation.tsx';

/** Below every figure: the same rows as a table, as files, and how they are computed. */
export function PanelActions(props: {
  results: readonly Result[];
  question: Question;
  table: { shown: boolean; toggle: () => void } | null;
  children?: ReactNode;
}) {
  const { t, say, language } = useWords();
  const [explained, setExplained] = useState(false);
  const several = props.results.length > 1;
  return (
    <>
      {props.table === null ? null : (
        <button type="button" className="quiet" aria-pressed={props.table.shown} onClick={props.table.toggle}>
          {props.table.shown ? t('panel.showChart') : t('panel.showTable')}
        </button>
      )}
      {props.results.map((result) => (
        <span key={result.meta.id} className="downloads">
          {several ? <span className="downloads-name">{say(result.meta.label)}</span> : null}
          {downloads.map(({ key, as }) => (
            <a key={key} className="quiet" download href={downloadUrl(result.meta.id, props.question, as, language)}>
              {t(`panel.download.${key}`)}
            </a>
          ))}
        </span>
      ))}
      {props.children}
      <button type="button" className="quiet" aria-haspopup="dialog" onClick={() => setExplained(true)}>
        {t('panel.explain')}
      </button>
      <Explanation results={props.results} opened={explained} onClose={() => setExplained(false)} />
    </>
  );
}

const downloads = [
  { key: 'excel', as: { format: 'csv', dialect: 'excel-fr' } },
  { key: 'csv', as: { format: 'csv', dialect: 'plain' } },
  { key: 'xlsx', as: { format: 'xlsx' } },
] as const;
