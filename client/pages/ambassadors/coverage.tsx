import type { Result } from '../../../server/contract/results.ts';
import { useWords } from '../../lib/i18n.ts';
import { textAt } from '../../lib/rows.ts';
import { useFormat } from '../../lib/use-format.ts';
import { Panel } from '../../panels/panel.tsx';

const tiers = ['A', 'B', 'C'] as const;

/** How many candidates each department has, so that those whom nobody would reach are seen. */
export function Coverage(props: { className: string; result: Result; departments: readonly string[] }) {
  const { t } = useWords();
  const format = useFormat();
  const counts = new Map<string, number>();
  for (const row of props.result.rows) {
    const key = `${textAt(row, 'department') ?? ''}\n${textAt(row, 'tier') ?? ''}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const asked = props.result.meta.filter.department;
  const departments = props.departments.filter((name) => asked === null || name === asked);
  const count = (department: string, tier: string) => counts.get(`${department}\n${tier}`) ?? 0;
  const bare = departments.filter((name) => count(name, 'A') + count(name, 'B') === 0).length;
  return (
    <Panel
      className={props.className}
      title={
        bare === 0
          ? t('ambassadorsPage.cover.titleFull')
          : t('ambassadorsPage.cover.title', { count: bare, n: format.integer(bare) })
      }
      subtitle={t('ambassadorsPage.cover.subtitle')}
    >
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('ambassadorsPage.cover.department')}</th>
            {tiers.map((tier) => (
              <th key={tier} scope="col" className="number">
                {t('ambassadorsPage.tierShort', { tier })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {departments.map((department) => (
            <tr key={department}>
              <th scope="row">{department}</th>
              {tiers.map((tier) => (
                <td key={tier} className={count(department, tier) === 0 ? 'number fine' : 'number'}>
                  {format.integer(count(department, tier))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
