import { NeedsData } from '../../panels/needs-data.tsx';
import { PageFrame } from '../../panels/page-frame.tsx';
import { adoption } from './index.ts';

export function AdoptionPage() {
  return <NeedsData page={adoption}>{() => <PageFrame page={adoption}>{null}</PageFrame>}</NeedsData>;
}
