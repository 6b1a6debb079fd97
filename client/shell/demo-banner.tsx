import { Link } from '@tanstack/react-router';
import { useWords } from '../lib/i18n.ts';

/** Says that the company on show is made up, and how to see one's own. */
export function DemoBanner() {
  const { t } = useWords();
  return (
    <p className="demo-banner">
      <span className="measure">
        {t('shell.demo')} <Link to="/data">{t('shell.loadYourOwn')}</Link>
      </span>
    </p>
  );
}
