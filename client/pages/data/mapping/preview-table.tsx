import type { Sniffed } from '../../../../server/contract/mapping.ts';
import { ScrollBox } from '../../../charts/scroll-box.tsx';
import { useWords } from '../../../lib/i18n.ts';
import { Panel } from '../../../panels/panel.tsx';
import type { Draft } from './draft.ts';

/** The first rows of the file, each mapped column under the role it was given. */
export function PreviewTable({ sniffed, draft }: { sniffed: Sniffed; draft: Draft }) {
  const { t, say } = useWords();
  const roles = sniffed.roles[draft.mapping.table];
  const rolesOf = (column: string): string =>
    roles
      .filter(({ name }) => draft.mapping.columns[name] === column)
      .map(({ label }) => say(label))
      .join(', ');
  return (
    <Panel title={t('mapping.preview.title')} subtitle={t('mapping.preview.subtitle')}>
      <ScrollBox label={t('mapping.preview.label')}>
        <table className="table mapping-preview">
          <thead>
            <tr>
              {sniffed.columns.map(({ name }, at) => (
                // oxlint-disable-next-line react/no-array-index-key -- two columns of a file may have the same name
                <th key={at} scope="col" className={rolesOf(name) === '' ? 'mapping-unread' : 'mapping-read'}>
                  <strong>{name}</strong>
                  <span>{rolesOf(name)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sniffed.preview.map((row, line) => (
              // oxlint-disable-next-line react/no-array-index-key -- rows of a file have no other name
              <tr key={line}>
                {row.map((cell, at) => (
                  // oxlint-disable-next-line react/no-array-index-key -- nor have cells
                  <td
                    key={at}
                    className={rolesOf(sniffed.columns[at]?.name ?? '') === '' ? 'mapping-unread' : undefined}
                  >
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </Panel>
  );
}
