import { NeedsData } from '../../panels/needs-data.tsx';
import { PageFrame } from '../../panels/page-frame.tsx';
import { ambassadors } from './index.ts';

export function AmbassadorsPage() {
  return <NeedsData page={ambassadors}>{() => <PageFrame page={ambassadors}>{null}</PageFrame>}</NeedsData>;
}
