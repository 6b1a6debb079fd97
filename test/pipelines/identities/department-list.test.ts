import { describe, expect, it } from 'vitest';
import { onDepartment } from '../../../pipelines/identities/decisions.ts';
import { listDepartments, parseUnit } from '../../../pipelines/identities/department-list.ts';

const how = { origin: 'steward', decided_at: '2026-11-21T12:00:00.000Z' } as const;

describe('departments to place', () => {
  it('are those spelt almost as another, those in no directory, and those placed', () => {
    const spelt = (label: string, people: number, in_directory: boolean) => ({
      label,
      people,
      division: null,
      in_directory,
    });
    const unit = { division: 'Support', department: 'Human resources', team: null };
    const listed = listDepartments(
      [
        spelt('Ventes', 40, true),
        spelt('R&D', 30, true),
        spelt('Sales EMEA', 9, false),
        spelt('ventes ', 3, true),
        spelt('RH', 2, false),
      ],
      [onDepartment('RH', unit, how)],
    );
    expect(listed.map(({ label, people, state, like, unit: at }) => [label, people, state, like, at])).toEqual([
      ['Sales EMEA', 9, 'unknown', null, null],
      ['ventes ', 3, 'alike', 'Ventes', null],
      ['RH', 2, 'mapped', null, unit],
    ]);
    // Without any directory there is nothing to be unknown to.
    expect(listDepartments([spelt('Sales EMEA', 9, false)], [])).toEqual([]);
  });

  it('are placed in one to three levels', () => {
    expect(parseUnit('Sales')).toEqual({ division: null, department: 'Sales', team: null });
    expect(parseUnit(' Europe › Sales > Lyon ')).toEqual({ division: 'Europe', department: 'Sales', team: 'Lyon' });
    for (const broken of ['', 'a › › c', 'a>b>c>d']) expect(parseUnit(broken)).toBeNull();
  });
});
