import { NeedsData } from '../../panels/needs-data.tsx';
import { PageFrame } from '../../panels/page-frame.tsx';
import { method } from './index.ts';

export function MethodPage() {
  return <NeedsData page={method}>{() => <PageFrame page={method}>{null}</PageFrame>}</NeedsData>;
}
