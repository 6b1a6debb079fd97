import { Button, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import type { IdentityList } from '../../../../server/contract/identities.ts';
import { useWords } from '../../../lib/i18n.ts';
import { useFormat } from '../../../lib/use-format.ts';
import { Panel } from '../../../panels/panel.tsx';
import type { IdentityPart } from './proposals.tsx';

type Department = IdentityList['departments'][number];

/** Spellings of departments, each with how many people bear it and where it stands. Nothing at all when none needs a look. */
export function Departments({ list, busy, decide }: IdentityPart) {
  const { t } = useWords();
  if (list.departments.length === 0) return null;
  return (
    <Panel title={t('identities.departments.title')} subtitle={t('identities.departments.subtitle')}>
      <ul className="identities-list">
        {list.departments.map((department) => (
          <DepartmentLine key={department.id} department={department} busy={busy} decide={decide} />
        ))}
      </ul>
    </Panel>
  );
}

function DepartmentLine({ department, busy, decide }: Omit<IdentityPart, 'list'> & { department: Department }) {
  const { t } = useWords();
  const format = useFormat();
  const field = useId();
  const { id, label, people, state, unit, like } = department;
  const placed = unit === null ? '' : [unit.division, unit.department, unit.team].filter(Boolean).join(' › ');
  const [place, setPlace] = useState(placed === '' ? (like ?? '') : placed);
  return (
    <li>
      <div>
        <p>
          <label htmlFor={field}>{label}</label>{' '}
          <span className="fine">
            {people === null
              ? t('identities.departments.few')
              : t('identities.departments.people', { count: people, n: format.integer(people) })}
          </span>
        </p>
        <p className="fine">{t(`identities.departments.${state}`, { like: like ?? '' })}</p>
      </div>
      <form
        className="identities-acts"
        onSubmit={(event) => {
          event.preventDefault();
          decide({ verb: 'department', ids: [label, place] });
        }}
      >
        <TextInput
          className="identities-place"
          id={field}
          size="xs"
          value={place}
          onChange={(event) => setPlace(event.currentTarget.value)}
        />
        <Button type="submit" size="xs" disabled={busy || place.trim() === '' || place === placed}>
          {t('identities.departments.place')}
        </Button>
        {state === 'mapped' ? (
          <Button size="xs" variant="default" disabled={busy} onClick={() => decide({ verb: 'undo', ids: [id] })}>
            {t('identities.undo')}
          </Button>
        ) : null}
      </form>
    </li>
  );
}
