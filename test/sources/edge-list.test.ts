import { edgeList } from '../../pipelines/sources/edge-list/source.ts';
import { testSourceCases } from '../support/source-cases.ts';

testSourceCases(edgeList, ['labelled', 'relative', 'timed', 'weighted'], /invented office/);
