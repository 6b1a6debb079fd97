import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type SniffOptions, type Sniffed, tableKinds } from '../../../../server/contract/mapping.ts';
import { useWords } from '../../../lib/i18n.ts';
import { Panel } from '../../../panels/panel.tsx';
import { type Draft, platformOf } from './draft.ts';

/** What the file is as a whole. The table, the sheet and the preset change the proposal, so they are asked of the server. */
export function FileFields(props: {
  sniffed: Sniffed;
  draft: Draft;
  asked: SniffOptions;
  onAsk: (options: SniffOptions) => void;
  onChange: (draft: Draft) => void;
}) {
  const { sniffed, draft, asked, onAsk, onChange } = props;
  const { t } = useWords();
  const { mapping } = draft;
  const [platform, setPlatform] = useState(mapping.platform ?? '');
  const known = tableKinds.find((table) => table === mapping.table) ?? 'events';
  const sheet = mapping.file?.['sheet'];
  return (
    <Panel title={t('mapping.whole.title')}>
      <div className="mapping-fields">
        <NativeSelect
          label={t('mapping.whole.table')}
          data={tableKinds.map((value) => ({ value, label: t(`mapping.whole.${value}`) }))}
          value={known}
          onChange={(event) => {
            const table = tableKinds.find((each) => each === event.currentTarget.value);
            if (table !== undefined) onAsk({ ...asked, table });
          }}
        />
        {sniffed.sheets.length > 1 ? (
          <NativeSelect
            label={t('mapping.whole.sheet')}
            data={[...sniffed.sheets]}
            value={typeof sheet === 'string' ? sheet : (sniffed.sheets[0] ?? '')}
            onChange={(event) => onAsk({ sheet: event.currentTarget.value })}
          />
        ) : null}
        <TextInput
          label={t('mapping.whole.name')}
          description={t('mapping.whole.nameHelp')}
          inputWrapperOrder={['label', 'input', 'description']}
          maxLength={120}
          value={mapping.name}
          onChange={(event) => onChange({ ...draft, mapping: { ...mapping, name: event.currentTarget.value } })}
        />
        <TextInput
          label={t('mapping.whole.platform')}
          description={t('mapping.whole.platformHelp')}
          inputWrapperOrder={['label', 'input', 'description']}
          maxLength={40}
          value={platform}
          onChange={(event) => {
            setPlatform(event.currentTarget.value);
            const { platform: _former, ...others } = mapping;
            const slug = platformOf(event.currentTarget.value);
            onChange({ ...draft, mapping: slug === undefined ? others : { ...others, platform: slug } });
          }}
        />
        <NativeSelect
          label={t('mapping.whole.preset')}
          description={t('mapping.whole.presetHelp')}
          inputWrapperOrder={['label', 'input', 'description']}
          data={[
            { value: '', label: t('mapping.whole.noPreset') },
            ...sniffed.presets.map(({ id, name }) => ({ value: id, label: t('mapping.whole.unverified', { name }) })),
          ]}
          value={asked.preset ?? ''}
          onChange={(event) => {
            const preset = event.currentTarget.value;
            onAsk({
              ...(asked.sheet === undefined ? {} : { sheet: asked.sheet }),
              ...(preset === '' ? {} : { preset }),
            });
          }}
        />
      </div>
    </Panel>
  );
}
