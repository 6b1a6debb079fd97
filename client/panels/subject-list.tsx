import { type ReactNode, useState } from 'react';
import type { CatalogueEntry } from '../../server/contract/catalogue.ts';
import type { Result, Row } from '../../server/contract/results.ts';
import { MoreRows, rowKey } from '../charts/data-table.tsx';
import { FacetDots } from '../charts/facet-dots.tsx';
import { subjectName } from '../charts/ranking-table.tsx';
import { useWords } from '../lib/i18n.ts';
import { numberAt, textAt } from '../lib/rows.ts';
import { useFormat } from '../lib/use-format.ts';

const pageSize = 12;

/** Subjects in the order given, each with its reasons in words, its facets as dots and what to do. */
export function SubjectList(props: {
  result: Result;
  rows: readonly Row[];
  facets: CatalogueEntry['parts'];
  /** What can be done with a subject, under its name. */
  tool?: ((row: Row) => ReactNode) | undefined;
}) {
  const { t } = useWords();
  const [shown, setShown] = useState(pageSize);
  return (
    <>
      <ul className="subjects">
        {props.rows.slice(0, shown).map((row, i) => (
          <Subject
            key={rowKey(row, i)}
            row={row}
            result={props.result}
            facets={props.facets}
            tool={props.tool?.(row)}
          />
        ))}
      </ul>
      {props.facets.length === 0 ? null : <p className="fine">{t('ambassadorsPage.facetKey')}</p>}
      <MoreRows shown={shown} total={props.rows.length} onMore={() => setShown(shown + 24)} word={t('table.more')} />
    </>
  );
}

function Subject(props: { row: Row; result: Result; facets: CatalogueEntry['parts']; tool: ReactNode }) {
  const { row, result, facets, tool } = props;
  const { t, say, groupName } = useWords();
  const format = useFormat();
  const explanation = result.explanations?.[textAt(row, 'subject_id') ?? ''];
  const where = [textAt(row, 'department'), textAt(row, 'site')].filter((part) => part !== null).join(', ');
  const status = textAt(row, 'status');
  return (
    <li className={facets.length === 0 ? 'subject subject-plain' : 'subject'}>
      <div>
        <strong>{subjectName(row)}</strong>
        {where === '' ? null : <p className="fine">{where}</p>}
        {status === null ? null : <p className="status">{groupName(status)}</p>}
        {tool}
      </div>
      <div className="reasons">
        {explanation === undefined ? null : (
          <>
            <ul>
              {explanation.reasons.map((reason) => (
                <li key={reason.en}>{say(reason)}</li>
              ))}
            </ul>
            {explanation.action === null ? null : <p className="action">{say(explanation.action)}</p>}
          </>
        )}
      </div>
      {facets.length === 0 ? null : (
        <ul className="facets">
          {facets.map((part) => {
            const value = numberAt(row, part.id);
            const name = say(part.label);
            return (
              <li key={part.id}>
                <span>{name}</span>
                <FacetDots
                  value={value === null ? null : value * 100}
                  label={
                    value === null
                      ? t('ambassadorsPage.facetUnknown', { name })
                      : t('ambassadorsPage.facet', { name, value: format.integer(value * 100) })
                  }
                />
              </li>
            );
          })}
        </ul>
      )}
    </li>
  );
}
