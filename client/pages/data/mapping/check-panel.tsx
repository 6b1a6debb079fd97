import { Button } from '@mantine/core';
import { eventKindText } from '../../../../server/contract/event-kinds.ts';
import type { CheckReply } from '../../../../server/contract/imports.ts';
import type { Sniffed } from '../../../../server/contract/mapping.ts';
import { ruleText } from '../../../../server/contract/rules.ts';
import { useWords } from '../../../lib/i18n.ts';
import { sentence } from '../../../lib/typography.ts';
import { useFormat } from '../../../lib/use-format.ts';
import { Panel } from '../../../panels/panel.tsx';
import { type Draft, stillOpen } from './draft.ts';

const publishableShare = 0.05;

/** What loading with the draft would give, as far as the first rows tell, and the button that does it. */
export function CheckPanel(props: {
  sniffed: Sniffed;
  draft: Draft;
  /** Null while it is being tried. */
  reply: CheckReply | null;
  onLoad: (acceptRejects: boolean) => void;
  className?: string;
}) {
  const { sniffed, draft, reply } = props;
  const { t, say } = useWords();
  const open = stillOpen(draft, sniffed);
  const missing = [
    ...sniffed.roles[draft.mapping.table]
      .filter(({ name }) => open.roles.includes(name))
      .map(({ label }) => say(label)),
    ...(open.order ? [t('mapping.order.label')] : []),
  ];
  const checked = missing.length > 0 ? null : (reply?.checked ?? null);
  const refused = missing.length > 0 ? null : (reply?.refused ?? null);
  const rejected = sum(checked?.rejected ?? {});
  const partly = checked !== null && rejected > checked.records_read * publishableShare;
  return (
    <Panel
      className={props.className ?? ''}
      title={t('mapping.check.title')}
      {...(checked === null ? {} : { subtitle: t(checked.whole ? 'mapping.check.all' : 'mapping.check.first') })}
      busy={missing.length === 0 && reply === null}
    >
      <div className="mapping-check" aria-live="polite">
        {missing.length > 0 ? (
          <p className="mapping-open">{t('mapping.check.missing', { list: missing.join(' ; ') })}</p>
        ) : null}
        {missing.length === 0 && reply === null ? <p>{t('mapping.check.waiting')}</p> : null}
        {refused === null ? null : (
          <p role="alert" className="mapping-open">
            {sentence(say(refused.problem))} {sentence(say(refused.remedy))}
          </p>
        )}
        {checked === null ? null : <Checked checked={checked} />}
        {partly ? <p className="mapping-open">{t('mapping.partly')}</p> : null}
      </div>
      <p className="drop-buttons mapping-load">
        <Button
          disabled={checked === null || checked.used === 0 || draft.mapping.name.trim() === ''}
          onClick={() => props.onLoad(partly)}
        >
          {t(partly ? 'mapping.loadPartly' : 'mapping.load')}
        </Button>
      </p>
    </Panel>
  );
}

function Checked({ checked }: { checked: NonNullable<CheckReply['checked']> }) {
  const { t, say } = useWords();
  const format = useFormat();
  const rejected = sum(checked.rejected);
  const facts: readonly (readonly [string, number])[] = [
    ...Object.entries(checked.events).map(([kind, count]) => [capital(say(eventKindText(kind))), count] as const),
    [t('mapping.check.people'), checked.people],
    [t('mapping.check.communities'), checked.communities],
    ...(sum(checked.events) > 0 ? [[t('mapping.check.addressed'), checked.addressed] as const] : []),
  ];
  const others = [
    [t('mapping.check.ignored'), sum(checked.ignored)] as const,
    [t('mapping.check.duplicates'), checked.duplicates] as const,
  ].filter(([, count]) => count > 0);
  return (
    <>
      <p>
        <strong>
          {t('mapping.check.sentence', {
            count: checked.records_read,
            read: format.integer(checked.records_read),
            used: format.integer(checked.used),
            rejected: format.integer(rejected),
          })}
        </strong>
        {others.map(([label, count]) => `, ${label} ${format.integer(count)}`).join('')}
      </p>
      {rejected === 0 ? null : (
        <>
          <h3>{t('mapping.check.why')}</h3>
          <ul className="plain fine">
            {Object.entries(checked.rejected).map(([rule, count]) => (
              <li key={rule}>
                {say(ruleText(rule))} <strong>{format.integer(count)}</strong>{' '}
                {checked.examples
                  .filter((each) => each.rule === rule)
                  .slice(0, 2)
                  .flatMap(({ line, detail }) =>
                    line === null
                      ? []
                      : detail === null
                        ? t('mapping.check.place', { line: format.integer(line) })
                        : t('mapping.check.placeWith', { line: format.integer(line), detail }),
                  )
                  .join(', ')}
              </li>
            ))}
          </ul>
        </>
      )}
      <dl className="summary">
        {facts.map(([label, count]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{format.integer(count)}</dd>
          </div>
        ))}
      </dl>
      {sum(checked.events) === 0 ? null : (
        <p className="fine">
          {checked.first_day === null || checked.last_day === null
            ? t('mapping.check.undated')
            : t('mapping.check.days', { from: format.day(checked.first_day), to: format.day(checked.last_day) })}
        </p>
      )}
      {sum(checked.events) > 0 && checked.addressed === 0 ? <p className="fine">{t('mapping.check.noTies')}</p> : null}
    </>
  );
}

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((total, n) => total + n, 0);
const capital = (text: string): string => `${text.charAt(0).toLocaleUpperCase()}${text.slice(1)}`;
