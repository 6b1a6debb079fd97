import { Button, Checkbox, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useDropzone } from 'react-dropzone';
import type { ImportOptions } from '../../../server/contract/imports.ts';
import { type DeliveredFile, deliveredFiles } from '../../lib/delivery.ts';
import { useWords } from '../../lib/i18n.ts';
import { Panel } from '../../panels/panel.tsx';

/** Where a delivery is dropped or chosen. Loading begins at once: there is nothing to set up that can't be left out. */
export function DropZone({ onDeliver }: { onDeliver: (files: DeliveredFile[], options: ImportOptions) => void }) {
  const { t } = useWords();
  const [options, setOptions] = useState<ImportOptions>({});
  const folder = useRef<HTMLInputElement>(null);
  const deliver = (files: readonly File[]) => {
    if (files.length > 0) onDeliver(deliveredFiles(files), options);
  };
  const { getRootProps, getInputProps, open, isDragActive } = useDropzone({
    onDrop: deliver,
    noClick: true,
    noKeyboard: true,
    useFsAccessApi: false,
  });
  const text = (value: string): string | undefined => (value.trim() === '' ? undefined : value.trim());
  return (
    <Panel title={t('data.drop.title')} subtitle={t('data.drop.subtitle')}>
      <div {...getRootProps({ className: isDragActive ? 'drop-zone drop-active' : 'drop-zone' })}>
        <input {...getInputProps({ 'aria-label': t('data.drop.files'), className: 'hidden' })} />
        <input
          ref={folder}
          type="file"
          multiple
          className="hidden"
          tabIndex={-1}
          aria-label={t('data.drop.folder')}
          {...{ webkitdirectory: '' }}
          onChange={(event) => deliver([...(event.currentTarget.files ?? [])])}
        />
        <p className="drop-words">{t(isDragActive ? 'data.drop.release' : 'data.drop.here')}</p>
        <div className="drop-buttons">
          <Button onClick={open}>{t('data.drop.files')}</Button>
          <Button variant="default" onClick={() => folder.current?.click()}>
            {t('data.drop.folder')}
          </Button>
        </div>
        <p className="fine">{t('data.drop.zip')}</p>
        <p className="fine">
          {t('mapping.offer')} <Link to="/data/mapping">{t('mapping.title')}</Link>
        </p>
      </div>
      <details className="drop-options">
        <summary>{t('data.drop.options')}</summary>
        <div className="drop-options-fields">
          <TextInput
            label={t('data.drop.name')}
            maxLength={120}
            value={options.name ?? ''}
            onChange={(event) => setOptions({ ...options, name: text(event.currentTarget.value) })}
          />
          <TextInput
            label={t('data.drop.timezone')}
            description={t('data.drop.timezoneHelp')}
            maxLength={60}
            value={options.timezone ?? ''}
            onChange={(event) => setOptions({ ...options, timezone: text(event.currentTarget.value) })}
          />
          <Checkbox
            label={t('data.drop.undirected')}
            checked={options.undirected ?? false}
            onChange={(event) => setOptions({ ...options, undirected: event.currentTarget.checked || undefined })}
          />
          <Checkbox
            label={t('data.drop.acceptRejects')}
            checked={options.acceptRejects ?? false}
            onChange={(event) => setOptions({ ...options, acceptRejects: event.currentTarget.checked || undefined })}
          />
        </div>
      </details>
    </Panel>
  );
}
