import { useQuery } from '@tanstack/react-query';
import { catalogueOptions } from '../lib/api.ts';
import { useWords } from '../lib/i18n.ts';

/** The question has rows, and not one of them a value: the rule of the measure says when that is so. */
export function NoValue({ id }: { id: string }) {
  const { t, say } = useWords();
  const rule = useQuery(catalogueOptions).data?.find((entry) => entry.id === id)?.nullRule;
  return (
    <div className="state state-absent">
      <p>
        <strong>{t('panel.noValue')}</strong>
        {rule === undefined ? null : (
          <>
            <br />
            {say(rule)}
          </>
        )}
      </p>
    </div>
  );
}
