import { useQuery } from '@tanstack/react-query';
import { resultOptions } from '../../lib/api.ts';
import { useWords } from '../../lib/i18n.ts';
import { numberAt, textAt } from '../../lib/rows.ts';
import { useQuestion } from '../../lib/url-state.ts';
import { useFormat } from '../../lib/use-format.ts';
import type { Finding } from '../../panels/finding-tools.ts';
import { NeedsData } from '../../panels/needs-data.tsx';
import { PageFrame } from '../../panels/page-frame.tsx';
import { ScorePanel } from '../../panels/score-panel.tsx';
import type { Loaded } from '../../shell/filter-bar.tsx';
import { Coverage } from './coverage.tsx';
import { ambassadors } from './index.ts';

/** Whom to invite, why each of them, and which departments nobody would reach. */
export function AmbassadorsPage() {
  return <NeedsData page={ambassadors}>{(loaded) => <Ambassadors loaded={loaded} />}</NeedsData>;
}

const dimensions = ['departments', 'sites', 'communities'] as const;

/** How many departments, sites and communities the suggested set reaches together; those of which it reaches none are left out. */
const setFinding: Finding = (result, { t, format }) => {
  const reached = dimensions.flatMap((each) => {
    const count = result.rows.reduce((sum, row) => sum + (numberAt(row, `adds_${each}`) ?? 0), 0);
    return count === 0 ? [] : [t(`ambassadorsPage.covers.${each}`, { count, n: format.integer(count) })];
  });
  const n = result.rows.length;
  return reached.length === 0
    ? null
    : t('ambassadorsPage.setFinding', { count: n, n: format.integer(n), what: format.list(reached) });
};

function Ambassadors({ loaded }: { loaded: Loaded }) {
  const { t } = useWords();
  const format = useFormat();
  const question = useQuestion();
  const result = useQuery(resultOptions('ambassadors', question)).data;
  const first = (result?.rows ?? []).filter((row) => textAt(row, 'tier') === 'A').length;
  const known = result !== undefined && result.reason === null;
  return (
    <PageFrame
      page={ambassadors}
      headline={
        known
          ? first === 0
            ? t('ambassadorsPage.headlineNone')
            : t('ambassadorsPage.headline', { count: first, n: format.integer(first) })
          : null
      }
      standfirst={`${t('ambassadorsPage.standfirst')} ${question.masked === '1' ? t('ambassadorsPage.standfirstMasked') : ''}`}
    >
      <div className="grid">
        <ScorePanel
          id="ambassador-set"
          className="span-7"
          title={t('ambassadorsPage.set')}
          note={t('ambassadorsPage.setNote')}
          finding={setFinding}
        />
        {known && loaded.departments.length > 0 ? (
          <Coverage className="span-5" result={result} departments={loaded.departments} />
        ) : null}
        <ScorePanel id="ambassadors" title={t('ambassadorsPage.list')} note={t('ambassadorsPage.listNote')} />
      </div>
    </PageFrame>
  );
}
