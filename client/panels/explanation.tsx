import { Drawer } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { CatalogueEntry } from '../../server/contract/catalogue.ts';
import type { Result } from '../../server/contract/results.ts';
import { catalogueOptions } from '../lib/api.ts';
import { useWords } from '../lib/i18n.ts';
import { lastPoint, linesOf, numberAt } from '../lib/rows.ts';
import { useFormat } from '../lib/use-format.ts';
import { periodText } from './period-text.ts';

/** How a figure is computed, opened from the figure itself: the handbook's entry, then this very answer's trace. */
export function Explanation(props: { results: readonly Result[]; opened: boolean; onClose: () => void }) {
  const { t } = useWords();
  const catalogue = useQuery({ ...catalogueOptions, enabled: props.opened });
  return (
    <Drawer
      opened={props.opened}
      onClose={props.onClose}
      position="right"
      size="md"
      title={t('panel.explain')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {props.results.map((result) => {
        const entry = catalogue.data?.find(({ id }) => id === result.meta.id);
        return (
          <article key={result.meta.id} className="explanation">
            {entry === undefined ? null : <Definition entry={entry} />}
            <Trace result={result} />
            <p>
              <Link to="/method" hash={result.meta.id} onClick={props.onClose}>
                {t('explanation.handbook')}
              </Link>
            </p>
          </article>
        );
      })}
    </Drawer>
  );
}

/** One entry of the handbook, as *Méthode* and the drawer show it. */
export function Definition({ entry, heading = 'h3' }: { entry: CatalogueEntry; heading?: 'h3' | null }) {
  const { t, say } = useWords();
  const { decimal } = useFormat();
  return (
    <>
      {heading === null ? null : <h3>{say(entry.label)}</h3>}
      <p>{say(entry.definition)}</p>
      <dl className="facts">
        <dt>{t('explanation.formula')}</dt>
        <dd>
          <code>{entry.formula}</code>
        </dd>
        <dt>{t('explanation.unit')}</dt>
        <dd>{t(`unit.${entry.unit}`)}</dd>
        <dt>{t('explanation.range')}</dt>
        <dd>{say(entry.range)}</dd>
        <dt>{t('explanation.null')}</dt>
        <dd>{say(entry.nullRule)}</dd>
        {entry.ties === null ? null : (
          <>
            <dt>{t('explanation.ties')}</dt>
            <dd>{t(`ties.mode.${entry.ties}`)}</dd>
          </>
        )}
        <dt>{t('explanation.reference')}</dt>
        <dd>{entry.reference}</dd>
      </dl>
      {entry.parts.length === 0 ? null : (
        <table className="table parts">
          <caption>{t('explanation.parts')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('explanation.part')}</th>
              <th scope="col">{t('explanation.formula')}</th>
              <th scope="col" className="number">
                {t('explanation.weight')}
              </th>
            </tr>
          </thead>
          <tbody>
            {entry.parts.map((part) => (
              <tr key={part.id}>
                <th scope="row">{say(part.label)}</th>
                <td>
                  <code>{part.formula}</code>
                </td>
                <td className="number">{decimal(part.weight, 2)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

/** What this answer rests on, so that a printed figure can be found again. */
function Trace({ result }: { result: Result }) {
  const { t, say } = useWords();
  const format = useFormat();
  const { meta } = result;
  const line = meta.shape === 'series' ? linesOf(result).get(null) : undefined;
  const last = line === undefined ? null : lastPoint(line);
  const row = last === null ? undefined : result.rows.find((candidate) => candidate['date'] === last.date);
  const numerator = numberAt(row, 'numerator');
  const denominator = numberAt(row, 'denominator');
  return (
    <>
      <h4>{t('explanation.thisAnswer')}</h4>
      <dl className="facts">
        {last === null || numerator === null ? null : (
          <>
            <dt>{t('explanation.lastValue')}</dt>
            <dd>
              {format.cell(last.value, meta.unit)}
              {denominator === null
                ? null
                : ` = ${format.cell(numerator, 'count')} ÷ ${format.cell(denominator, 'count')}`}
              {`, ${format.day(last.date)}`}
            </dd>
          </>
        )}
        <dt>{t('explanation.period')}</dt>
        <dd>{periodText(meta.filter.from, meta.filter.to, t, format)}</dd>
        <dt>{t('explanation.version')}</dt>
        <dd>{meta.version}</dd>
        <dt>{t('explanation.snapshot')}</dt>
        <dd>
          <code>{meta.snapshot}</code>
        </dd>
        {meta.suppressed === 0 ? null : (
          <>
            <dt>{t('explanation.suppressed')}</dt>
            <dd>{format.integer(meta.suppressed)}</dd>
          </>
        )}
      </dl>
      {meta.warnings.length === 0 ? null : (
        <>
          <h4>{t('explanation.warnings')}</h4>
          <ul className="plain">
            {meta.warnings.map((warning) => (
              <li key={warning.en}>{say(warning)}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
