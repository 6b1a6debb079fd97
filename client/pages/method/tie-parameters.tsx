import { useQuery } from '@tanstack/react-query';
import { tieParameterIds, tieParameters, tieParameterTexts } from '../../../server/contract/tie-parameters.ts';
import { ScrollBox } from '../../charts/scroll-box.tsx';
import { resultOptions, snapshotOptions } from '../../lib/api.ts';
import { useWords } from '../../lib/i18n.ts';
import { flagAt, numberAt } from '../../lib/rows.ts';
import { useFormat } from '../../lib/use-format.ts';

/** What the strength of a tie depends on: each parameter with its default and the reason for it. */
export function TieParameterTable() {
  const { t, say } = useWords();
  const format = useFormat();
  const isLoaded = (useQuery(snapshotOptions).data?.loaded ?? null) !== null;
  const trial = useQuery({ ...resultOptions('tie-half-life', {}), enabled: isLoaded }).data;
  const halfLife = trial?.rows.find((row) => flagAt(row, 'in_use'));
  const inUse = numberAt(halfLife, 'half_life');
  return (
    <section id="tie-parameters" className="handbook-rules">
      <h2>{t('method.parameters.title')}</h2>
      <p>{t('method.parameters.text')}</p>
      <ScrollBox label={t('method.parameters.title')}>
        <table className="table">
          <caption className="hidden">{t('method.parameters.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('method.parameters.parameter')}</th>
              <th scope="col" className="number">
                {t('method.parameters.default')}
              </th>
              <th scope="col">{t('method.parameters.why')}</th>
            </tr>
          </thead>
          <tbody>
            {tieParameterIds.map((id) => {
              const { label, unit, why } = tieParameterTexts[id];
              return (
                <tr key={id}>
                  <th scope="row">{say(label)}</th>
                  <td className="number">{format.cell(tieParameters[id], unit)}</td>
                  <td>
                    {say(why)}
                    {id === 'half_life_days' && inUse !== null ? (
                      <strong> {t('method.parameters.inUse', { days: format.cell(inUse, 'days') })}</strong>
                    ) : null}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollBox>
      <p className="fine">
        <a href="#tie-half-life">{t('method.parameters.halfLife')}</a> ·{' '}
        <a href="#score-sensitivity">{t('method.parameters.sensitivity')}</a>
      </p>
    </section>
  );
}
