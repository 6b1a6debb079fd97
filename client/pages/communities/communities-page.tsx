import { NeedsData } from '../../panels/needs-data.tsx';
import { PageFrame } from '../../panels/page-frame.tsx';
import { communities } from './index.ts';

export function CommunitiesPage() {
  return <NeedsData page={communities}>{() => <PageFrame page={communities}>{null}</PageFrame>}</NeedsData>;
}
