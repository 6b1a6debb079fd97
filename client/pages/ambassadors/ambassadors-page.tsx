import { useQuery } from '@tanstack/react-query';
import { resultOptions } from '../../lib/api.ts';
import { useWords } from '../../lib/i18n.ts';
import { numberAt, textAt } from '../../lib/rows.ts';
import { useQuestion } from '../../lib/url-state.ts';
import { useFormat } from '../../lib/use-format.ts';
import type { Finding } from '../../panels/metric-panel.tsx';
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

/** How much of the company the suggested set reaches together, among the kinds of place the data knows. */
const setFinding: Finding = (result, { t, format }) => {
  const share = Math.max(0, ...result.rows.map((row) => numberAt(row, 'covered_share') ?? 0));
  const n = result.rows.length;
  const known = dimensions.filter((each) => result.rows.some((row) => (numberAt(row, `adds_${each}`) ?? 0) > 0));
  return share === 0 || known.length === 0
    ? null
    : t('ambassadorsPage.setFinding', {
        count: n,
        n: format.integer(n),
        share: format.percent(share),
        what: format.list(known.map((each) => t(`ambassadorsPage.covers.${each}`))),
      });
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
