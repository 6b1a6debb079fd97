import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { snapshotOptions } from '../../lib/api.ts';
import { useWords } from '../../lib/i18n.ts';
import { useFormat } from '../../lib/use-format.ts';
import { Panel } from '../../panels/panel.tsx';
import { Failed } from '../../panels/panel-states.tsx';
import type { useRefusals } from './use-refusals.ts';

/** Who asked not to be proposed, each with a way back. Nothing at all without any. */
export function Refusals({ list, change }: ReturnType<typeof useRefusals>) {
  const { t } = useWords();
  const format = useFormat();
  const timeZone = useQuery(snapshotOptions).data?.loaded?.time_zone ?? 'UTC';
  if (list.isError) return <Failed error={list.error} onRetry={() => void list.refetch()} />;
  const refusals = list.data ?? [];
  if (refusals.length === 0) return null;
  return (
    <Panel
      anchor="refusals"
      title={t('ambassadorsPage.refusals.title', { count: refusals.length, n: format.integer(refusals.length) })}
      subtitle={t('ambassadorsPage.refusals.subtitle')}
    >
      <ul className="refusals">
        {refusals.map(({ person_id, name, refused_at }) => (
          <li key={person_id}>
            <span>
              <strong>{name}</strong>{' '}
              <span className="fine">
                {t('ambassadorsPage.refusals.since', { day: format.dateTime(refused_at, timeZone) })}
              </span>
            </span>
            <Button
              size="xs"
              variant="default"
              disabled={change.isPending}
              aria-label={t('ambassadorsPage.refusals.withdrawAbout', { name })}
              onClick={() => change.mutate({ person: person_id, refused: false })}
            >
              {t('ambassadorsPage.refusals.withdraw')}
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
