import { expect, it } from 'vitest';
import { nameKey } from '../../pipelines/sources/distinguished-name.ts';
import { directoryLdif } from '../../pipelines/sources/directory-ldif/source.ts';
import { describeRealData } from '../support/real-data.ts';
import { testSourceCases } from '../support/source-cases.ts';
import { stageExport } from '../support/stage-export.ts';

testSourceCases(directoryLdif, ['server', 'active-directory', 'raw-letters'], /zanzibar/i);

it('takes distinguished names for the same whatever their blanks, case and escapes', () => {
  const same = ['CN=Li\\, Bo,OU=A', 'cn = "li, bo" ,ou=a', 'cn=Li\\2C Bo, ou = a'];
  expect(new Set(same.map(nameKey)).size).toBe(1);
  expect(nameKey('cn=li,cn=bo,ou=a')).not.toBe(nameKey('CN=Li\\, Bo,OU=A'));
  expect(nameKey('cn=a=b')).toBe('cn=a=b');
});

describeRealData('ldif-389ds/Example.ldif', (path) => {
  it('gives the 150 people, 149 managers and five departments that were counted', async () => {
    const staged = await stageExport(directoryLdif, path);
    try {
      const outcomes = await staged.rows(
        'select outcome, rule, sum(records)::integer as records from staged_records group by all order by all',
      );
      expect(outcomes).toEqual([
        { outcome: 'ignored', rule: 'not_a_person', records: 10 },
        { outcome: 'used', rule: null, records: 150 },
      ]);
      expect(await staged.value('select count(manager_native_id)::integer from staged_people')).toBe(149);
      expect(
        await staged.rows(
          'select department, count(*)::integer as people from staged_people group by all order by 2 desc',
        ),
      ).toEqual([
        { department: 'Human Resources', people: 48 },
        { department: 'Accounting', people: 41 },
        { department: 'Product Development', people: 33 },
        { department: 'Product Testing', people: 17 },
        { department: 'Payroll', people: 11 },
      ]);
      expect(staged.warnings).toEqual([]);
    } finally {
      await staged.close();
    }
  });
});
