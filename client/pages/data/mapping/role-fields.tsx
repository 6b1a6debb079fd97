import { NativeSelect, TextInput } from '@mantine/core';
import type { Sniffed } from '../../../../server/contract/mapping.ts';
import { useWords } from '../../../lib/i18n.ts';
import { Panel } from '../../../panels/panel.tsx';
import { type Draft, stillOpen, withColumn } from './draft.ts';

/** One list a role: which column says it, and why that one is proposed. */
export function RoleFields(props: {
  sniffed: Sniffed;
  draft: Draft;
  onChange: (draft: Draft) => void;
  className?: string;
}) {
  const { sniffed, draft, onChange } = props;
  const { t, say } = useWords();
  const roles = sniffed.roles[draft.mapping.table];
  const open = stillOpen(draft, sniffed);
  const columns = [...new Set(sniffed.columns.map(({ name }) => name))];
  const reason = (role: string): string | undefined => {
    if (draft.mapping.columns[role] === undefined) return undefined;
    if (draft.decided.has(role)) return t('mapping.roles.yours');
    const words = sniffed.reasons[role];
    return words === undefined ? undefined : say(words);
  };
  const dated = roles.some(({ name, date }) => date && draft.mapping.columns[name] !== undefined);
  return (
    <Panel className={props.className ?? ''} title={t('mapping.roles.title')} subtitle={t('mapping.roles.subtitle')}>
      <div className="mapping-fields">
        {roles.map(({ name, label, required }) => (
          <NativeSelect
            key={name}
            label={required ? t('mapping.roles.required', { label: say(label) }) : say(label)}
            description={reason(name)}
            error={open.roles.includes(name)}
            inputWrapperOrder={['label', 'input', 'description']}
            data={[{ value: '', label: t('mapping.roles.none') }, ...columns]}
            value={draft.mapping.columns[name] ?? ''}
            onChange={(event) => onChange(withColumn(draft, sniffed, name, event.currentTarget.value))}
          />
        ))}
        {dated ? <DateFields {...props} /> : null}
      </div>
    </Panel>
  );
}

function DateFields({
  sniffed,
  draft,
  onChange,
}: {
  sniffed: Sniffed;
  draft: Draft;
  onChange: (draft: Draft) => void;
}) {
  const { t, say } = useWords();
  const { dates } = draft.mapping;
  const unclear = sniffed.questions.find(({ code }) => code === 'date_order');
  const change = (next: NonNullable<typeof dates>) =>
    onChange({ ...draft, mapping: { ...draft.mapping, dates: next } });
  const order = (value: string): void => {
    const { order: _former, ...others } = dates ?? {};
    change(value === 'day-first' || value === 'month-first' ? { ...others, order: value } : others);
  };
  const zone = (value: string): void => {
    const { zone: _former, ...others } = dates ?? {};
    change(value.trim() === '' ? others : { ...others, zone: value.trim() });
  };
  return (
    <>
      {unclear === undefined && dates?.order === undefined ? null : (
        <NativeSelect
          label={t('mapping.order.label')}
          description={unclear === undefined ? undefined : say(unclear.words)}
          inputWrapperOrder={['label', 'input', 'description']}
          error={stillOpen(draft, sniffed).order}
          value={dates?.order ?? ''}
          data={[
            { value: '', label: t('mapping.order.ask') },
            { value: 'day-first', label: t('mapping.order.day-first') },
            { value: 'month-first', label: t('mapping.order.month-first') },
          ]}
          onChange={(event) => order(event.currentTarget.value)}
        />
      )}
      {draft.mapping.table === 'events' ? (
        <TextInput
          label={t('mapping.zone.label')}
          description={t('mapping.zone.help')}
          inputWrapperOrder={['label', 'input', 'description']}
          maxLength={60}
          value={dates?.zone ?? ''}
          onChange={(event) => zone(event.currentTarget.value)}
        />
      ) : null}
    </>
  );
}
