import { capabilitySchema } from '../../../server/contract/capabilities.ts';
import { ScrollBox } from '../../charts/scroll-box.tsx';
import { useWords } from '../../lib/i18n.ts';
import { sentence } from '../../lib/typography.ts';
import { useFormat } from '../../lib/use-format.ts';
import { Panel } from '../../panels/panel.tsx';
import type { Loaded } from '../../shell/filter-bar.tsx';

const counts = ['read', 'used', 'ignored', 'duplicates', 'rejected'] as const;

/** Each delivery and where every one of its records went. */
export function LoadedImports({ loaded, className }: { loaded: Loaded; className: string }) {
  const { t, say } = useWords();
  const format = useFormat();
  const span =
    loaded.first_day === null || loaded.last_day === null
      ? t('data.loaded.undated')
      : t('data.loaded.span', {
          from: format.day(loaded.first_day),
          to: format.day(loaded.last_day),
          zone: loaded.time_zone,
        });
  return (
    <Panel className={className} title={t('data.loaded.title')} subtitle={t('data.loaded.subtitle')}>
      <ScrollBox label={t('data.loaded.title')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('data.loaded.import')}</th>
              <th scope="col">{t('data.loaded.source')}</th>
              <th scope="col">{t('data.loaded.date')}</th>
              {counts.map((key) => (
                <th key={key} scope="col" className="number">
                  {t(`data.loaded.${key}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {loaded.imports.map((each) => (
              <tr key={`${each.import_id}/${each.source}`}>
                <th scope="row">{each.name}</th>
                <td>{each.source}</td>
                <td>{format.dateTime(each.imported_at, loaded.time_zone)}</td>
                {counts.map((key) => (
                  <td key={key} className="number">
                    {format.integer(key === 'read' ? each.records_read : each[key])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <p className="fine after-table">
        {span} {loaded.clock === 'relative' ? t('data.loaded.relative') : ''}
      </p>
      <ul className="plain fine">
        {loaded.imports.flatMap(({ import_id, name, warnings }) =>
          warnings.map((warning) => (
            <li key={`${import_id}/${warning.en}`}>
              <strong>{name}</strong> {sentence(say(warning))}
            </li>
          )),
        )}
      </ul>
    </Panel>
  );
}

/** What can be answered from what is loaded, and what an export of another kind would add. */
export function WhatDataTell({ loaded, className }: { loaded: Loaded; className: string }) {
  const { t } = useWords();
  return (
    <Panel className={className} title={t('data.tells.title')} subtitle={t('data.tells.subtitle')}>
      <dl className="summary">
        {capabilitySchema.options.map((capability) => {
          const told = loaded.capabilities.includes(capability);
          return (
            <div key={capability}>
              <dt>{t(`data.tells.capability.${capability}`)}</dt>
              <dd className={told ? 'told' : 'untold'}>
                <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
                  <circle cx="5" cy="5" r="3.5" fill={told ? 'currentColor' : 'none'} stroke="currentColor" />
                </svg>{' '}
                {t(told ? 'data.tells.yes' : 'data.tells.no')}
              </dd>
            </div>
          );
        })}
      </dl>
    </Panel>
  );
}
