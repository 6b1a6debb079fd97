import { useQuery } from '@tanstack/react-query';
import { snapshotOptions } from '../lib/api.ts';
import { useWords } from '../lib/i18n.ts';
import { useFormat } from '../lib/use-format.ts';

/** What the figures rest on, who can see them and what is never shown. */
export function Footer() {
  const { t } = useWords();
  const format = useFormat();
  const snapshot = useQuery(snapshotOptions).data;
  if (snapshot === undefined) return null;
  const { loaded } = snapshot;
  return (
    <footer className="footer">
      <div className="measure">
        {loaded === null ? null : (
          <p>
            {t('footer.snapshot', {
              id: loaded.snapshot_id.slice(0, 8),
              built: format.dateTime(loaded.built_at, loaded.time_zone),
            })}
          </p>
        )}
        <p>{t('footer.minimum', { count: snapshot.minimum_group_size })}</p>
        {snapshot.loopback ? <p>{t('footer.loopback')}</p> : null}
      </div>
    </footer>
  );
}
