import { Link } from '@tanstack/react-router';
import { useWords } from '../lib/i18n.ts';

/** An address that leads nowhere. */
export function NotFound() {
  const { t } = useWords();
  return (
    <div className="measure page-head">
      <h1>{t('shell.notFound')}</h1>
      <p>
        <Link to="/">{t('shell.home')}</Link>
      </p>
    </div>
  );
}
