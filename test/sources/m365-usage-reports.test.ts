import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ImportError } from '../../pipelines/import-error.ts';
import { reportOf } from '../../pipelines/sources/m365-usage-reports/columns.ts';
import { m365UsageReports } from '../../pipelines/sources/m365-usage-reports/source.ts';
import { testSourceCases } from '../support/source-cases.ts';
import { stageExport } from '../support/stage-export.ts';

// "zanzibar" stands in every name and address of people; concealed people are the four that begin so.
testSourceCases(m365UsageReports, ['concealed', 'json', 'reports'], /zanzibar|77E5A0|42910B|18E5A0|52910B/i);

describe('a report', () => {
  it.each([
    ['Report Refresh Date,Group Display Name,Member Count', 'yammer-groups'],
    ['Report Refresh Date,User Principal Name,Read Count', 'yammer-people'],
    ['report refresh date,user principal name,used web', 'yammer-device-people'],
    ['Report Refresh Date,Web,Windows Phone,Android Phone,iPhone,iPad,Other,Report Period', 'yammer-devices'],
    ['Report Refresh Date,User Id,Private Chat Message Count', 'teams-people'],
    ['Report Refresh Date,Total,Active,Report Date', 'yammer-group-counts'],
    ['Report Refresh Date,Liked,Posted,Read,Report Date,Report Period', 'yammer-activity'],
    ['Report Refresh Date,Site URL,Storage Used (Byte)', null],
    ['User Principal Name,Department,Display Name', null],
    ['User Principal Name,Posted Count', null],
  ])('%s is %s', (header, report) => {
    expect(reportOf(header.split(','))).toBe(report);
  });
});

describe('a file of its own', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'vigie-m365-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const write = (name: string, ...lines: readonly string[]): string => {
    writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
    return join(folder, name);
  };

  it('is refused when three reports have its columns and its name is gone', async () => {
    const path = write(
      'rapport.csv',
      'Report Refresh Date,Liked,Posted,Read,Report Date',
      '2026-03-31,1,2,3,2026-03-31',
    );
    const refused = await stageExport(m365UsageReports, path).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ImportError);
    expect((refused as ImportError).remedy.fr).toContain('YammerActivityUserCounts');
  });

  it('is alone answerable for its broken lines, whatever was wrong in the file before', async () => {
    mkdirSync(join(folder, 'two'));
    write(
      'two/groups.csv',
      'Report Refresh Date,Group Display Name,Posted Count',
      '2026-03-31,Lean,14',
      'cut',
      '2026-03-31,Agile,3',
    );
    write(
      'two/people.csv',
      'Report Refresh Date,User Principal Name,Display Name,Posted Count,Read Count,Liked Count',
      '2026-03-31,a@corp.test,Ana,1,2,3',
      '2026-03-31,b@corp.test,Bo,1,2,3',
      'cut,too',
    );
    const staged = await stageExport(m365UsageReports, join(folder, 'two'));
    try {
      expect(
        await staged.rows('select file, line::integer as line, outcome, rule from staged_records order by file, line'),
      ).toEqual([
        { file: 'groups.csv', line: 2, outcome: 'used', rule: null },
        { file: 'groups.csv', line: 3, outcome: 'rejected', rule: 'too_few_columns' },
        { file: 'groups.csv', line: 4, outcome: 'used', rule: null },
        { file: 'people.csv', line: 2, outcome: 'used', rule: null },
        { file: 'people.csv', line: 3, outcome: 'used', rule: null },
        { file: 'people.csv', line: 4, outcome: 'rejected', rule: 'too_few_columns' },
      ]);
    } finally {
      await staged.close();
    }
  });

  it('has no window when the report does not say its period, and an unreadable date is no record', async () => {
    const path = write(
      'groups.csv',
      'Report Refresh Date,Group Display Name,Posted Count',
      '2026-03-31,Lean,14',
      'yesterday,Other,2',
    );
    const staged = await stageExport(m365UsageReports, path);
    expect(await staged.rows('select figure, from_day, to_day, as_of, value from staged_reported')).toEqual([
      { figure: 'messages', from_day: null, to_day: null, as_of: '2026-03-31', value: '14' },
    ]);
    expect(await staged.rows('select line, outcome, rule from staged_records order by line')).toEqual([
      { line: '2', outcome: 'used', rule: null },
      { line: '3', outcome: 'rejected', rule: 'unknown_date' },
    ]);
    await staged.close();
  });
});
