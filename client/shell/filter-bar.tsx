import { Select } from '@mantine/core';
import type { SnapshotReply } from '../../server/contract/snapshot.ts';
import { useWords } from '../lib/i18n.ts';
import { useSetUrlState, useUrlState } from '../lib/url-state.ts';
import { PeriodPicker } from './period-picker.tsx';

export type Loaded = NonNullable<SnapshotReply['loaded']>;

/** What the page is narrowed to. All of it is in the address bar, so a link shows the same page. */
export function FilterBar({ loaded }: { loaded: Loaded }) {
  const { t } = useWords();
  const { department, community } = useUrlState();
  const setUrl = useSetUrlState();
  const hasDepartments = loaded.departments.length > 0;
  const hasCommunities = loaded.communities.length > 0;
  const names = new Map<string, number>();
  for (const { name } of loaded.communities) names.set(name, (names.get(name) ?? 0) + 1);
  return (
    <form className="filters measure" aria-label={t('filters.label')} onSubmit={(event) => event.preventDefault()}>
      <PeriodPicker loaded={loaded} />
      <Select
        label={t('filters.department')}
        placeholder={hasDepartments ? t('filters.allDepartments') : t('filters.noDepartments')}
        data={loaded.departments}
        value={department ?? null}
        onChange={(value) => setUrl({ department: value ?? undefined })}
        disabled={!hasDepartments}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('filters.clearDepartment') }}
        nothingFoundMessage={t('filters.nothing')}
      />
      <Select
        label={t('filters.community')}
        placeholder={hasCommunities ? t('filters.allCommunities') : t('filters.noCommunities')}
        data={loaded.communities.map(({ community_id: value, name }) => ({
          value,
          label: (names.get(name) ?? 0) > 1 ? `${name} (${value})` : name,
        }))}
        value={community ?? null}
        onChange={(value) => setUrl({ community: value ?? undefined })}
        disabled={!hasCommunities}
        limit={200}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('filters.clearCommunity') }}
        nothingFoundMessage={t('filters.nothing')}
      />
    </form>
  );
}
