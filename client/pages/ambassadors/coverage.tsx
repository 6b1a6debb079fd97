import { useState } from 'react';
import { mostAmbassadorsListed } from '../../../server/contract/ambassadors.ts';
import type { Result } from '../../../server/contract/results.ts';
import { MoreRows } from '../../charts/data-table.tsx';
import { useWords } from '../../lib/i18n.ts';
import { textAt } from '../../lib/rows.ts';
import { useFormat } from '../../lib/use-format.ts';
import { Panel } from '../../panels/panel.tsx';

const recruited = ['A', 'B'] as const;
const pageSize = 24;

/** How many candidates each department has, those first whom nobody would reach. Tier C is counted where it is listed whole. */
export function Coverage(props: { className: string; result: Result; departments: readonly string[] }) {
  const { t } = useWords();
  const format = useFormat();
  const [shown, setShown] = useState(pageSize);
  const tiers = props.result.rows.length < mostAmbassadorsListed ? [...recruited, 'C'] : recruited;
  const counts = new Map<string, number>();
  for (const row of props.result.rows) {
    const key = `${textAt(row, 'department') ?? ''}\n${textAt(row, 'tier') ?? ''}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const asked = props.result.meta.filter.department;
  const count = (department: string, tier: string) => counts.get(`${department}\n${tier}`) ?? 0;
  const isBare = (department: string) => recruited.every((tier) => count(department, tier) === 0);
  const departments = props.departments
    .filter((name) => asked === null || name === asked)
    .toSorted((a, b) => Number(isBare(b)) - Number(isBare(a)));
  const bare = departments.filter(isBare).length;
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
          {departments.slice(0, shown).map((department) => (
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
      <MoreRows
        shown={shown}
        total={departments.length}
        onMore={() => setShown(shown + 8 * pageSize)}
        word={t('table.more')}
      />
    </Panel>
  );
}
