import { mappedFile } from '../../pipelines/sources/mapped-file/source.ts';
import { testSourceCases } from '../support/source-cases.ts';

testSourceCases(mappedFile, ['yammer-like', 'nested-json', 'staff'], /secret|un texte/);
