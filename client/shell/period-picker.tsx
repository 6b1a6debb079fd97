import { Modal, Select } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { addDays } from '../lib/format.ts';
import { useWords } from '../lib/i18n.ts';
import { useSetUrlState, useUrlState } from '../lib/url-state.ts';
import { useFormat } from '../lib/use-format.ts';
import { periodText } from '../panels/period-text.ts';
import type { Loaded } from './filter-bar.tsx';

const CustomPeriod = lazy(async () => ({ default: (await import('./custom-period.tsx')).CustomPeriod }));

const presets = [28, 91, 182, 364] as const;

/** The last so many days of the data (not of today), all of it, or any two days. Undated data say why there is none. */
export function PeriodPicker({ loaded }: { loaded: Loaded }) {
  const { t } = useWords();
  const format = useFormat();
  const { from, to } = useUrlState();
  const setUrl = useSetUrlState();
  const [choosing, setChoosing] = useState(false);
  const { first_day: firstDay, last_day: lastDay } = loaded;
  if (firstDay === null || lastDay === null || loaded.clock === 'none') {
    return (
      <Select
        label={t('filters.period')}
        placeholder={t('period.undated')}
        description={t('period.undatedWhy')}
        data={[]}
        disabled
        inputWrapperOrder={['label', 'input', 'description']}
      />
    );
  }
  const end = addDays(lastDay, 1);
  const preset =
    from === undefined && to === undefined
      ? 'all'
      : presets.find((days) => to === undefined && from === addDays(end, -days));
  return (
    <>
      <Select
        label={t('filters.period')}
        value={preset === undefined ? 'custom' : String(preset)}
        allowDeselect={false}
        data={[
          { value: 'all', label: t('period.all') },
          ...presets
            .filter((days) => addDays(end, -days) > firstDay)
            .map((days) => ({ value: String(days), label: t(`period.last${days}`) })),
          ...(preset === undefined
            ? [{ value: 'custom', label: periodText(from ?? firstDay, to ?? end, t, format) }]
            : []),
          { value: 'choose', label: t('period.custom') },
        ]}
        onChange={(value) => {
          if (value === 'choose') setChoosing(true);
          else if (value === 'all') setUrl({ from: undefined, to: undefined });
          else if (value !== null && value !== 'custom') setUrl({ from: addDays(end, -Number(value)), to: undefined });
        }}
      />
      <Modal
        opened={choosing}
        onClose={() => setChoosing(false)}
        title={t('period.custom')}
        size="auto"
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <Suspense fallback={null}>
          <CustomPeriod
            first={firstDay}
            last={lastDay}
            value={[from ?? firstDay, addDays(to ?? end, -1)]}
            onChange={([start, stop]) => {
              setUrl({ from: start, to: addDays(stop, 1) });
              setChoosing(false);
            }}
          />
        </Suspense>
      </Modal>
    </>
  );
}
