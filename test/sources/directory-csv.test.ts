import { directoryCsv } from '../../pipelines/sources/directory-csv/source.ts';
import { testSourceCases } from '../support/source-cases.ts';

testSourceCases(directoryCsv, ['annuaire', 'english', 'entra', 'entra-template', 'active-directory'], /zanzibar/);
