import { NativeSelect } from '@mantine/core';
import type { Sniffed } from '../../../../server/contract/mapping.ts';
import { useWords } from '../../../lib/i18n.ts';
import { fr } from '../../../texts/fr.ts';
import { useFormat } from '../../../lib/use-format.ts';
import { Panel } from '../../../panels/panel.tsx';
import { type Draft, withMeaning } from './draft.ts';

type Code = keyof typeof fr.mapping.kinds.code;
const codes = Object.keys(fr.mapping.kinds.code) as Code[];

/** What each value of the kind column means; without such a column, what every row is. Nothing where rows are all alike. */
export function KindFields(props: { sniffed: Sniffed; draft: Draft; onChange: (draft: Draft) => void }) {
  const { sniffed, draft, onChange } = props;
  const { t } = useWords();
  const format = useFormat();
  const { table, columns, kinds } = draft.mapping;
  const possible = codes.filter((code) => sniffed.kindCodes[table].includes(code));
  const choices = possible.map((value) => ({ value, label: t(`mapping.kinds.code.${value}`) }));
  const column = sniffed.columns.find(({ name }) => name === columns['kind']);
  if (column === undefined) {
    if (table !== 'events') return null;
    return (
      <Panel title={t('mapping.kinds.always')}>
        <NativeSelect
          className="mapping-narrow"
          aria-label={t('mapping.kinds.always')}
          data={choices.filter(({ value }) => value !== 'ignore')}
          value={kinds?.always ?? 'post'}
          onChange={(event) =>
            onChange({ ...draft, mapping: { ...draft.mapping, kinds: { always: event.currentTarget.value } } })
          }
        />
      </Panel>
    );
  }
  const empty = sniffed.rows - column.filled;
  const values = [...column.values, ...(empty > 0 ? [{ value: '', count: empty }] : [])];
  return (
    <Panel title={t('mapping.kinds.title')} subtitle={t('mapping.kinds.subtitle', { column: column.name })}>
      {column.values.length === 0 ? (
        <p>{t('mapping.kinds.tooMany')}</p>
      ) : (
        <table className="table mapping-kinds">
          <thead>
            <tr>
              <th scope="col">{t('mapping.kinds.value')}</th>
              <th scope="col" className="number">
                {t('mapping.kinds.rows')}
              </th>
              <th scope="col">{t('mapping.kinds.means')}</th>
            </tr>
          </thead>
          <tbody>
            {values.map(({ value, count }) => {
              const shown = value === '' ? t('mapping.kinds.empty') : value;
              return (
                <tr key={value}>
                  <th scope="row">{shown}</th>
                  <td className="number">{format.integer(count)}</td>
                  <td>
                    <NativeSelect
                      aria-label={t('mapping.kinds.meaningOf', { value: shown })}
                      data={[{ value: '', label: t('mapping.kinds.unset') }, ...choices]}
                      value={kinds?.values?.[value] ?? ''}
                      onChange={(event) => onChange(withMeaning(draft, value, event.currentTarget.value))}
                    />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
