import type { Result, Row } from '../../../server/contract/results.ts';
import { Sparkline } from '../../charts/sparkline.tsx';
import { useWords } from '../../lib/i18n.ts';
import { flagAt, numberAt, textAt } from '../../lib/rows.ts';
import { useSetUrlState, useUrlState } from '../../lib/url-state.ts';
import { useFormat } from '../../lib/use-format.ts';

/** The name, which opens the figures of the community, and its type. */
export function CommunityName({ row, type }: { row: Row; type: string | null }) {
  const { t, groupName } = useWords();
  const setUrl = useSetUrlState();
  const { community } = useUrlState();
  const id = textAt(row, 'subject_id') ?? '';
  const name = textAt(row, 'name') ?? id;
  return (
    <>
      <button
        type="button"
        className="row-link"
        aria-label={t('communitiesPage.detail.open', { name })}
        aria-current={community === id ? 'true' : undefined}
        onClick={() => {
          setUrl({ community: id });
          document.getElementById('content')?.scrollIntoView();
        }}
      >
        {name}
      </button>
      {type === null ? null : <span className="fine">{groupName(type)}</span>}
    </>
  );
}

/** Why it stands where it stands, and what to do about it. */
export function Why({ row, result }: { row: Row; result: Result }) {
  const { say } = useWords();
  const explanation = result.explanations?.[textAt(row, 'subject_id') ?? ''];
  if (explanation === undefined) return null;
  return (
    <>
      {explanation.reasons.slice(0, 2).map((reason) => (
        <span key={reason.en}>{say(reason)}. </span>
      ))}
      {explanation.action === null ? null : <span className="action">{say(explanation.action)}</span>}
    </>
  );
}

/** Messages a month over a year. */
export function Pulse({ row }: { row: Row }) {
  const { t } = useWords();
  const values = (textAt(row, 'pulse') ?? '').split(' ').map(Number);
  return <Sparkline values={values} label={t('communitiesPage.list.pulseLabel', { values: values.join(', ') })} />;
}

const unusualFrom = 0.9;
const veryUnusualFrom = 0.99;

/** The silence in days, and whether it is usual for this community. */
export function Silence({ row }: { row: Row }) {
  const { t } = useWords();
  const format = useFormat();
  const silent = numberAt(row, 'silent_days');
  if (silent === null) return <>{t('communitiesPage.list.never')}</>;
  const surprise = numberAt(row, 'surprise') ?? 0;
  const days = format.cell(silent, 'days');
  if (surprise >= veryUnusualFrom) return <strong>{t('communitiesPage.list.veryUnusual', { days })}</strong>;
  return <>{t(surprise >= unusualFrom ? 'communitiesPage.list.unusual' : 'communitiesPage.list.normal', { days })}</>;
}

/** The risk of silence in the next 60 days; its interval alone while too little is known. */
export function Outlook({ row }: { row: Row }) {
  const { t } = useWords();
  const format = useFormat();
  const [risk, low, high] = ['silence_60', 'silence_60_low', 'silence_60_high'].map((key) => numberAt(row, key));
  if (risk == null || low == null || high == null) return null;
  const words = flagAt(row, 'forecast_learning')
    ? t('communitiesPage.list.learning', { low: format.cell(low, 'share'), high: format.cell(high, 'share') })
    : t('communitiesPage.list.risk', { risk: format.cell(risk, 'share') });
  return <span className="outlook">{textAt(row, 'outlook') === 'calm' ? words : <strong>{words}</strong>}</span>;
}

/** The three plain rules of days, filled where they say "dormant". */
export function Rules({ row }: { row: Row }) {
  const { t } = useWords();
  const format = useFormat();
  const [a, b, c] = (['dormant_30', 'dormant_60', 'dormant_90'] as const).map((key) => flagAt(row, key));
  const word = (flag: boolean | undefined) => format.cell(flag ?? false, 'flag');
  return (
    <svg
      className="rules"
      width="48"
      height="12"
      role="img"
      aria-label={t('communitiesPage.list.rulesLabel', { a: word(a), b: word(b), c: word(c) })}
    >
      {[a, b, c].map((flag, i) => (
        <rect
          // oxlint-disable-next-line react/no-array-index-key -- three rules in a fixed order
          key={i}
          x={i * 17 + 1}
          y="1"
          width="10"
          height="10"
          fill={flag === true ? 'var(--ink)' : 'none'}
          stroke="var(--ink-soft)"
        />
      ))}
    </svg>
  );
}
