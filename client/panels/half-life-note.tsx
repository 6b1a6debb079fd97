import { Link } from '@tanstack/react-router';
import type { Result } from '../../server/contract/results.ts';
import { useWords } from '../lib/i18n.ts';

/** Where exchanges weigh less with age: by which half-life, why this one, and the way to its proof. */
export function HalfLifeNote({ result }: { result: Result }) {
  const { t, say } = useWords();
  const { half_life: halfLife } = result.meta;
  if (halfLife === undefined || result.rows.length === 0) return null;
  return (
    <p className="fine">
      {t('panel.halfLife', { why: say(halfLife.why) })}{' '}
      <Link to="/method" hash="tie-half-life">
        {t('panel.halfLifeMore')}
      </Link>
    </p>
  );
}
