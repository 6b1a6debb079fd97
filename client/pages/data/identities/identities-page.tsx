import { Link } from '@tanstack/react-router';
import type { IdentityList } from '../../../../server/contract/identities.ts';
import { errorText } from '../../../lib/api.ts';
import { useWords } from '../../../lib/i18n.ts';
import { PageFrame } from '../../../panels/page-frame.tsx';
import { Failed, Loading } from '../../../panels/panel-states.tsx';
import { data } from '../index.ts';
import { Accounts } from './accounts.tsx';
import { Decided } from './decided.tsx';
import { Departments } from './departments.tsx';
import './identities.css';
import { JoinByHand } from './join-by-hand.tsx';
import { Joined } from './joined.tsx';
import { Proposals } from './proposals.tsx';
import { type Decide, useIdentities } from './use-identities.ts';
import { useKeptFocus } from './use-kept-focus.ts';

/** Where the steward says who is who: which accounts are one person, which are no person, where departments stand. */
export function IdentitiesPage() {
  const { t, say } = useWords();
  const { list, decision } = useIdentities();
  const keepFocus = useKeptFocus(decision.isPending);
  const decide = (what: Decide, done?: () => void): void => {
    keepFocus();
    decision.mutate(what, { onSuccess: () => done?.() });
  };
  const how = { busy: decision.isPending, decide };
  return (
    <PageFrame
      page={data}
      headline={list.data === undefined ? t('identities.title') : headline(list.data, t)}
      standfirst={
        <>
          {t('identities.standfirst')} <Link to="/data">{t('identities.back')}</Link>
        </>
      }
    >
      <div className="grid">
        <output className="identities-said" aria-live="polite">
          {decision.isPending ? t('identities.deciding') : null}
          {decision.isSuccess
            ? t(decision.data.changed ? `identities.done.${decision.variables.verb}` : 'identities.unchanged')
            : null}
          {decision.isError ? say(errorText(decision.error)) : null}
        </output>
        {list.isPending ? <Loading /> : null}
        {list.isError ? <Failed error={list.error} onRetry={() => void list.refetch()} /> : null}
        {list.data === undefined ? null : (
          <>
            <Proposals list={list.data} {...how} />
            <Accounts list={list.data} {...how} />
            <Departments list={list.data} {...how} />
            <Decided list={list.data} {...how} />
            <JoinByHand {...how} />
            <Joined list={list.data} {...how} />
          </>
        )}
      </div>
    </PageFrame>
  );
}

function headline({ counts }: IdentityList, t: ReturnType<typeof useWords>['t']): string {
  const open = counts.proposals + counts.suspects;
  return open === 0 ? t('identities.headlineNone') : t('identities.headline', { count: open });
}
