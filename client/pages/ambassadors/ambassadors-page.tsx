import { useQuery } from '@tanstack/react-query';
import type { Row } from '../../../server/contract/results.ts';
import { subjectName } from '../../charts/ranking-table.tsx';
import { resultOptions } from '../../lib/api.ts';
import { useWords } from '../../lib/i18n.ts';
import { numberAt, textAt } from '../../lib/rows.ts';
import { useQuestion } from '../../lib/url-state.ts';
import { useFormat } from '../../lib/use-format.ts';
import type { Finding } from '../../panels/finding-tools.ts';
import { MetricPanel } from '../../panels/metric-panel.tsx';
import { NeedsData } from '../../panels/needs-data.tsx';
import { PageFrame } from '../../panels/page-frame.tsx';
import { ScorePanel } from '../../panels/score-panel.tsx';
import type { Loaded } from '../../shell/filter-bar.tsx';
import { useKeptFocus } from '../data/identities/use-kept-focus.ts';
import { AmbassadorSet } from './ambassador-set.tsx';
import { Coverage } from './coverage.tsx';
import { ambassadors } from './index.ts';
import { Personas } from './personas.tsx';
import { Refusals } from './refusals.tsx';
import { useRefusals } from './use-refusals.ts';

/** Whom to invite, why each of them, and which departments nobody would reach. */
export function AmbassadorsPage() {
  return <NeedsData page={ambassadors}>{(loaded) => <Ambassadors loaded={loaded} />}</NeedsData>;
}

/** How many pillars of non-work communities could be asked. */
const starsFinding: Finding = (result, { t, format }) => {
  const n = result.rows.filter((row) => ['A', 'B'].includes(textAt(row, 'tier') ?? '')).length;
  return n === 0 ? null : t('ambassadorsPage.starsFinding', { count: n, n: format.integer(n) });
};

/** How many people bring more newcomers than their share; null when nobody clearly does. */
const activationFinding: Finding = (result, { t, format }) => {
  const n = result.rows.length;
  return n === 0 ? null : t('ambassadorsPage.activationFinding', { count: n, n: format.integer(n) });
};

/** The share of those who stir or converse: who keeps conversations going. */
const personaFinding: Finding = (result, { t, format }) => {
  const shares = ['catalyst', 'engager'].map((persona) =>
    numberAt(
      result.rows.find((row) => textAt(row, 'persona') === persona),
      'share',
    ),
  );
  const [stir, converse] = shares;
  if (stir === null || stir === undefined || converse === null || converse === undefined) return null;
  const share = stir + converse;
  return share === 0
    ? t('ambassadorsPage.personaNobody')
    : t('ambassadorsPage.personaFinding', { share: format.cell(share, 'share') });
};

function Ambassadors({ loaded }: { loaded: Loaded }) {
  const { t } = useWords();
  const format = useFormat();
  const question = useQuestion();
  const result = useQuery(resultOptions('ambassadors', question)).data;
  const first = (result?.rows ?? []).filter((row) => textAt(row, 'tier') === 'A').length;
  const known = result !== undefined && result.reason === null;
  const refusals = useRefusals();
  const keepFocus = useKeptFocus(refusals.change.isPending);
  const decline = (row: Row) => <Decline row={row} change={refusals.change} onDecline={keepFocus} />;
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
        <AmbassadorSet className="span-7" />
        {known && loaded.departments.length > 0 ? (
          <Coverage className="span-5" result={result} departments={loaded.departments} />
        ) : null}
        <ScorePanel
          id="ambassadors"
          title={t('ambassadorsPage.list')}
          note={t('ambassadorsPage.listNote')}
          tool={decline}
        />
        <ScorePanel
          id="non-work-stars"
          title={t('ambassadorsPage.stars')}
          note={t('ambassadorsPage.starsNote')}
          finding={starsFinding}
          tool={decline}
        />
        <MetricPanel id="activation-effect" className="span-7" finding={activationFinding} />
        <MetricPanel
          id="personas"
          className="span-5"
          view={Personas}
          finding={personaFinding}
          note={t('ambassadorsPage.personaNote')}
        />
        <Refusals {...refusals} />
      </div>
    </PageFrame>
  );
}

/** Notes that somebody does not wish to be proposed. */
function Decline(props: { row: Row; change: ReturnType<typeof useRefusals>['change']; onDecline: () => void }) {
  const { row, change, onDecline } = props;
  const { t } = useWords();
  const person = textAt(row, 'subject_id');
  if (person === null) return null;
  return (
    <p>
      <button
        type="button"
        className="quiet"
        disabled={change.isPending}
        aria-label={t('ambassadorsPage.declineAbout', { name: subjectName(row) })}
        onClick={() => {
          onDecline();
          change.mutate({ person, refused: true });
        }}
      >
        {t('ambassadorsPage.decline')}
      </button>
      {change.isPending && change.variables.person === person ? (
        <output className="fine"> {t('ambassadorsPage.declining')}</output>
      ) : null}
      {change.isError && change.variables.person === person ? (
        <span role="alert" className="fine">
          {' '}
          {t('ambassadorsPage.declineFailed')}
        </span>
      ) : null}
    </p>
  );
}
