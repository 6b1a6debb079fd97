import { NeedsData } from '../../panels/needs-data.tsx';
import { PageFrame } from '../../panels/page-frame.tsx';
import { ties } from './index.ts';

export function TiesPage() {
  return <NeedsData page={ties}>{() => <PageFrame page={ties}>{null}</PageFrame>}</NeedsData>;
}
